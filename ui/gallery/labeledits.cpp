#include "ui/gallery/labeledits.h"

#include "core/study/taxonomy.h"

namespace gallery {

LabelEdits::LabelEdits(QObject *parent)
    : QObject(parent)
{
}

void LabelEdits::setStudy(const widgets::StudyPtr &study)
{
    m_study = study;
    m_done.clear();
    m_undone.clear();
    m_running = false;
}

void LabelEdits::apply(const QList<storage::TaxonomyChange> &changes, const QString &what)
{
    if (!changes.isEmpty() && !m_running)
        write({changes, what}, Way::Do);
}

void LabelEdits::undo()
{
    if (canUndo())
        write(m_done.constLast(), Way::Undo);
}

void LabelEdits::redo()
{
    if (canRedo())
        write(m_undone.constLast(), Way::Redo);
}

void LabelEdits::write(const Edit &edit, Way way)
{
    QList<storage::TaxonomyChange> changes = edit.changes;
    if (way == Way::Undo)
        for (storage::TaxonomyChange &change : changes)
            change = change.reversed();
    m_running = true;
    m_study->run(
        this, [changes](storage::Database &database) { return storage::applyTaxonomy(database, changes); },
        [this, study = m_study, edit, way, changes](const base::Result<void> &result) {
            if (study != m_study)
                return;
            m_running = false;
            if (!result) {
                Q_EMIT failed(result.error());
                return;
            }
            finish(edit, way);
            Q_EMIT written(changes, way == Way::Undo ? tr("Undone: %1").arg(edit.what) : edit.what, way != Way::Undo);
            m_study->refresh();
        });
}

void LabelEdits::finish(const Edit &edit, Way way)
{
    switch (way) {
    case Way::Do:
        m_undone.clear();
        m_done.append(edit);
        break;
    case Way::Undo:
        m_undone.append(m_done.takeLast());
        break;
    case Way::Redo:
        m_done.append(m_undone.takeLast());
        break;
    }
}

QStringList relabelled(const QStringList &labels, const QMap<QString, bool> &toggled)
{
    QStringList result;
    for (const QString &label : labels)
        if (toggled.value(label, true))
            result.append(label);
    for (const QString &label : study::shippedTaxonomy().labels())
        if (toggled.value(label, false) && !result.contains(label))
            result.append(label);
    return result;
}

} // namespace gallery
