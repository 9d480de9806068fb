#pragma once

#include <optional>

#include <QCoreApplication>
#include <QStringList>

class QMimeData;

namespace base {
class Progress;
}

namespace shell {

/// What hangs over the window: a study, or pictures, folders and tables to import.
class DroppedFiles
{
    Q_DECLARE_TR_FUNCTIONS(shell::DroppedFiles)

public:
    static DroppedFiles from(const QMimeData *data);

    bool isEmpty() const { return m_study.isEmpty() && m_sources.isEmpty(); }
    /// Path of the first study among them.
    QString study() const { return m_study; }
    QStringList sources() const { return m_sources; }
    /// What a drop would do, in words: "Open study", "New study from 240 pictures", with a study open "Import 240
    /// pictures". `pictures` is what countPictures() found; nothing while it still counts.
    QString offer(bool hasStudy, std::optional<qint64> pictures = {}) const;

    /// Picture files among the sources and in folders below them, by their names; for pool threads. Stops at a hundred
    /// thousand and when cancelled.
    static qint64 countPictures(const QStringList &sources, const base::Progress &progress);

private:
    QString m_study;
    QStringList m_sources;
};

} // namespace shell
