#include "tests/support/leakhunt.h"

#include <QDirIterator>
#include <QFile>
#include <QtEndian>

namespace support {

namespace {

/// The forms in which a word could hide in lower-cased bytes.
QList<QByteArray> forms(const QString &word)
{
    const QByteArray utf8 = word.toUtf8();
    QList<QByteArray> all{utf8.toLower(), utf8.toHex(), utf8.toPercentEncoding().toLower()};
    for (const Qt::CaseSensitivity cs : {Qt::CaseInsensitive, Qt::CaseSensitive}) {
        const QString text = cs == Qt::CaseInsensitive ? word.toLower() : word;
        QByteArray wide;
        for (const QChar c : text)
            wide.append(static_cast<char>(c.unicode() & 0xff)).append(static_cast<char>(c.unicode() >> 8));
        all.append(wide.toLower());
    }
    return all;
}

/// Base64 of the word wherever it may begin within a group of three bytes; the digits at its ends depend on
/// neighbours.
QList<QByteArray> base64Forms(const QString &word)
{
    QList<QByteArray> all;
    for (int offset = 0; offset < 3; ++offset) {
        const QByteArray padded = QByteArray(offset, 'x') + word.toUtf8();
        const qsizetype whole = padded.size() / 3 * 4;
        const qsizetype begin = offset == 0 ? 0 : offset + 1;
        const QByteArray core = padded.toBase64().mid(begin, whole - begin);
        if (core.size() >= 6) // shorter ones would meet by chance
            all.append(core);
    }
    return all;
}

} // namespace

LeakHunt::LeakHunt(const QStringList &words)
    : m_words(words)
{
}

void LeakHunt::search(const QString &where, const QByteArray &bytes)
{
    ++m_searched;
    const QByteArray lower = bytes.toLower();
    for (const QString &word : std::as_const(m_words)) {
        bool found = false;
        for (const QByteArray &form : forms(word))
            found = found || lower.contains(form);
        for (const QByteArray &form : base64Forms(word))
            found = found || bytes.contains(form);
        if (found)
            m_findings.append(QStringLiteral("%1: %2").arg(where, word));
    }
}

void LeakHunt::search(const QString &where, const QString &text)
{
    search(where, text.toUtf8());
}

void LeakHunt::searchFolder(const QString &folder)
{
    QDirIterator entries(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QString path = entries.next();
        search(path, path.mid(folder.size()));
        QFile file(path);
        if (entries.fileInfo().isFile() && file.open(QIODevice::ReadOnly))
            search(path, file.readAll());
    }
}

QByteArrayList pngChunks(const QByteArray &png)
{
    if (!png.startsWith(QByteArray::fromHex("89504e470d0a1a0a")))
        return {};
    QByteArrayList types;
    for (qsizetype at = 8; at + 12 <= png.size();) {
        const quint32 length = qFromBigEndian<quint32>(png.constData() + at);
        types.append(png.mid(at + 4, 4));
        at += 12 + static_cast<qsizetype>(length);
        if (types.constLast() == "IEND")
            return at == png.size() ? types : QByteArrayList();
    }
    return {};
}

} // namespace support
