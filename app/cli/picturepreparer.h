#pragma once

#include <memory>
#include <optional>

#include <QFuture>
#include <QHash>
#include <QList>
#include <QSize>
#include <QThreadPool>

#include "app/cli/picturefolder.h"
#include "core/trials/blindtrial.h"
#include "core/trials/picturesource.h"

namespace cli {

/// One picture as a front end gets it.
struct PreparedPicture
{
    QString file; ///< empty when there are no pixels
    QSize size;
    std::optional<base::Error> error; ///< why there are no pixels
};

/// Writes the pictures of trials as PNG files that hold pixels and nothing else, ahead of time on pool
/// threads.
class PicturePreparer
{
public:
    PicturePreparer(PictureFolder folder, std::shared_ptr<const trials::PictureSource> source);
    /// Waits for what is being written; then the folder goes.
    ~PicturePreparer();
    PicturePreparer(const PicturePreparer &) = delete;
    PicturePreparer &operator=(const PicturePreparer &) = delete;

    /// Begins to write the pictures of a trial, unless they are there or under way.
    void prepare(const trials::BlindTrial &trial);
    /// The pictures of a trial by displayed position, as soon as they are there.
    QList<PreparedPicture> pictures(const trials::BlindTrial &trial);
    /// Removes the files of all other trials.
    void keepOnly(const QStringList &trials);

private:
    PictureFolder m_folder;
    std::shared_ptr<const trials::PictureSource> m_source;
    QThreadPool m_pool;
    QHash<QString, QList<QFuture<PreparedPicture>>> m_pictures; ///< by trial
};

/// Writes the pixels as PNG without any metadata. Errors: "file.write".
base::Result<void> writePlainPng(const QImage &image, const QString &file);

} // namespace cli
