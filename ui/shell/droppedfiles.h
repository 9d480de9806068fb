#pragma once

#include <QStringList>

class QMimeData;

namespace shell {

/// What hangs over the window: a study, or pictures, folders and tables to import.
class DroppedFiles
{
public:
    static DroppedFiles from(const QMimeData *data);

    bool isEmpty() const { return m_study.isEmpty() && m_sources.isEmpty(); }
    /// Path of the first study among them.
    QString study() const { return m_study; }
    QStringList sources() const { return m_sources; }
    /// What a drop would do, in words: "Open study", "New study from 240 files".
    QString offer() const;

private:
    QString m_study;
    QStringList m_sources;
};

} // namespace shell
