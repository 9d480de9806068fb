#pragma once

#include "core/interchange/columnpreview.h"
#include "ui/studysetup/importjobs.h"
#include "ui/studysetup/page.h"
#include "ui/widgets/job.h"

class QComboBox;
class QLineEdit;
class QStackedWidget;

namespace widgets {
class Button;
class EmptyState;
class Label;
class Strip;
} // namespace widgets

namespace studysetup {

class ImportCheck;
class ImportColumns;
class Steps;

/// Choose or drop a source, say what its columns mean, see what it would bring and what is wrong with it, import it,
/// and take it back if need be. Nothing is written before Import; the preview follows every choice.
class ImportPage : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImportPage)

public:
    explicit ImportPage(QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("import"); }
    QString title() const override { return tr("Import"); }
    void setStudy(const widgets::StudyPtr &study) override;
    void setFacts(const StudyFacts &facts) override;
    void fillBar(widgets::BarRow *bar) override;
    QString statusText() const override;
    bool isSettled() const override;
    void act() override;

    /// Looks at these files or folders.
    void setSources(const QStringList &sources);

Q_SIGNALS:
    /// The button beside "12 pictures imported".
    void undoRequested();

private:
    enum class Step { Choose, Columns, Check, Importing, Done };

    QWidget *makeColumns();
    QWidget *makeFoot();
    void choose(bool folder);
    void look();
    void check();
    void import();
    void takeChecked(const ImportOutcome &outcome);
    void takeImported(const ImportOutcome &outcome);
    void showFailure(const base::Error &error);
    void takeChoice(ImportFinding::Choice choice, bool second);
    void goBack();
    void goOn();
    void reset();
    void setStep(Step step);
    void updateFoot();
    bool hasColumns() const { return !m_columnsPreview.columns.isEmpty(); }

    Step m_step = Step::Choose;
    QStringList m_sources;
    ImportChoices m_choices;
    ImportOutcome m_outcome;
    interchange::ColumnPreview m_columnsPreview; ///< of a single table
    widgets::Job m_job;
    widgets::Label *m_from;
    QLineEdit *m_source;
    widgets::Button *m_folder;
    widgets::Button *m_file;
    widgets::Strip *m_strip;
    Steps *m_steps;
    QStackedWidget *m_stack;
    widgets::EmptyState *m_empty;
    QComboBox *m_kind;
    widgets::Label *m_unused;
    ImportColumns *m_columns;
    ImportCheck *m_check;
    QWidget *m_foot;
    widgets::Label *m_promise;
    widgets::Button *m_undo;
    widgets::Button *m_cancel;
    widgets::Button *m_back;
    widgets::Button *m_action;
};

} // namespace studysetup
