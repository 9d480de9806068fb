#include "ui/studysetup/importthumbs.h"

#include <QCoreApplication>
#include <QFile>
#include <QPointer>
#include <QThreadPool>

#include "core/imaging/decode.h"
#include "ui/widgets/job.h"

namespace studysetup {
namespace {

constexpr int atOnce = 2;
constexpr qsizetype longestQueue = 400;

QImage readThumbnail(const QString &path, int side)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto image = imaging::decode(file.readAll(), {QSize(side, side), {}});
    return image ? *image : QImage();
}

} // namespace

ImportThumbs::ImportThumbs(QObject *parent)
    : QObject(parent)
{
}

const QImage *ImportThumbs::find(const QString &path, int side)
{
    if (side != m_side) {
        clear();
        m_side = side;
    }
    const auto found = m_images.constFind(path);
    if (found != m_images.cend())
        return &*found;
    if (!m_running.contains(path)) {
        m_waiting.removeOne(path);
        m_waiting.append(path);
        if (m_waiting.size() > longestQueue)
            m_waiting.removeFirst();
        startNext();
    }
    return nullptr;
}

void ImportThumbs::clear()
{
    ++m_generation;
    m_images.clear();
    m_waiting.clear();
    m_running.clear();
}

void ImportThumbs::startNext()
{
    while (m_running.size() < atOnce && !m_waiting.isEmpty()) {
        const QString path = m_waiting.takeLast();
        m_running.insert(path);
        widgets::jobPool()->start(
            [guard = QPointer<ImportThumbs>(this), path, side = m_side, generation = m_generation] {
                const QImage image = readThumbnail(path, side);
                const auto apply = [guard, path, image, generation] {
                    if (!guard || generation != guard->m_generation)
                        return;
                    guard->m_running.remove(path);
                    guard->m_images.insert(path, image);
                    guard->startNext();
                    Q_EMIT guard->ready();
                };
                QMetaObject::invokeMethod(QCoreApplication::instance(), apply, Qt::QueuedConnection);
            });
    }
}

} // namespace studysetup
