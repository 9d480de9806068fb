#include "ui/annotate/pairloader.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThread>

#include "ui/widgets/pictureframe.h"

namespace annotate {

PairLoader::PairLoader(QObject *parent)
    : QObject(parent)
{
    m_pool.setObjectName(QStringLiteral("decode"));
    m_pool.setMaxThreadCount(qMax(2, QThread::idealThreadCount()));
}

PairLoader::~PairLoader()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void PairLoader::setSource(std::shared_ptr<const trials::PictureSource> source)
{
    ++m_generation;
    m_source = std::move(source);
    m_loaded.clear();
    m_running.clear();
    m_wanted.clear();
}

void PairLoader::setFrameSize(const QSize &deviceSize)
{
    m_frameSize = deviceSize;
}

void PairLoader::want(const QStringList &handles)
{
    m_wanted = QSet<QString>(handles.begin(), handles.end());
    m_loaded.removeIf([this](auto it) { return !m_wanted.contains(it.key()); });
    int priority = int(handles.size());
    for (const QString &handle : handles) {
        if (!m_loaded.contains(handle) && !m_running.contains(handle))
            start(handle, priority);
        --priority;
    }
}

std::optional<base::Result<LoadedPicture>> PairLoader::picture(const QString &handle) const
{
    const auto found = m_loaded.constFind(handle);
    if (found == m_loaded.constEnd())
        return std::nullopt;
    return *found;
}

void PairLoader::start(const QString &handle, int priority)
{
    if (!m_source)
        return;
    m_running.insert(handle);
    m_pool.start(
        [guard = QPointer<PairLoader>(this), source = m_source, size = m_frameSize, handle, generation = m_generation] {
            auto image = source->picture(handle);
            auto picture = std::make_shared<base::Result<LoadedPicture>>();
            if (image)
                *picture = LoadedPicture{*image, widgets::scaledForFrame(*image, size)};
            else
                *picture = tl::make_unexpected(image.error());
            const auto deliver = [guard, handle, picture, generation] {
                if (guard)
                    guard->take(handle, std::move(*picture), generation);
            };
            QMetaObject::invokeMethod(QCoreApplication::instance(), deliver, Qt::QueuedConnection);
        },
        priority);
}

void PairLoader::take(const QString &handle, base::Result<LoadedPicture> picture, quint64 generation)
{
    if (generation != m_generation)
        return;
    m_running.remove(handle);
    if (!m_wanted.contains(handle))
        return;
    m_loaded.insert(handle, std::move(picture));
    Q_EMIT loaded(handle);
}

} // namespace annotate
