#include "core/base/hash.h"

#include <memory>

#include <openssl/evp.h>

#include <QFile>

namespace base {

namespace {

class Sha256
{
public:
    Sha256()
        : m_context(EVP_MD_CTX_new(), &EVP_MD_CTX_free)
    {
        EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr);
    }

    void add(QByteArrayView bytes)
    {
        EVP_DigestUpdate(m_context.get(), bytes.data(), static_cast<size_t>(bytes.size()));
    }

    QString hex()
    {
        QByteArray digest(32, Qt::Uninitialized);
        EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char *>(digest.data()), nullptr);
        return QString::fromLatin1(digest.toHex());
    }

private:
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> m_context;
};

} // namespace

QString sha256(QByteArrayView bytes)
{
    Sha256 hash;
    hash.add(bytes);
    return hash.hex();
}

Result<QString> sha256File(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failIn(path, 0, QStringLiteral("file.read"), file.errorString());
    Sha256 hash;
    QByteArray piece(1 << 20, Qt::Uninitialized);
    while (true) {
        const qint64 n = file.read(piece.data(), piece.size());
        if (n < 0)
            return failIn(path, 0, QStringLiteral("file.read"), file.errorString());
        if (n == 0)
            break;
        hash.add(QByteArrayView(piece.constData(), n));
    }
    return hash.hex();
}

QString promptHash(const QString &text)
{
    return sha256(text.toUtf8());
}

} // namespace base
