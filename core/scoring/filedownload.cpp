#include "core/scoring/filedownload.h"

#include <algorithm>
#include <memory>
#include <utility>

#include <QCryptographicHash>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStorageInfo>
#include <QThread>
#include <QTimer>

namespace scoring {

namespace {

constexpr int pollMs = 50; ///< how soon a cancel is seen
constexpr qint64 pieceBytes = 4 << 20;
constexpr qsizetype headBytes = 16;
constexpr qint64 spaceCheckBytes = 64 << 20;

/// What is written beside a part, so that it can be taken up again.
struct Notes
{
    QString url;
    QString validator; ///< strong ETag, or else the date of change; empty: the server gave neither
    qint64 size = -1;  ///< of the whole; −1: not known
};

QString notesPath(const QString &part)
{
    return part + QStringLiteral(".json");
}

Notes readNotes(const QString &part)
{
    QFile file(notesPath(part));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    return {json[QLatin1String("url")].toString(), json[QLatin1String("validator")].toString(),
            json[QLatin1String("size")].toInteger(-1)};
}

bool writeNotes(const QString &part, const Notes &notes)
{
    QSaveFile file(notesPath(part));
    const QJsonObject json{{QStringLiteral("url"), notes.url},
                           {QStringLiteral("validator"), notes.validator},
                           {QStringLiteral("size"), notes.size}};
    return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(json).toJson()) >= 0 && file.commit();
}

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
        , m_file(part)
        , m_check(check)
        , m_progress(progress)
        , m_limits(limits)
    {
    }

    base::Result<DownloadedFile> run();

private:
    enum class Outcome { Done, Again, Refused };

    base::Result<void> takeUp();
    Outcome connectOnce();
    bool begin(const QNetworkReply &reply);
    bool restart();
    bool takeBytes(QNetworkReply &reply, bool isLast);
    bool checkHead(const QByteArray &piece);
    bool checkSpace();
    Outcome outcomeOf(const QNetworkReply &reply);
    bool isWhole() const { return m_notes.size < 0 || m_done == m_notes.size; }
    bool refuse(const char *code, const QString &message, const QString &hint = {});
    bool pause(int attempt);
    QString where() const { return shownAddress(m_url); }

    QUrl m_url;
    QFile m_file;
    const DownloadCheck &m_check;
    const base::Progress &m_progress;
    const DownloadLimits &m_limits;
    QNetworkAccessManager m_network;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    Notes m_notes;
    qint64 m_done = 0;
    qint64 m_spaceSeen = 0; ///< m_done when the disk was last looked at
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

/// Opens the part and hashes what is in it.
base::Result<void> Download::takeUp()
{
    m_notes = readNotes(m_file.fileName());
    if (m_notes.url != where())
        m_notes = {};
    if (!m_file.open(QIODevice::ReadWrite))
        return base::failIn(m_file.fileName(), 0, QStringLiteral("weights.write"), m_file.errorString(),
                            QStringLiteral("Check that you may write to the folder"));
    // Without the length of the whole nobody could tell that the rest belongs to this.
    if (m_notes.size < 0 || m_file.size() > m_notes.size)
        m_file.resize(0);
    while (!m_file.atEnd()) {
        if (m_progress.isCancelled())
            return base::fail(base::cancelledCode, QStringLiteral("cancelled"));
        const QByteArray piece = m_file.read(pieceBytes);
        if (piece.isEmpty())
            return base::failIn(m_file.fileName(), 0, QStringLiteral("weights.read"), m_file.errorString());
        m_hash.addData(piece);
        m_done += piece.size();
        m_progress.report(QStringLiteral("checking the part that is there"), m_done, m_notes.size);
    }
    m_wasResumed = m_done > 0;
    m_checked = m_wasResumed;
    return {};
}

bool Download::restart()
{
    m_hash.reset();
    m_done = 0;
    m_spaceSeen = 0;
    m_checked = false;
    m_wasResumed = false;
    m_notes = {};
    return m_file.resize(0) && m_file.seek(0);
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
        const bool isSame = validator.isEmpty() || m_notes.validator.isEmpty() || validator == m_notes.validator;
        if (m_done > 0 && first == m_done && size == m_notes.size && isSame)
            return true;
        m_lastProblem = QStringLiteral("the server sends another part of the file than was asked for");
        restart();
        return false;
    }
    // The whole file: the server does not do parts, or the file has changed.
    if (m_done > 0 && !restart())
        return refuse("weights.write", m_file.errorString());
    const QVariant length = reply.header(QNetworkRequest::ContentLengthHeader);
    m_notes = {where(), validatorOf(reply), length.isValid() ? length.toLongLong() : -1};
    if (!writeNotes(m_file.fileName(), m_notes))
        return refuse("weights.write", QStringLiteral("%1 cannot be written").arg(notesPath(m_file.fileName())));
    return checkSpace();
}

bool Download::checkSpace()
{
    const qint64 available = QStorageInfo(QFileInfo(m_file.fileName()).absolutePath()).bytesAvailable();
    const qint64 needed = std::max<qint64>(m_notes.size - m_done, 0) + m_limits.spareBytes;
    m_spaceSeen = m_done;
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
    const base::Result<void> good = m_check(piece.left(headBytes), m_notes.size);
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
        if (m_file.write(piece) != piece.size() || !m_file.flush())
            return refuse("weights.write", m_file.errorString(), QStringLiteral("Free some space and try again"));
        m_hash.addData(piece);
        m_done += piece.size();
        m_progress.report(QStringLiteral("downloading and checking"), m_done, std::max<qint64>(m_notes.size, 0));
        if (m_done - m_spaceSeen >= spaceCheckBytes && !checkSpace())
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
    if (m_done > 0) {
        request.setRawHeader("Range", "bytes=" + QByteArray::number(m_done) + '-');
        if (!m_notes.validator.isEmpty())
            request.setRawHeader("If-Range", m_notes.validator.toLatin1());
    }
    m_begun = false;
    m_error = {};
    const qint64 before = m_done;
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
        if (m_begun && m_done > before) {
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
            m_lastProblem = QStringLiteral("the connection ends after %1 of %2 bytes").arg(m_done).arg(m_notes.size);
            return isWhole() ? Outcome::Done : Outcome::Again;
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
    if (status == notSatisfiable && m_done > 0) {
        if (contentRange(reply).second == m_done && isWhole())
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
    BASE_TRY(takeUp());
    int inVain = 0;
    for (int connection = 0; connection < m_limits.connections; ++connection) {
        const qint64 before = m_done;
        const Outcome outcome =
            m_done > 0 && m_done == m_notes.size ? Outcome::Done : connectOnce(); // it had all come before
        if (outcome == Outcome::Done)
            return DownloadedFile{m_done, QString::fromLatin1(m_hash.result().toHex()), m_wasResumed};
        if (outcome == Outcome::Refused) {
            m_file.close();
            if (m_discard)
                discardDownload(m_file.fileName());
            return tl::make_unexpected(m_error);
        }
        inVain = m_done > before ? 0 : inVain + 1;
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
    QFile::remove(notesPath(part));
}

QString shownAddress(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::FullyEncoded);
}

} // namespace scoring
