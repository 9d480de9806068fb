#pragma once

#include <functional>

#include <QImage>
#include <QSize>
#include <QString>

#include "ui/widgets/tokens.h"

class QPaintDevice;

namespace disagreement {

/// What a copy of a plot says beside the plot itself.
struct FigureText
{
    QString title;
    QString note;   ///< n and what was counted
    QString footer; ///< filters, study, revision, date
};

enum class FigureFormat { Png, Svg, Pdf };

/// Draws the whole figure on a device; `size` in logical pixels.
using FigurePainter = std::function<void(QPaintDevice *device, const QSize &size)>;

/// A figure as pixels, at twice the size. UI thread: plots paint themselves.
QImage paintFigure(const QSize &size, const FigurePainter &paint);
/// Encodes; any thread.
QByteArray toPng(const QImage &image);

/// A figure as the bytes of a file. PNG at twice the size. UI thread: plots paint themselves.
QByteArray renderFigure(FigureFormat format, const QSize &size, const FigureText &text, const FigurePainter &paint);

/// Copies are always light.
inline const widgets::Tokens &figureTokens()
{
    return widgets::tokensOf(widgets::Scheme::Light);
}

} // namespace disagreement
