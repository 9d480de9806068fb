#pragma once

#include <QList>
#include <QMap>
#include <QObject>

#include "core/storage/taxonomychange.h"
#include "ui/widgets/studyhandle.h"

namespace gallery {

/// Changes of taxonomy labels with undo and redo. Everything is a new row that supersedes the older one; one change is
/// written at a time, on a pool thread.
class LabelEdits : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LabelEdits)

public:
    explicit LabelEdits(QObject *parent = nullptr);

    /// Forgets what could be undone: another study.
    void setStudy(const widgets::StudyPtr &study);
    /// `what` names the change: "Label “Film artifacts” added to 3 pictures".
    void apply(const QList<storage::TaxonomyChange> &changes, const QString &what);
    bool canUndo() const { return !m_done.isEmpty() && !m_running; }
    bool canRedo() const { return !m_undone.isEmpty() && !m_running; }
    void undo();
    void redo();
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    /// The rows are written; `what` says what happened.
    void written(const QList<storage::TaxonomyChange> &changes, const QString &what, bool canBeUndone);
    void failed(const base::Error &error);

private:
    struct Edit
    {
        QList<storage::TaxonomyChange> changes;
        QString what;
    };
    enum class Way { Do, Undo, Redo };

    void write(const Edit &edit, Way way);
    void finish(const Edit &edit, Way way);

    widgets::StudyPtr m_study;
    QList<Edit> m_done;
    QList<Edit> m_undone;
    bool m_running = false;
};

/// Labels with some added and some taken away: what stays keeps its order, new ones follow in the taxonomy's.
QStringList relabelled(const QStringList &labels, const QMap<QString, bool> &toggled);

} // namespace gallery
