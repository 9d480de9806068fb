#pragma once

#include <QCryptographicHash>
#include <QFile>
#include <QString>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace scoring {

/// What a part belongs to; kept beside it, so that it can be taken up again.
struct PartNotes
{
    QString url;
    QString validator; ///< strong ETag, or else the date of change; empty: the server gave neither
    qint64 size = -1;  ///< of the whole; −1: not known
};

/// The beginning of a file that is being fetched, with its notes and the hash of what is there.
class DownloadPart
{
public:
    explicit DownloadPart(const QString &path)
        : m_file(path)
    {
    }

    /// Opens the part and hashes what is in it. What is another address's, or cannot be gone on with, is thrown away.
    /// Errors: "weights.write", "weights.read", "cancelled".
    base::Result<void> takeUp(const QString &url, const base::Progress &progress);
    /// Throws away what is there. False: see errorString().
    bool restart();
    /// Writes down what the empty part will be of. False: the notes cannot be written.
    bool begin(const PartNotes &notes);
    /// Adds what comes next. False: see errorString().
    bool append(const QByteArray &piece);
    void close() { m_file.close(); }

    const PartNotes &notes() const { return m_notes; }
    qint64 done() const { return m_done; }
    /// Whether nothing is missing, as far as is known.
    bool isWhole() const { return m_notes.size < 0 || m_done == m_notes.size; }
    QString sha256() const { return QString::fromLatin1(m_hash.result().toHex()); }
    QString path() const { return m_file.fileName(); }
    QString errorString() const { return m_file.errorString(); }

    static QString notesPath(const QString &path) { return path + QStringLiteral(".json"); }

private:
    QFile m_file;
    PartNotes m_notes;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    qint64 m_done = 0;
};

} // namespace scoring
