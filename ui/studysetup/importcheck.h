#pragma once

#include <QWidget>

#include "ui/studysetup/importjobs.h"
#include "ui/widgets/cellmodel.h"

namespace widgets {
class PaneHead;
class TableView;
} // namespace widgets

namespace studysetup {

class ImportPreviewTable;
class Totals;

/// What an import would bring: totals, the first prompts with their pictures, and the things to know, each with what
/// can be done about it.
class ImportCheck : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImportCheck)

public:
    explicit ImportCheck(QWidget *parent = nullptr);

    void setOutcome(const ImportOutcome &outcome, const ImportChoices &choices);
    /// Choices cannot be changed while an import runs, or when it is done.
    void setLocked(bool locked);
    bool isSettled() const;

Q_SIGNALS:
    /// The second answer of a choice was picked (true) or the first.
    void chosen(studysetup::ImportFinding::Choice choice, bool second);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fillFindings(const ImportOutcome &outcome, const ImportChoices &choices);
    void fitHeights();

    bool m_locked = false;
    Totals *m_totals;
    ImportPreviewTable *m_preview;
    widgets::PaneHead *m_head;
    widgets::CellModel *m_findings;
    widgets::TableView *m_table;
};

} // namespace studysetup
