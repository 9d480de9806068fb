#pragma once

#include <functional>
#include <memory>

#include <QHash>
#include <QList>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

/// A web server of one test, in its thread: answers every request as the test says, well or badly.
class HttpServer
{
public:
    struct Request
    {
        QByteArray path;
        QHash<QByteArray, QByteArray> headers; ///< names in lower case

        /// First byte asked for; 0 without a range.
        qsizetype start() const
        {
            const QByteArray range = headers.value("range");
            return range.startsWith("bytes=") ? range.mid(6).chopped(1).toLongLong() : 0;
        }
    };
    using Handler = std::function<void(const Request &request, QTcpSocket &socket)>;

    explicit HttpServer(Handler handler, std::unique_ptr<QTcpServer> server = std::make_unique<QTcpServer>())
        : m_server(std::move(server))
        , m_handler(std::move(handler))
    {
        QObject::connect(m_server.get(), &QTcpServer::newConnection, m_server.get(), [this] { accept(); });
        const bool isListening = m_server->listen(QHostAddress::LocalHost);
        Q_ASSERT(isListening);
        Q_UNUSED(isListening);
    }

    QUrl url(const QString &path, const QString &scheme = QStringLiteral("http")) const
    {
        return QUrl(QStringLiteral("%1://127.0.0.1:%2%3").arg(scheme).arg(m_server->serverPort()).arg(path));
    }

    const QList<Request> &requests() const { return m_requests; }
    void setHandler(Handler handler) { m_handler = std::move(handler); }
    void close() { m_server->close(); }

    /// Status line, headers, body, end of the connection.
    static void answer(QTcpSocket &socket, const QByteArray &status, const QByteArray &body,
                       const QList<QByteArray> &headers = {})
    {
        socket.write("HTTP/1.1 " + status + "\r\nConnection: close\r\n");
        for (const QByteArray &header : headers)
            socket.write(header + "\r\n");
        socket.write("\r\n" + body);
        // Not at once: a connection that ends while the beginning is not yet read is repeated by Qt itself.
        QTimer::singleShot(20, &socket, [&socket] { socket.disconnectFromHost(); });
    }

    /// A file as a good server gives it, from the byte asked for if it is still the one that was begun with.
    /// `most`: bytes after which the connection breaks.
    static void giveFile(const Request &request, QTcpSocket &socket, const QByteArray &file,
                         const QByteArray &tag = "\"one\"", qsizetype most = -1)
    {
        const bool isSame = !request.headers.contains("if-range") || request.headers.value("if-range") == tag;
        const qsizetype start = isSame ? request.start() : 0;
        if (start >= file.size()) {
            answer(socket, "416 Range Not Satisfiable", {},
                   {"Content-Range: bytes */" + QByteArray::number(file.size())});
            return;
        }
        QList<QByteArray> headers{"Content-Length: " + QByteArray::number(file.size() - start), "ETag: " + tag};
        if (start > 0)
            headers += "Content-Range: bytes " + QByteArray::number(start) + '-' + QByteArray::number(file.size() - 1)
                       + '/' + QByteArray::number(file.size());
        answer(socket, start > 0 ? "206 Partial Content" : "200 OK", file.mid(start, most), headers);
    }

private:
    void accept()
    {
        while (QTcpSocket *const socket = m_server->nextPendingConnection()) {
            auto received = std::make_shared<QByteArray>();
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, received] {
                received->append(socket->readAll());
                if (!received->contains("\r\n\r\n"))
                    return;
                Request request;
                const QList<QByteArray> lines = received->split('\n');
                request.path = lines.first().split(' ').value(1);
                for (const QByteArray &line : lines.mid(1)) {
                    const qsizetype colon = line.indexOf(':');
                    if (colon > 0)
                        request.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
                }
                received->clear();
                m_requests.append(request);
                m_handler(request, *socket);
            });
        }
    }

    std::unique_ptr<QTcpServer> m_server;
    Handler m_handler;
    QList<Request> m_requests;
};
