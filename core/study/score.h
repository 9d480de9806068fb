#pragma once

#include <optional>

#include <QString>

#include "core/study/ids.h"

namespace study {

/// One value of one scorer for one picture under one prompt. Computed scores belong to assets, imported ones to
/// pictures.
struct Score
{
    qint64 id = 0;
    AssetId asset;      ///< set for computed scores
    PictureId picture;  ///< set for imported scores
    QString promptHash; ///< base::promptHash of the prompt's text; empty for scorers that need no prompt
    FingerprintId fingerprint;
    double value = 0;
    std::optional<double> second; ///< second output of the model, e.g. HPSv3's raw log sigma
    QString valueText; ///< imported values: the text as printed in the file, to keep its precision; else empty
    QString device;    ///< "cpu", "cuda:0"
    QString dtype;     ///< "u8", "fp32", "bf16"
    QString origin;    ///< "computed", or who imported it and from which file
    QString appVersion;
    QString libtorch;
    qint64 computedAt = 0;
};

/// Which exact computation made a score; see contract: weights, preprocessing, arithmetic, number type, integer per
/// scorer.
struct Fingerprint
{
    FingerprintId id;
    QString scorer;      ///< "colorfulness", "import:hps-v3", "judge:gpt"
    QString fingerprint; ///< 64 hexadecimal digits
    QString description; ///< JSON: what the fingerprint covers
};

} // namespace study
