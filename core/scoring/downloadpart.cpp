#include "core/scoring/downloadpart.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace scoring {

namespace {

constexpr qint64 pieceBytes = 4 << 20;

PartNotes readNotes(const QString &part)
{
    QFile file(DownloadPart::notesPath(part));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    return {json[QLatin1String("url")].toString(), json[QLatin1String("validator")].toString(),
            json[QLatin1String("size")].toInteger(-1)};
}

bool writeNotes(const QString &part, const PartNotes &notes)
{
    QSaveFile file(DownloadPart::notesPath(part));
    const QJsonObject json{{QStringLiteral("url"), notes.url},
                           {QStringLiteral("validator"), notes.validator},
                           {QStringLiteral("size"), notes.size}};
    return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(json).toJson()) >= 0 && file.commit();
}

} // namespace

base::Result<void> DownloadPart::takeUp(const QString &url, const base::Progress &progress)
{
    m_notes = readNotes(m_file.fileName());
    if (m_notes.url != url)
        m_notes = {};
    if (!m_file.open(QIODevice::ReadWrite))
        return base::failIn(m_file.fileName(), 0, QStringLiteral("weights.write"), m_file.errorString(),
                            QStringLiteral("Check that you may write to the folder"));
    // Without the length of the whole nobody could tell that the rest belongs to this.
    if (m_notes.size < 0 || m_file.size() > m_notes.size)
        m_file.resize(0);
    while (!m_file.atEnd()) {
        if (progress.isCancelled())
            return base::fail(base::cancelledCode, QStringLiteral("cancelled"));
        const QByteArray piece = m_file.read(pieceBytes);
        if (piece.isEmpty())
            return base::failIn(m_file.fileName(), 0, QStringLiteral("weights.read"), m_file.errorString());
        m_hash.addData(piece);
        m_done += piece.size();
        progress.report(QStringLiteral("checking the part that is there"), m_done, m_notes.size);
    }
    return {};
}

bool DownloadPart::restart()
{
    m_hash.reset();
    m_done = 0;
    m_notes = {};
    return m_file.resize(0) && m_file.seek(0);
}

bool DownloadPart::begin(const PartNotes &notes)
{
    m_notes = notes;
    return writeNotes(m_file.fileName(), notes);
}

bool DownloadPart::append(const QByteArray &piece)
{
    if (m_file.write(piece) != piece.size() || !m_file.flush())
        return false;
    m_hash.addData(piece);
    m_done += piece.size();
    return true;
}

} // namespace scoring
