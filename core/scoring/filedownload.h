#pragma once

#include <functional>

#include <QString>
#include <QUrl>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace scoring {

/// How patient a download is.
struct DownloadLimits
{
    int stallMs = 60000;    ///< without a byte, until the connection is given up
    int retries = 5;        ///< in a row, without a byte more
    int connections = 100;  ///< altogether
    int firstPauseMs = 500; ///< before the first retry, doubled for each further one
    int redirects = 10;
    qint64 spareBytes = 64 << 20; ///< left free on the disk
};

/// A file that has arrived whole.
struct DownloadedFile
{
    qint64 bytes = 0;
    QString sha256;
    bool wasResumed = false; ///< a part of it is from an earlier call
};

/// Looks at the beginning of what comes, once (its first bytes and the length of the whole, −1: not known), and may
/// refuse it before the rest is fetched.
using DownloadCheck = std::function<base::Result<void>(const QByteArray &head, qint64 size)>;

/// Fetches `url` (http or https; certificates are verified, redirects never leave https) into the file `part`, hashing
/// what goes by. What an earlier call left there is taken up where it ended, if the server says that the file is still
/// the same (HTTP range with If-Range, RFC 9110 §13–14); a connection that breaks is taken up again at once. Cancelled
/// or failed for now, `part` and the notes beside it stay for the next call; refused for good, they are removed.
/// Blocking, with an event loop of its own: for pool threads and the command line. Errors: "weights.address" (no such
/// kind of address), "weights.download" (the server refuses or breaks off), "weights.tls", "weights.space",
/// "weights.write", "cancelled", and those of `check`.
base::Result<DownloadedFile> downloadFile(const QUrl &url, const QString &part, const DownloadCheck &check,
                                          const base::Progress &progress, const DownloadLimits &limits = {});

/// Removes what a download left.
void discardDownload(const QString &part);

/// An address as it may be shown and stored: without password and query.
QString shownAddress(const QUrl &url);

} // namespace scoring
