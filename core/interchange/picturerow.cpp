#include "core/interchange/picturerow.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QtConcurrentMap>
#include <QThreadPool>

#include "core/base/hash.h"
#include "core/imaging/probe.h"

namespace interchange {

namespace {

/// Fills in `asset` from the file.
base::Result<void> probeRow(PictureRow &row)
{
    if (row.path.isEmpty())
        return {};
    QFile file(row.path);
    if (!file.open(QIODevice::ReadOnly))
        return base::fail(QStringLiteral("file.read"),
                          QStringLiteral("%1: %2").arg(row.path, file.errorString().toLower()));
    const QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return base::fail(QStringLiteral("file.read"),
                          QStringLiteral("%1: %2").arg(row.path, file.errorString().toLower()));
    base::Result<imaging::PictureInfo> info = imaging::probe(bytes, row.path);
    if (!info)
        return base::fail(info.error().code, QStringLiteral("%1: %2").arg(row.path, info.error().message),
                          info.error().hint);
    study::Asset asset;
    asset.sha256 = base::sha256(bytes);
    asset.bytes = bytes.size();
    asset.width = info->width;
    asset.height = info->height;
    asset.format = imaging::toText(info->format);
    if (!row.expectedSha256.isEmpty() && row.expectedSha256 != asset.sha256)
        return base::fail(QStringLiteral("picture.changed"),
                          QStringLiteral("%1: the content is not the one that the row's sha256 names").arg(row.path),
                          QStringLiteral("Put the original file back"));
    row.asset = asset;
    row.modified = QFileInfo(file).lastModified().toMSecsSinceEpoch();
    return {};
}

} // namespace

base::Result<void> probePictures(QList<PictureRow> &rows, const base::Progress &progress,
                                 const std::function<bool(const PictureRow &, const base::Error &)> &failed)
{
    // Small pieces keep progress and Cancel alive; each piece uses all cores.
    static constexpr qsizetype pieceSize = 64;
    // Not the global pool: there Qt converts images for the window, which would wait for whole pieces.
    static QThreadPool pool;
    QList<PictureRow> good;
    good.reserve(rows.size());
    for (qsizetype from = 0; from < rows.size(); from += pieceSize) {
        if (progress.isCancelled())
            return base::fail(base::cancelledCode, QStringLiteral("the import was cancelled"));
        progress.report(QStringLiteral("Reading pictures"), from, rows.size());
        QList<PictureRow> piece = rows.mid(from, pieceSize);
        QList<std::optional<base::Error>> errors(piece.size());
        QList<qsizetype> numbers(piece.size());
        std::iota(numbers.begin(), numbers.end(), 0);
        PictureRow *const pieceRows = piece.data();
        std::optional<base::Error> *const pieceErrors = errors.data();
        QtConcurrent::blockingMap(&pool, numbers, [pieceRows, pieceErrors](qsizetype i) {
            if (const base::Result<void> probed = probeRow(pieceRows[i]); !probed)
                pieceErrors[i] = probed.error();
        });
        for (qsizetype i = 0; i < piece.size(); ++i) {
            if (!errors[i]) {
                good.append(std::move(piece[i]));
                continue;
            }
            base::Error error = *errors[i];
            error.code = QStringLiteral("import.row");
            error.file = piece[i].file;
            error.line = piece[i].line;
            if (!failed(piece[i], error))
                return tl::make_unexpected(error);
        }
    }
    rows = std::move(good);
    return {};
}

} // namespace interchange
