#include "app/cli/picturepreparer.h"

#include <QBuffer>
#include <QFile>
#include <QImageWriter>
#include <QtConcurrentRun>
#include <QtEndian>

namespace cli {

namespace {

PreparedPicture preparePicture(const trials::PictureSource &source, const trials::BlindPicture &picture,
                               const QString &file)
{
    const auto image = source.picture(picture.handle);
    if (!image)
        return {{}, picture.size, image.error()};
    if (const auto written = writePlainPng(*image, file); !written)
        return {{}, picture.size, written.error()};
    return {file, image->size(), {}};
}

/// A PNG without ancillary chunks (texts, resolution, times, colour spaces): those whose type begins with a
/// small letter.
QByteArray criticalChunks(const QByteArray &png)
{
    constexpr qsizetype signature = 8;
    constexpr qsizetype frame = 12; // length, type and check sum
    QByteArray critical = png.first(signature);
    for (qsizetype at = signature; at + frame <= png.size();) {
        const qsizetype size = frame + static_cast<qsizetype>(qFromBigEndian<quint32>(png.constData() + at));
        if (png.at(at + 4) >= 'A' && png.at(at + 4) <= 'Z')
            critical += png.mid(at, size);
        at += size;
    }
    return critical;
}

} // namespace

base::Result<void> writePlainPng(const QImage &image, const QString &file)
{
    QBuffer encoded;
    encoded.open(QIODevice::WriteOnly);
    QImageWriter writer(&encoded, "png");
    writer.setQuality(85); // zlib level 1: somebody is waiting
    // True colour needs no palette and no transparency chunk, so that no ancillary chunk carries pixels.
    const auto format = image.hasAlphaChannel() ? QImage::Format_ARGB32 : QImage::Format_RGB32;
    QFile target(file);
    if (!writer.write(image.convertToFormat(format)) || !target.open(QIODevice::WriteOnly)
        || target.write(criticalChunks(encoded.data())) < 0 || !target.flush())
        return base::fail(QStringLiteral("file.write"),
                          QStringLiteral("the picture's copy cannot be written: %1").arg(target.errorString()),
                          QStringLiteral("Free some space in the temporary directory"));
    return {};
}

PicturePreparer::PicturePreparer(PictureFolder folder, std::shared_ptr<const trials::PictureSource> source)
    : m_folder(std::move(folder))
    , m_source(std::move(source))
{
}

PicturePreparer::~PicturePreparer()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void PicturePreparer::prepare(const trials::BlindTrial &trial)
{
    if (m_pictures.contains(trial.id))
        return;
    QList<QFuture<PreparedPicture>> futures;
    for (const trials::BlindPicture &picture : trial.pictures)
        futures.append(QtConcurrent::run(&m_pool, [source = m_source, picture, file = m_folder.newFile()] {
            return preparePicture(*source, picture, file);
        }));
    m_pictures.insert(trial.id, futures);
}

QList<PreparedPicture> PicturePreparer::pictures(const trials::BlindTrial &trial)
{
    prepare(trial);
    QList<PreparedPicture> ready;
    for (QFuture<PreparedPicture> &future : m_pictures[trial.id])
        ready.append(future.result());
    return ready;
}

void PicturePreparer::keepOnly(const QStringList &trials)
{
    for (auto it = m_pictures.begin(); it != m_pictures.end();) {
        if (trials.contains(it.key())) {
            ++it;
            continue;
        }
        for (QFuture<PreparedPicture> &future : it.value())
            QFile::remove(future.result().file);
        it = m_pictures.erase(it); // clazy:exclude=strict-iterators
    }
}

} // namespace cli
