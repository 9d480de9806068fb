#pragma once

#include <optional>

#include <QHash>
#include <QMutex>

#include "core/study/ids.h"
#include "core/trials/blindtrial.h"
#include "core/trials/picturesource.h"

namespace storage {
class Database;
}

namespace trials {

/// The one place on the annotator's side that knows which picture is behind a handle and where its file is.
class StudyPictureSource : public PictureSource
{
public:
    explicit StudyPictureSource(const QString &studyPath);

    /// Makes a fresh handle for a picture of the study. `database` belongs to the calling thread.
    base::Result<BlindPicture> show(storage::Database &database, study::PictureId picture);

    base::Result<QImage> picture(const QString &handle) const override;
    base::Result<QImage> reduced(const QString &handle, const QSize &within) const override;

private:
    base::Result<QImage> decoded(const QString &handle, const QSize &within) const;
    std::optional<study::AssetId> asset(const QString &handle) const;

    QString m_studyPath;
    mutable QMutex m_mutex; ///< guards m_assets
    QHash<QString, study::AssetId> m_assets;
};

} // namespace trials
