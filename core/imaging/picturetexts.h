#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

namespace imaging {

/// A text that a picture file carries.
struct PictureText
{
    QString key; ///< PNG: the keyword ("parameters"); EXIF: "UserComment", "ImageDescription", "Make" or "Model"
    QString text;
};

/// The texts in a PNG (tEXt, zTXt, iTXt), and in the EXIF data of a PNG, JPEG or WebP, in the order of the file. Bytes
/// that are no such picture, and texts that cannot be read, give nothing; a text of more than 16 MiB is left out.
QList<PictureText> pictureTexts(QByteArrayView bytes);

} // namespace imaging
