#pragma once

#include <span>

#include <QByteArray>
#include <QImage>

/// For tests of the decoder, which has no Qt.
inline std::span<const std::byte> asBytes(const QByteArray &bytes)
{
    return std::as_bytes(std::span(bytes.constData(), size_t(bytes.size())));
}

/// Every pixel of another colour.
inline QImage colourful(int width, int height, QImage::Format format = QImage::Format_RGB888)
{
    QImage image(width, height, QImage::Format_RGB888);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x)
            image.setPixelColor(x, y, QColor((x * 37 + y * 11) & 255, (x * 5 + y * 59) & 255, (x * 91 + y * 3) & 255));
    }
    return image.convertToFormat(format);
}
