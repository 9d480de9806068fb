#include "ui/annotate/pairloader.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThread>

#include "ui/widgets/pictureframe.h"

namespace annotate {

PairLoader::PairLoader(QObject *parent)
    : QObject(parent)
    , m_pool(this)
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
    m_whole.clear();
    m_wanted.clear();
}

void PairLoader::setColours(std::shared_ptr<const imaging::DisplayTransform> colours)
{
    if (colours == m_colours)
        return;
    ++m_generation;
    m_colours = std::move(colours);
    m_loaded.clear();
    m_running.clear();
    m_whole.clear();
    want(m_wanted.values());
}

void PairLoader::setFrameSize(const QSize &deviceSize)
{
    if (deviceSize == m_frameSize)
        return;
    m_frameSize = deviceSize;
    for (auto it = m_loaded.cbegin(); it != m_loaded.cend(); ++it) {
        if (*it)
            start(it.key(), Step::Rescale, 0);
    }
}

void PairLoader::want(const QStringList &handles)
{
    m_wanted = QSet<QString>(handles.begin(), handles.end());
    m_loaded.removeIf([this](auto it) { return !m_wanted.contains(it.key()); });
    m_whole.intersect(m_wanted);
    int priority = int(handles.size());
    for (const QString &handle : handles) {
        if (!m_loaded.contains(handle) && !m_running.contains(handle)) {
            m_running.insert(handle);
            start(handle, Step::Ahead, priority);
        }
        --priority;
    }
}

void PairLoader::wantWhole(const QStringList &handles)
{
    for (const QString &handle : handles) {
        const auto known = m_loaded.constFind(handle);
        if (known == m_loaded.cend() || !*known || m_whole.contains(handle))
            continue;
        const QSize size = (*known)->image.size();
        if (qMax(size.width(), size.height()) < aheadSide)
            continue; // it was not reduced
        m_whole.insert(handle);
        start(handle, Step::Whole, int(m_wanted.size()) + 1);
    }
}

std::optional<base::Result<LoadedPicture>> PairLoader::picture(const QString &handle) const
{
    const auto found = m_loaded.constFind(handle);
    if (found == m_loaded.constEnd())
        return std::nullopt;
    return *found;
}

void PairLoader::start(const QString &handle, Step step, int priority)
{
    if (!m_source)
        return;
    const QImage known = step == Step::Rescale ? m_loaded.value(handle)->image : QImage();
    m_pool.start(
        [guard = QPointer<PairLoader>(this), source = m_source, colours = m_colours, size = m_frameSize, handle, step,
         known, generation = m_generation] {
            auto picture = std::make_shared<base::Result<LoadedPicture>>();
            if (step == Step::Rescale) {
                *picture = LoadedPicture{known, widgets::scaledForFrame(known, size)};
            } else {
                auto image = step == Step::Whole ? source->picture(handle)
                                                 : source->reduced(handle, QSize(aheadSide, aheadSide));
                if (image && colours)
                    colours->apply(&*image);
                if (image)
                    *picture = LoadedPicture{*image, widgets::scaledForFrame(*image, size)};
                else
                    *picture = tl::make_unexpected(image.error());
            }
            const auto deliver = [guard, handle, step, picture, generation] {
                if (guard)
                    guard->take(handle, step, std::move(*picture), generation);
            };
            QMetaObject::invokeMethod(QCoreApplication::instance(), deliver, Qt::QueuedConnection);
        },
        priority);
}

void PairLoader::take(const QString &handle, Step step, base::Result<LoadedPicture> picture, quint64 generation)
{
    if (generation != m_generation)
        return;
    if (step == Step::Ahead)
        m_running.remove(handle);
    if (!m_wanted.contains(handle))
        return;
    if (step == Step::Ahead) {
        m_loaded.insert(handle, picture);
        Q_EMIT loaded(handle);
        return;
    }
    const auto known = m_loaded.find(handle);
    if (known == m_loaded.end() || !*known || !picture)
        return;
    if (step == Step::Whole) {
        **known = std::move(*picture);
        Q_EMIT whole(handle);
    } else {
        (*known)->scaled = std::move(picture->scaled);
        Q_EMIT rescaled(handle);
    }
}

} // namespace annotate
