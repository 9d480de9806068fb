#include "core/scoring/filedownload.h"

#include <algorithm>
#include <memory>
#include <utility>

#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QStorageInfo>
#include <QThread>
#include <QTimer>

#include "core/scoring/downloadpart.h"

namespace scoring {

namespace {

constexpr int pollMs = 50; ///< how soon a cancel is seen
constexpr qint64 pieceBytes = 4 << 20;
constexpr qsizetype headBytes = 16;
constexpr qint64 spaceCheckBytes = 64 << 20;

/// A weak ETag says that two files mean the same, not that they have the same bytes.
QString validatorOf(const QNetworkReply &reply)
{
    const QByteArray tag = reply.rawHeader("ETag");
    if (!tag.isEmpty() && !tag.startsWith("W/"))
        return QString::fromLatin1(tag);
    return QString::fromLatin1(reply.rawHeader("Last-Modified"));
}

/// First byte and length of the whole from "bytes 5-9/10"; −1 each where it does not say.
std::pair<qint64, qint64> contentRange(const QNetworkReply &reply)
{
    static const QRegularExpression form(QStringLiteral("\\Abytes (?:(\\d{1,18})-\\d{1,18}|\\*)/(\\d{1,18}|\\*)\\z"));
    const auto match = form.match(QString::fromLatin1(reply.rawHeader("Content-Range")));
    const auto number = [&](int group) {
        bool isNumber = false;
        const qint64 value = match.captured(group).toLongLong(&isNumber);
        return isNumber ? value : -1;
    };
    return {number(1), number(2)};
}

class Download
{
public:
    Download(const QUrl &url, const QString &part, const DownloadCheck &check, const base::Progress &progress,
             const DownloadLimits &limits)
        : m_url(url)
        , m_part(part)
        , m_check(check)
        , m_progress(progress)
        , m_limits(limits)
    {
    }

    base::Result<DownloadedFile> run();

private:
    enum class Outcome { Done, Again, Refused };

    Outcome connectOnce();
    bool begin(const QNetworkReply &reply);
    bool restart();
    bool takeBytes(QNetworkReply &reply, bool isLast);
    bool checkHead(const QByteArray &piece);
    bool checkSpace();
    Outcome outcomeOf(const QNetworkReply &reply);
    bool refuse(const char *code, const QString &message, const QString &hint = {});
    bool pause(int attempt);
    QString where() const { return shownAddress(m_url); }

    QUrl m_url;
    DownloadPart m_part;
    const DownloadCheck &m_check;
    const base::Progress &m_progress;
    const DownloadLimits &m_limits;
    QNetworkAccessManager m_network;
    qint64 m_spaceSeen = 0; ///< bytes that were there when the disk was last looked at
    bool m_begun = false;   ///< the headers of this connection are read
    bool m_everAnswered = false;
    bool m_checked = false;
    bool m_wasResumed = false;
    bool m_discard = false; ///< what is there is of no use for another try
    base::Error m_error;
    QString m_lastProblem;
};

bool Download::refuse(const char *code, const QString &message, const QString &hint)
{
    m_error = base::failIn(where(), 0, QString::fromLatin1(code), message, hint).value();
    return false;
}

bool Download::restart()
{
    m_spaceSeen = 0;
    m_checked = false;
    m_wasResumed = false;
    return m_part.restart();
}

/// Reads the headers: whether this goes on where we are, begins anew, or is nothing.
bool Download::begin(const QNetworkReply &reply)
{
    m_begun = true;
    m_everAnswered = true;
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    constexpr int partial = 206;
    if (status == partial) {
        const auto [first, size] = contentRange(reply);
        const QString validator = validatorOf(reply);
        const bool isSame =
            validator.isEmpty() || m_part.notes().validator.isEmpty() || validator == m_part.notes().validator;
        if (m_part.done() > 0 && first == m_part.done() && size == m_part.notes().size && isSame)
            return true;
        m_lastProblem = QStringLiteral("the server sends another part of the file than was asked for");
        restart();
        return false;
    }
    // The whole file: the server does not do parts, or the file has changed.
    if (m_part.done() > 0 && !restart())
        return refuse("weights.write", m_part.errorString());
    const QVariant length = reply.header(QNetworkRequest::ContentLengthHeader);
    if (!m_part.begin({where(), validatorOf(reply), length.isValid() ? length.toLongLong() : -1}))
        return refuse("weights.write",
                      QStringLiteral("%1 cannot be written").arg(DownloadPart::notesPath(m_part.path())));
    return checkSpace();
}

bool Download::checkSpace()
{
    const qint64 available = QStorageInfo(QFileInfo(m_part.path()).absolutePath()).bytesAvailable();
    const qint64 needed = std::max<qint64>(m_part.notes().size - m_part.done(), 0) + m_limits.spareBytes;
    m_spaceSeen = m_part.done();
    if (available < 0 || available >= needed)
        return true;
    return refuse("weights.space",
                  QStringLiteral("%1 MB are needed, %2 MB are free").arg(needed >> 20).arg(available >> 20),
                  QStringLiteral("Free some space, or let DISSENSUS_MODELS name a folder on another disk"));
}

bool Download::checkHead(const QByteArray &piece)
{
    if (m_checked)
        return true;
    m_checked = true;
    const base::Result<void> good = m_check(piece.left(headBytes), m_part.notes().size);
    if (good)
        return true;
    m_error = good.error();
    m_discard = true;
    return false;
}

/// Stores what has come. False: m_error says why not, or the connection is of no use.
bool Download::takeBytes(QNetworkReply &reply, bool isLast)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status != 200 && status != 206) // the text of an error, or of a redirect
        return true;
    if (!m_begun && !begin(reply))
        return false;
    // The first piece is looked at, so it must not be too short.
    while (reply.bytesAvailable() >= (m_checked || isLast ? 1 : headBytes)) {
        if (m_progress.isCancelled())
            return false;
        const QByteArray piece = reply.read(pieceBytes);
        if (!checkHead(piece))
            return false;
        if (!m_part.append(piece))
            return refuse("weights.write", m_part.errorString(), QStringLiteral("Free some space and try again"));
        m_progress.report(QStringLiteral("downloading and checking"), m_part.done(),
                          std::max<qint64>(m_part.notes().size, 0));
        if (m_part.done() - m_spaceSeen >= spaceCheckBytes && !checkSpace())
            return false;
    }
    return true;
}

Download::Outcome Download::connectOnce()
{
    QNetworkRequest request(m_url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
    request.setMaximumRedirectsAllowed(m_limits.redirects);
    request.setTransferTimeout(m_limits.stallMs);
    request.setRawHeader("User-Agent", "dissensus/" DISSENSUS_VERSION);
    request.setRawHeader("Accept-Encoding", "identity"); // the bytes of the file, not of a packed copy
    if (m_part.done() > 0) {
        request.setRawHeader("Range", "bytes=" + QByteArray::number(m_part.done()) + '-');
        if (!m_part.notes().validator.isEmpty())
            request.setRawHeader("If-Range", m_part.notes().validator.toLatin1());
    }
    m_begun = false;
    m_error = {};
    const qint64 before = m_part.done();
    const std::unique_ptr<QNetworkReply> reply(m_network.get(request));
    reply->setReadBufferSize(4 * pieceBytes);
    QEventLoop loop;
    bool isGood = true;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, reply.get(), [&] {
        if (m_progress.isCancelled())
            reply->abort();
    });
    poll.start(pollMs);
    QObject::connect(reply.get(), &QNetworkReply::readyRead, reply.get(), [&] {
        if (isGood && !takeBytes(*reply, false)) {
            isGood = false;
            reply->abort();
        }
    });
    // Qt repeats a request by itself when a connection ends early; what it then gives begins anew, too.
    QObject::connect(reply.get(), &QNetworkReply::metaDataChanged, reply.get(), [&] {
        if (m_begun && m_part.done() > before) {
            isGood = false;
            m_lastProblem = QStringLiteral("the connection ends early");
            restart();
            reply->abort();
        }
    });
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec();
    if (m_progress.isCancelled()) {
        m_error = base::fail(base::cancelledCode, QStringLiteral("cancelled")).value();
        return Outcome::Refused;
    }
    if (isGood && !takeBytes(*reply, true))
        isGood = false;
    if (!isGood)
        return m_error.code.isEmpty() ? Outcome::Again : Outcome::Refused;
    return outcomeOf(*reply);
}

Download::Outcome Download::outcomeOf(const QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QNetworkReply::NetworkError error = reply.error();
    if (error == QNetworkReply::NoError) {
        if (status == 200 || status == 206) {
            m_lastProblem =
                QStringLiteral("the connection ends after %1 of %2 bytes").arg(m_part.done()).arg(m_part.notes().size);
            return m_part.isWhole() ? Outcome::Done : Outcome::Again;
        }
        refuse("weights.download", QStringLiteral("the server answers with status %1").arg(status),
               QStringLiteral("Check the address"));
        return Outcome::Refused;
    }
    if (error == QNetworkReply::SslHandshakeFailedError) {
        refuse("weights.tls",
               QStringLiteral("the server's certificate cannot be verified: %1").arg(reply.errorString()),
               QStringLiteral("Check the address and the clock of this computer"));
        return Outcome::Refused;
    }
    if (error == QNetworkReply::TooManyRedirectsError || error == QNetworkReply::InsecureRedirectError) {
        refuse("weights.download",
               error == QNetworkReply::TooManyRedirectsError
                   ? QStringLiteral("the server redirects more than %1 times").arg(m_limits.redirects)
                   : QStringLiteral("the server redirects to an address that is not secure"),
               QStringLiteral("Check the address"));
        return Outcome::Refused;
    }
    constexpr int notSatisfiable = 416;
    constexpr int timeout = 408;
    constexpr int tooMany = 429;
    constexpr int serverErrors = 500;
    if (status == notSatisfiable && m_part.done() > 0) {
        if (contentRange(reply).second == m_part.done() && m_part.isWhole())
            return Outcome::Done;
        restart();
    } else if (status >= 400 && status < serverErrors && status != timeout && status != tooMany) {
        const QString reason = reply.attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
        refuse("weights.download", QStringLiteral("the server answers %1 %2").arg(status).arg(reason).trimmed(),
               QStringLiteral("Check the address"));
        return Outcome::Refused;
    }
    const bool isNobodyThere =
        error == QNetworkReply::HostNotFoundError || error == QNetworkReply::ConnectionRefusedError;
    if (isNobodyThere && !m_everAnswered) {
        refuse("weights.download", reply.errorString(), QStringLiteral("Check the address and the network"));
        return Outcome::Refused;
    }
    m_lastProblem = error == QNetworkReply::OperationCanceledError
                        ? QStringLiteral("the server sends nothing for %1 s").arg(m_limits.stallMs / 1000.0)
                        : reply.errorString();
    return Outcome::Again;
}

/// Waits before another try. False: cancelled meanwhile.
bool Download::pause(int attempt)
{
    constexpr int longestMs = 30000;
    const int whole = int(std::min<qint64>(qint64(m_limits.firstPauseMs) << std::min(attempt, 10), longestMs));
    for (int waited = 0; waited < whole; waited += pollMs) {
        if (m_progress.isCancelled())
            return false;
        QThread::msleep(std::min(pollMs, whole - waited));
    }
    return !m_progress.isCancelled();
}

base::Result<DownloadedFile> Download::run()
{
    BASE_TRY(m_part.takeUp(where(), m_progress));
    m_wasResumed = m_part.done() > 0;
    m_checked = m_wasResumed;
    int inVain = 0;
    for (int connection = 0; connection < m_limits.connections; ++connection) {
        const qint64 before = m_part.done();
        const Outcome outcome = m_part.done() > 0 && m_part.done() == m_part.notes().size
                                    ? Outcome::Done
                                    : connectOnce(); // it had all come before
        if (outcome == Outcome::Done)
            return DownloadedFile{m_part.done(), m_part.sha256(), m_wasResumed};
        if (outcome == Outcome::Refused) {
            m_part.close();
            if (m_discard)
                discardDownload(m_part.path());
            return tl::make_unexpected(m_error);
        }
        inVain = m_part.done() > before ? 0 : inVain + 1;
        if (inVain > m_limits.retries)
            break;
        if (!pause(inVain))
            return base::fail(base::cancelledCode, QStringLiteral("cancelled"));
    }
    return base::failIn(where(), 0, QStringLiteral("weights.download"), m_lastProblem,
                        QStringLiteral("Try again later: it goes on where it has stopped"));
}

} // namespace

base::Result<DownloadedFile> downloadFile(const QUrl &url, const QString &part, const DownloadCheck &check,
                                          const base::Progress &progress, const DownloadLimits &limits)
{
    const bool isWeb = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    if (!url.isValid() || !isWeb || url.host().isEmpty())
        return base::failIn(shownAddress(url), 0, QStringLiteral("weights.address"),
                            QStringLiteral("this is no address of a file on the web"),
                            QStringLiteral("It begins with https://"));
    return Download(url, part, check, progress, limits).run();
}

void discardDownload(const QString &part)
{
    QFile::remove(part);
    QFile::remove(DownloadPart::notesPath(part));
}

QString shownAddress(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::FullyEncoded);
}

} // namespace scoring
