#include "ui/disagreement/figure.h"

#include <QBuffer>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace disagreement {

namespace {

constexpr int dotsPerInch = 96;
constexpr int pngScale = 2;

QByteArray svg(const QSize &size, const FigureText &text, const FigurePainter &paint)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    generator.setResolution(dotsPerInch);
    generator.setTitle(text.title);
    generator.setDescription(text.footer);
    paint(&generator, size);
    return bytes;
}

QByteArray pdf(const QSize &size, const FigureText &text, const FigurePainter &paint)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(dotsPerInch);
        writer.setPageMargins(QMarginsF());
        writer.setPageSize(QPageSize(QSizeF(size) * 72 / dotsPerInch, QPageSize::Point, {}, QPageSize::ExactMatch));
        writer.setTitle(text.title);
        writer.setCreator(QStringLiteral("Dissensus"));
        paint(&writer, size);
    }
    return bytes;
}

} // namespace

QImage paintFigure(const QSize &size, const FigurePainter &paint)
{
    QImage image(size * pngScale, QImage::Format_RGB32);
    image.setDevicePixelRatio(pngScale);
    image.fill(Qt::white);
    paint(&image, size);
    return image;
}

QByteArray toPng(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray renderFigure(FigureFormat format, const QSize &size, const FigureText &text, const FigurePainter &paint)
{
    switch (format) {
    case FigureFormat::Png:
        return toPng(paintFigure(size, paint));
    case FigureFormat::Svg:
        return svg(size, text, paint);
    case FigureFormat::Pdf:
        return pdf(size, text, paint);
    }
    return {};
}

} // namespace disagreement
