#pragma once

#include <memory>
#include <optional>

#include <QHash>
#include <QMutex>

#include "core/trials/blindtrial.h"
#include "core/trials/picturesource.h"
#include "core/trials/unblinded.h"

namespace trials {

/// The one place on the annotator's side that knows which picture is behind a handle; where its file is knows the
/// unblinded side alone.
class StudyPictureSource : public PictureSource
{
public:
    explicit StudyPictureSource(std::shared_ptr<Unblinded> unblinded);

    /// Makes a fresh handle for a picture.
    base::Result<BlindPicture> show(const SeatPicture &picture);

    base::Result<QImage> picture(const QString &handle) const override;
    base::Result<QImage> reduced(const QString &handle, const QSize &within) const override;

private:
    base::Result<QImage> decoded(const QString &handle, const QSize &within) const;
    std::optional<study::AssetId> asset(const QString &handle) const;

    std::shared_ptr<Unblinded> m_unblinded;
    mutable QMutex m_mutex; ///< guards m_assets
    QHash<QString, study::AssetId> m_assets;
};

} // namespace trials
