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
#include "core/imaging/displaytransform.h"
#include "core/trials/picturesource.h"

namespace annotate {

/// A decoded picture, and the same one scaled to the size at which it will be shown.
struct LoadedPicture
{
    QImage image; ///< all pixels, or reduced to PairLoader::aheadSide
    QImage scaled;
};

/// Decodes the pictures of this pair and of the next ones on pool threads, so that painting a pair never waits. Very
/// large pictures are decoded reduced; all of their pixels come when somebody zooms in. Keeps only what was asked for
/// last. UI thread.
class PairLoader : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PairLoader)

public:
    /// Pictures are decoded ahead to fit a square of this many pixels: 4K pictures whole, ten of 100 megapixels within
    /// 700 MB instead of 4 GB.
    static constexpr int aheadSide = 4096;

    explicit PairLoader(QObject *parent = nullptr);
    ~PairLoader() override;

    void setSource(std::shared_ptr<const trials::PictureSource> source);
    /// Null: sRGB. What was decoded for other colours is decoded anew.
    void setColours(std::shared_ptr<const imaging::DisplayTransform> colours);
    /// In device pixels; pictures that are there are scaled again, rescaled() follows for each.
    void setFrameSize(const QSize &deviceSize);
    /// The handles that will be needed, most urgent first; everything else is dropped.
    void want(const QStringList &handles);
    /// All pixels of these; whole() follows for each one that was reduced.
    void wantWhole(const QStringList &handles);

    /// Nothing while it is on its way.
    std::optional<base::Result<LoadedPicture>> picture(const QString &handle) const;
    bool isReady(const QString &handle) const { return m_loaded.contains(handle); }

Q_SIGNALS:
    void loaded(const QString &handle);
    void rescaled(const QString &handle);
    void whole(const QString &handle);

private:
    enum class Step { Ahead, Whole, Rescale };

    void start(const QString &handle, Step step, int priority);
    void take(const QString &handle, Step step, base::Result<LoadedPicture> picture, quint64 generation);

    std::shared_ptr<const trials::PictureSource> m_source;
    std::shared_ptr<const imaging::DisplayTransform> m_colours;
    QHash<QString, base::Result<LoadedPicture>> m_loaded;
    QSet<QString> m_running;
    QSet<QString> m_whole; ///< decoded whole, or on the way
    QSet<QString> m_wanted;
    QSize m_frameSize;
    quint64 m_generation = 0; ///< results of an earlier source or other colours are dropped
    QThreadPool m_pool;
};

} // namespace annotate
