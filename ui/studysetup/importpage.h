#pragma once

#include "ui/studysetup/importjobs.h"
#include "ui/studysetup/page.h"
#include "ui/widgets/job.h"

class QCheckBox;
class QStackedWidget;

namespace widgets {
class Button;
class Label;
class PaneHead;
class Strip;
class TableView;
} // namespace widgets

namespace studysetup {

class Steps;
class Totals;

/// Choose or drop a source, see what it would bring and what is wrong with it, import it, and take it back if need be.
/// Nothing is written before Import.
class ImportPage : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImportPage)

public:
    explicit ImportPage(QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("import"); }
    QString title() const override { return tr("Import"); }
    void setStudy(const widgets::StudyPtr &study) override;
    void setFacts(const StudyFacts &facts) override { Q_UNUSED(facts) }
    void fillBar(widgets::BarRow *bar) override;
    QString statusText() const override;
    bool isSettled() const override { return !m_job.isRunning(); }

    /// Looks at these files or folders.
    void setSources(const QStringList &sources);

private:
    enum class Step { Choose, Checking, Checked, Importing, Done };

    QWidget *makeChecked();
    QWidget *makeFoot();
    void choose(bool folder);
    void check();
    void import();
    void takeImported(const ImportOutcome &outcome);
    void reset();
    void setStep(Step step);
    void updateFoot();

    Step m_step = Step::Choose;
    QStringList m_sources;
    ImportOutcome m_outcome;
    widgets::Job m_job;
    widgets::Label *m_source;
    widgets::Button *m_folder;
    widgets::Button *m_file;
    widgets::Strip *m_strip;
    Steps *m_steps;
    QStackedWidget *m_stack;
    Totals *m_totals;
    widgets::PaneHead *m_findingsHead;
    widgets::CellModel *m_findings;
    widgets::TableView *m_table;
    QWidget *m_foot;
    widgets::Label *m_promise;
    QCheckBox *m_skip;
    QCheckBox *m_embed;
    widgets::Button *m_cancel;
    widgets::Button *m_action;
};

} // namespace studysetup
