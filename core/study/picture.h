#pragma once

#include <optional>

#include <QString>
#include <QStringList>

#include "core/study/ids.h"

namespace study {

/// Who or what made pictures: a text-to-image model.
struct Generator
{
    GeneratorId id;
    QString uid;
    QString name;             ///< unique in the study
    QString family;           ///< e.g. "Flux"; may be empty
    QString alignedVersionOf; ///< name of the base generator, empty if this is not an aligned version
};

/// Bytes of a picture, known by their SHA-256.
struct Asset
{
    AssetId id;
    QString sha256;
    qint64 bytes = 0;
    int width = 0;  ///< upright pixels, after EXIF orientation
    int height = 0; ///< upright pixels
    QString format; ///< "jpeg", "png", "webp", "tiff"
};

enum class PictureKind { Generated, Photograph, Painting };

/// "generated", "photograph", "painting".
QString toText(PictureKind kind);
/// Nothing for any other word.
std::optional<PictureKind> pictureKindFromText(const QString &text);

/// A use of an asset: which generator made it, for which prompt, in which variant. One asset may have two uses.
struct Picture
{
    PictureId id;
    QString uid;
    AssetId asset;         ///< none: a record without a file, which statistics can still use
    GeneratorId generator; ///< none for photographs and paintings
    PromptId prompt;       ///< the picture's own prompt
    QString variant;       ///< usually the prompt's; differs when one prompt has e.g. a happy and a sad face
    QString seed;          ///< as text: seeds exceed 64 bits in some tools
    PictureKind kind = PictureKind::Generated;
    QString emotion;       ///< the emotion that the picture was made to show, a key such as "fear"
    PictureId counterpart; ///< as given; none: derived by the rule of PictureRepository::counterpartOf
    QStringList taxonomy;  ///< current labels, "class.sub_class"
};

} // namespace study
