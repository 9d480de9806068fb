#include "core/study/picture.h"

namespace study {

QString toText(PictureKind kind)
{
    switch (kind) {
    case PictureKind::Photograph:
        return QStringLiteral("photograph");
    case PictureKind::Painting:
        return QStringLiteral("painting");
    case PictureKind::Generated:
        break;
    }
    return QStringLiteral("generated");
}

std::optional<PictureKind> pictureKindFromText(const QString &text)
{
    for (const PictureKind kind : {PictureKind::Generated, PictureKind::Photograph, PictureKind::Painting})
        if (text == toText(kind))
            return kind;
    return std::nullopt;
}

} // namespace study
