#pragma once

#include <memory>
#include <optional>

#include <QHash>
#include <QImage>
#include <QObject>
#include <QSet>
#include <QSize>
#include <QThreadPool>

#include "core/base/result.h"
#include "core/trials/picturesource.h"

namespace annotate {

/// A decoded picture, and the same one scaled to the size at which it will be shown.
struct LoadedPicture
{
    QImage image;
    QImage scaled;
};

/// Decodes the pictures of this pair and of the next ones on pool threads, so that painting a pair never waits.
/// Keeps only what was asked for last. UI thread.
class PairLoader : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PairLoader)

public:
    explicit PairLoader(QObject *parent = nullptr);
    ~PairLoader() override;

    void setSource(std::shared_ptr<const trials::PictureSource> source);
    /// In device pixels; pictures decoded before keep their image and lose the scaled one.
    void setFrameSize(const QSize &deviceSize);
    /// The handles that will be needed, most urgent first; everything else is dropped.
    void want(const QStringList &handles);

    /// Nothing while it is on its way.
    std::optional<base::Result<LoadedPicture>> picture(const QString &handle) const;
    bool isReady(const QString &handle) const { return m_loaded.contains(handle); }

Q_SIGNALS:
    void loaded(const QString &handle);

private:
    void start(const QString &handle, int priority);
    void take(const QString &handle, base::Result<LoadedPicture> picture, quint64 generation);

    std::shared_ptr<const trials::PictureSource> m_source;
    QThreadPool m_pool;
    QSize m_frameSize;
    QHash<QString, base::Result<LoadedPicture>> m_loaded;
    QSet<QString> m_wanted;
    QSet<QString> m_running;
    quint64 m_generation = 0; ///< of the source: results for an older one are dropped
};

} // namespace annotate
