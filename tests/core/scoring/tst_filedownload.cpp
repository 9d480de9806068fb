#include "core/scoring/filedownload.h"

#include <algorithm>

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTest>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "core/base/hash.h"
#include "tests/core/scoring/httpserver.h"
#include "tests/support/studies.h"

using scoring::DownloadedFile;
using Request = HttpServer::Request;

namespace {

/// Every part of it is different.
QByteArray content(qsizetype size, int seed = 1)
{
    QByteArray bytes(size, '\0');
    quint32 state = quint32(seed);
    for (char &byte : bytes) {
        state = state * 1664525 + 1013904223;
        byte = char(state >> 24);
    }
    return bytes;
}

QByteArray textOf(BIO *memory)
{
    char *data = nullptr;
    const long length = BIO_get_mem_data(memory, &data);
    return {data, length};
}

/// A server whose certificate nobody has signed but itself.
std::unique_ptr<QSslServer> selfSignedServer()
{
    EVP_PKEY *const key = EVP_EC_gen("P-256");
    X509 *const certificate = X509_new();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    X509_NAME *const name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>("127.0.0.1"), -1, -1,
                               0);
    X509_set_issuer_name(certificate, name);
    X509_sign(certificate, key, EVP_sha256());
    BIO *const keyText = BIO_new(BIO_s_mem());
    BIO *const certificateText = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(keyText, key, nullptr, nullptr, 0, nullptr, nullptr);
    PEM_write_bio_X509(certificateText, certificate);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPrivateKey(QSslKey(textOf(keyText), QSsl::Ec));
    configuration.setLocalCertificate(QSslCertificate(textOf(certificateText)));
    BIO_free(keyText);
    BIO_free(certificateText);
    X509_free(certificate);
    EVP_PKEY_free(key);
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(configuration);
    return server;
}

} // namespace

class TestFileDownload : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;
    base::Progress m_progress;
    scoring::DownloadLimits m_limits;
    int m_parts = 0;

    QString newPart() { return m_folder.file(QStringLiteral("%1.part").arg(++m_parts)); }

    base::Result<DownloadedFile> fetch(const QUrl &url, const QString &part)
    {
        return scoring::downloadFile(
            url, part, [](const QByteArray &, qint64) { return base::Result<void>(); }, m_progress, m_limits);
    }

    static QByteArray bytesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }

private Q_SLOTS:
    void initTestCase() { m_limits.firstPauseMs = 1; }

    void aFileArrivesWhole()
    {
        const QByteArray file = content(3 << 20);
        const HttpServer server(
            [&](const Request &request, QTcpSocket &socket) { HttpServer::giveFile(request, socket, file); });
        qint64 last = 0;
        qint64 whole = 0;
        const base::Progress progress([&](const QString &, qint64 done, qint64 total) {
            last = done;
            whole = total;
        });
        QByteArray head;
        const QString part = newPart();
        const auto done = scoring::downloadFile(
            server.url(QStringLiteral("/a.pt")), part,
            [&](const QByteArray &bytes, qint64 size) {
                head = bytes;
                [&] { QCOMPARE(size, file.size()); }();
                return base::Result<void>();
            },
            progress, m_limits);
        SUPPORT_OK(done);
        QCOMPARE(bytesOf(part), file);
        QCOMPARE(done->bytes, file.size());
        QCOMPARE(done->sha256, base::sha256(file));
        QVERIFY(!done->wasResumed);
        QCOMPARE(head, file.left(16));
        QCOMPARE(last, file.size());
        QCOMPARE(whole, file.size());
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(server.requests()[0].headers.value("accept-encoding"), QByteArray("identity"));
    }

    void brokenConnectionsAreTakenUpAgain()
    {
        const QByteArray file = content(1 << 20);
        const HttpServer server([&](const Request &request, QTcpSocket &socket) {
            HttpServer::giveFile(request, socket, file, "\"one\"", 150000);
        });
        const QString part = newPart();
        const auto done = fetch(server.url(QStringLiteral("/a.pt")), part);
        SUPPORT_OK(done);
        QCOMPARE(bytesOf(part), file);
        QCOMPARE(done->sha256, base::sha256(file));
        // Qt may repeat a request of its own accord.
        const auto second = std::find_if(server.requests().begin(), server.requests().end(),
                                         [](const Request &request) { return request.start() == 150000; });
        QVERIFY(second != server.requests().end());
        QCOMPARE(second->headers.value("if-range"), QByteArray("\"one\""));
        QVERIFY(server.requests().size() >= 7); // 1048576 / 150000, rounded up
    }

    void aCancelledDownloadGoesOnLater()
    {
        const QByteArray file = content(8 << 20);
        const HttpServer server(
            [&](const Request &request, QTcpSocket &socket) { HttpServer::giveFile(request, socket, file); });
        const QUrl url = server.url(QStringLiteral("/a.pt?token=secret"));
        const QString part = newPart();
        base::Progress *running = nullptr;
        base::Progress progress([&running](const QString &, qint64 done, qint64) {
            if (done >= 1 << 20)
                running->cancel();
        });
        running = &progress;
        const auto check = [](const QByteArray &, qint64) { return base::Result<void>(); };
        SUPPORT_FAILS(scoring::downloadFile(url, part, check, progress, m_limits), "cancelled");
        const qint64 there = QFileInfo(part).size();
        QVERIFY(there >= 1 << 20 && there < file.size());
        QVERIFY(!bytesOf(part + QStringLiteral(".json")).contains("secret"));

        const auto done = fetch(url, part);
        SUPPORT_OK(done);
        QVERIFY(done->wasResumed);
        QCOMPARE(server.requests().last().start(), there);
        QCOMPARE(done->sha256, base::sha256(file));
        // All of it is there: nobody is asked.
        const qsizetype asked = server.requests().size();
        SUPPORT_OK(fetch(url, part));
        QCOMPARE(server.requests().size(), asked);
        scoring::discardDownload(part);
        QVERIFY(!QFile::exists(part) && !QFile::exists(part + QStringLiteral(".json")));
    }

    void anotherFileIsNotAppended_data()
    {
        QTest::addColumn<bool>("honest");
        QTest::newRow("the server says so") << true;
        QTest::newRow("the server ignores If-Range") << false;
    }

    void anotherFileIsNotAppended()
    {
        QFETCH(bool, honest);
        const QByteArray first = content(500000, 1);
        const QByteArray second = content(500000, 2);
        bool hasChanged = false;
        const HttpServer server([&](const Request &request, QTcpSocket &socket) {
            if (request.headers.value("if-range") != "\"one\"") {
                // Cut while it is the first file, whole when the client knows the second.
                HttpServer::giveFile(request, socket, hasChanged ? second : first, hasChanged ? "\"two\"" : "\"one\"",
                                     hasChanged ? -1 : 200000);
                return;
            }
            hasChanged = true;
            Request asked = request;
            if (!honest)
                asked.headers.remove("if-range");
            HttpServer::giveFile(asked, socket, second, "\"two\"");
        });
        const QString part = newPart();
        const auto done = fetch(server.url(QStringLiteral("/a.pt")), part);
        SUPPORT_OK(done);
        QCOMPARE(bytesOf(part), second);
        QCOMPARE(done->sha256, base::sha256(second));
    }

    void serversWithoutRangesBeginAnew()
    {
        const QByteArray file = content(500000);
        const HttpServer server([&](const Request &request, QTcpSocket &socket) {
            HttpServer::answer(socket, "200 OK", request.start() == 0 ? file.left(300000) : file,
                               {"Content-Length: 500000"});
        });
        const QString part = newPart();
        const auto done = fetch(server.url(QStringLiteral("/a.pt")), part);
        SUPPORT_OK(done);
        QCOMPARE(bytesOf(part), file);
        QCOMPARE(server.requests().last().start(), 300000);
        QCOMPARE(done->sha256, base::sha256(file));
    }

    void aWrongPartIsNotTaken()
    {
        const QByteArray file = content(100000);
        int lies = 0;
        const HttpServer server([&](const Request &request, QTcpSocket &socket) {
            if (request.start() > 0 && ++lies > 0) // the beginning, said to be the rest
                HttpServer::answer(socket, "206 Partial Content", file.left(40000),
                                   {"Content-Length: 40000", "Content-Range: bytes 0-39999/100000"});
            else
                HttpServer::giveFile(request, socket, file, "\"one\"", lies == 0 ? 60000 : -1);
        });
        const QString part = newPart();
        const auto done = fetch(server.url(QStringLiteral("/a.pt")), part);
        SUPPORT_OK(done);
        QCOMPARE(bytesOf(part), file);
        QVERIFY(lies > 0);
    }

    void aLengthThatIsNeverReachedEnds()
    {
        const QByteArray file = content(1000);
        const HttpServer server([&](const Request &request, QTcpSocket &socket) {
            if (request.start() > 0)
                HttpServer::answer(socket, "206 Partial Content", {},
                                   {"Content-Length: 1000", "Content-Range: bytes 1000-1999/2000"});
            else
                HttpServer::answer(socket, "200 OK", file, {"Content-Length: 2000"});
        });
        const auto done = fetch(server.url(QStringLiteral("/a.pt")), newPart());
        SUPPORT_FAILS(done, "weights.download");
        constexpr int repeatedByQt = 4;
        QVERIFY(server.requests().size() <= repeatedByQt * (m_limits.retries + 2));
    }

    void redirectsAreFollowed()
    {
        const QByteArray file = content(50000);
        const HttpServer server([&](const Request &request, QTcpSocket &socket) {
            if (request.path == "/a.pt")
                HttpServer::answer(socket, "302 Found", "elsewhere", {"Location: /b.pt", "Content-Length: 9"});
            else
                HttpServer::giveFile(request, socket, file, "\"one\"", 30000);
        });
        const QString part = newPart();
        SUPPORT_OK(fetch(server.url(QStringLiteral("/a.pt")), part));
        QCOMPARE(bytesOf(part), file);
        QVERIFY(server.requests().size() >= 4); // twice each
    }

    void circlesOfRedirectsEnd()
    {
        const HttpServer server([&](const Request &request, QTcpSocket &socket) {
            const QByteArray other = request.path == "/a.pt" ? "/b.pt" : "/a.pt";
            HttpServer::answer(socket, "302 Found", {}, {"Location: " + other, "Content-Length: 0"});
        });
        const auto done = fetch(server.url(QStringLiteral("/a.pt")), newPart());
        SUPPORT_FAILS(done, "weights.download");
        QVERIFY2(done.error().message.contains(QStringLiteral("redirects more than 10 times")),
                 qPrintable(done.error().message));
        // Qt may ask again where a connection ends, so requests for the same are one step.
        QByteArrayList steps;
        for (const Request &request : server.requests())
            if (steps.isEmpty() || steps.last() != request.path)
                steps += request.path;
        QCOMPARE(steps.size(), 11); // the first and ten more
    }

    void whatIsNotThereIsAskedOnce()
    {
        const HttpServer server([&](const Request &, QTcpSocket &socket) {
            HttpServer::answer(socket, "404 Not Found", "<html>no</html>", {"Content-Length: 15"});
        });
        const auto done = fetch(server.url(QStringLiteral("/a.pt?token=secret")), newPart());
        SUPPORT_FAILS(done, "weights.download");
        QVERIFY(done.error().message.contains(QStringLiteral("404 Not Found")));
        QVERIFY(!done.error().toLine().contains(QStringLiteral("secret")));
        QCOMPARE(server.requests().size(), 1);
    }

    void aServerInTroubleIsAskedAgain()
    {
        const QByteArray file = content(1000);
        int count = 0;
        const HttpServer server([&](const Request &request, QTcpSocket &socket) {
            if (++count < 3)
                HttpServer::answer(socket, "503 Service Unavailable", {}, {"Content-Length: 0"});
            else
                HttpServer::giveFile(request, socket, file);
        });
        SUPPORT_OK(fetch(server.url(QStringLiteral("/a.pt")), newPart()));
        QCOMPARE(count, 3);
    }

    void silenceIsBroken()
    {
        const QByteArray file = content(1000);
        int count = 0;
        const HttpServer server([&](const Request &request, QTcpSocket &socket) {
            if (++count > 1) {
                HttpServer::giveFile(request, socket, file);
                return;
            }
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nETag: \"one\"\r\n\r\n" + file.left(400));
        });
        scoring::DownloadLimits limits = m_limits;
        limits.stallMs = 200;
        const QString part = newPart();
        const auto done = scoring::downloadFile(
            server.url(QStringLiteral("/a.pt")), part, [](const QByteArray &, qint64) { return base::Result<void>(); },
            m_progress, limits);
        SUPPORT_OK(done);
        QCOMPARE(bytesOf(part), file);
        QCOMPARE(server.requests()[1].start(), 400);
    }

    void whatIsRefusedIsNotFetched()
    {
        const QByteArray page = "<html>" + QByteArray(20 << 20, ' ');
        const HttpServer server(
            [&](const Request &request, QTcpSocket &socket) { HttpServer::giveFile(request, socket, page); });
        const QString part = newPart();
        qint64 most = 0;
        const base::Progress progress([&](const QString &, qint64 done, qint64) { most = done; });
        const auto check = [](const QByteArray &head, qint64) -> base::Result<void> {
            if (head.startsWith("<html>"))
                return base::fail(QStringLiteral("weights.format"), QStringLiteral("a page"));
            return {};
        };
        SUPPORT_FAILS(scoring::downloadFile(server.url(QStringLiteral("/a.pt")), part, check, progress, m_limits),
                      "weights.format");
        QCOMPARE(most, 0);
        QVERIFY(!QFile::exists(part));
    }

    void fullDisksAreNoticedFirst()
    {
        const HttpServer server([&](const Request &, QTcpSocket &socket) {
            HttpServer::answer(socket, "200 OK", "begin", {"Content-Length: 9000000000000000"});
        });
        const auto done = fetch(server.url(QStringLiteral("/a.pt")), newPart());
        SUPPORT_FAILS(done, "weights.space");
    }

    void certificatesAreVerified()
    {
        const HttpServer server(
            [&](const Request &request, QTcpSocket &socket) { HttpServer::giveFile(request, socket, "secret"); },
            selfSignedServer());
        const QString part = newPart();
        const auto done = fetch(server.url(QStringLiteral("/a.pt"), QStringLiteral("https")), part);
        SUPPORT_FAILS(done, "weights.tls");
        QVERIFY(server.requests().isEmpty());
        QCOMPARE(QFileInfo(part).size(), 0);
    }

    void addressesThatAreNone()
    {
        for (const char *const address : {"ftp://127.0.0.1/a.pt", "https:///a.pt", "nonsense", "http://"})
            SUPPORT_FAILS(fetch(QUrl(QString::fromLatin1(address)), newPart()), "weights.address");
        HttpServer server([](const Request &, QTcpSocket &) {});
        const QUrl url = server.url(QStringLiteral("/a.pt"));
        server.close();
        SUPPORT_FAILS(fetch(url, newPart()), "weights.download"); // and at once
    }
};

QTEST_GUILESS_MAIN(TestFileDownload)
#include "tst_filedownload.moc"
