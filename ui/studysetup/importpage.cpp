#include "ui/studysetup/importpage.h"

#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "core/interchange/importer.h"
#include "core/storage/database.h"
#include "ui/studysetup/importcheck.h"
#include "ui/studysetup/importcolumns.h"
#include "ui/studysetup/steps.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/strip.h"

namespace studysetup {

using widgets::Button;
using widgets::FileChooser;

namespace {

constexpr int sourceWidth = 360;
constexpr int previewedRows = 6;

} // namespace

ImportPage::ImportPage(QWidget *parent)
    : Page(parent)
    , m_from(new widgets::Label(tr("Import from"), widgets::TextRole::Body, widgets::Ink::Text2))
    , m_source(new QLineEdit)
    , m_folder(new Button(tr("Folder…")))
    , m_file(new Button(tr("File…")))
    , m_strip(new widgets::Strip(widgets::Strip::Kind::Error))
    , m_steps(new Steps({tr("Source"), tr("Columns"), tr("Check"), tr("Import")}))
    , m_stack(new QStackedWidget)
    , m_empty(new widgets::EmptyState(
          tr("Choose a folder of pictures, a CSV or JSONL file, or a data set, or drop it here. It is looked at first; nothing is written before Import."),
          tr("Choose folder…")))
    , m_check(new ImportCheck)
{
    m_folder->setGlyph(widgets::Icon::Folder);
    m_file->setGlyph(widgets::Icon::File);
    m_source->setReadOnly(true);
    m_source->setTextMargins(widgets::metrics::iconGap, 0, widgets::metrics::iconGap, 0);
    m_source->setMinimumWidth(120);
    m_source->setMaximumWidth(widgets::scaled(sourceWidth));
    m_source->setAccessibleName(tr("Source of the import"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeColumns());
    m_stack->addWidget(m_check);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_steps);
    layout->addWidget(m_strip);
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeFoot());

    connect(m_empty, &widgets::EmptyState::actionClicked, this, [this] { choose(true); });
    connect(m_folder, &Button::clicked, this, [this] { choose(true); });
    connect(m_file, &Button::clicked, this, [this] { choose(false); });
    connect(m_check, &ImportCheck::chosen, this, &ImportPage::takeChoice);
    connect(&m_job, &widgets::Job::started, this, &ImportPage::updateFoot);
    connect(&m_job, &widgets::Job::ended, this, [this] {
        updateFoot();
        Q_EMIT settledChanged();
    });
    setStep(Step::Choose);
}

void ImportPage::fillBar(widgets::BarRow *bar)
{
    bar->add(m_from);
    bar->add(m_source);
    bar->add(m_folder);
    bar->add(m_file);
    bar->addStretch();
}

void ImportPage::setStudy(const widgets::StudyPtr &study)
{
    Page::setStudy(study);
    m_job.cancel();
    reset();
}

void ImportPage::setFacts(const StudyFacts &facts)
{
    if (m_step != Step::Done)
        return;
    // Taken back meanwhile: what the page says would be wrong.
    const QStringList uids = m_outcome.sourceUids();
    for (const storage::Source &source : facts.sources) {
        if (source.withdrawn && uids.contains(source.uid)) {
            reset();
            return;
        }
    }
}

QString ImportPage::statusText() const
{
    return m_steps->current() < 4 ? tr("Import, step %1 of 4").arg(m_steps->current() + 1) : tr("Import done");
}

bool ImportPage::isSettled() const
{
    return !m_job.isRunning() && m_check->isSettled();
}

void ImportPage::setSources(const QStringList &sources)
{
    if (sources.isEmpty() || m_step == Step::Importing)
        return;
    m_sources = sources;
    m_choices = {};
    m_outcome = {};
    m_columnsPreview = {};
    m_columns->forgetChoices();
    look();
}

void ImportPage::choose(bool folder)
{
    FileChooser::Question question;
    question.kind = folder ? FileChooser::Kind::OpenFolder : FileChooser::Kind::OpenFiles;
    question.title = tr("Import");
    question.filter = tr("Tables (*.csv *.jsonl *.ndjson *.parquet);;All files (*)");
    setSources(FileChooser::ask(this, question));
}

/// Reads the head of a single table, so that its columns can be shown, and then checks.
void ImportPage::look()
{
    m_strip->hide();
    if (m_sources.size() != 1 || !interchange::isTableFile(m_sources.first())) {
        check();
        return;
    }
    setStep(Step::Choose);
    m_job.run([path = m_sources.first()](base::Progress &) { return interchange::readColumns(path, previewedRows); },
              [this](const base::Result<interchange::ColumnPreview> &columns) {
                  if (!columns) {
                      showFailure(columns.error());
                      return;
                  }
                  m_columnsPreview = *columns;
                  check();
              });
}

void ImportPage::check()
{
    if (!study())
        return;
    m_strip->hide();
    m_choices.columns = m_columns->choices();
    if (m_outcome.reports.isEmpty())
        setStep(m_step == Step::Columns ? Step::Columns : Step::Choose);
    m_job.run([path = study()->path(), sources = m_sources, choices = m_choices](
                  base::Progress &progress) { return importSources(path, sources, true, choices, progress); },
              [this](const base::Result<ImportOutcome> &outcome) {
                  if (outcome)
                      takeChecked(*outcome);
                  else
                      showFailure(outcome.error());
              });
}

void ImportPage::takeChecked(const ImportOutcome &outcome)
{
    m_outcome = outcome;
    m_check->setOutcome(m_outcome, m_choices);
    setStep(Step::Check);
}

/// What cannot be read at all: a table's columns can still be named by hand.
void ImportPage::showFailure(const base::Error &error)
{
    m_outcome = {};
    if (error.code == base::cancelledCode) {
        setStep(hasColumns() && m_step == Step::Columns ? Step::Columns : Step::Choose);
        return;
    }
    if (hasColumns()) {
        if (m_choices.kind == QLatin1String("auto"))
            m_choices.kind = pictureTableKind(m_sources.first());
        setStep(Step::Columns);
    } else {
        setStep(Step::Choose);
    }
    // The hint of this error is for the command line; here the way out stands below.
    if (hasColumns() && error.code == QLatin1String("import.unknown"))
        m_strip->say(tr("%1: %2. Choose below what the columns mean. Nothing was imported.")
                         .arg(QFileInfo(error.file).fileName(), error.message));
    else
        m_strip->say(tr("%1 Nothing was imported.").arg(error.toLine()));
}

void ImportPage::import()
{
    if (!study())
        return;
    setStep(Step::Importing);
    m_job.run([path = study()->path(), sources = m_sources, choices = m_choices](
                  base::Progress &progress) { return importSources(path, sources, false, choices, progress); },
              [this](const base::Result<ImportOutcome> &outcome) {
                  if (outcome) {
                      takeImported(*outcome);
                      return;
                  }
                  setStep(Step::Check);
                  if (outcome.error().code != base::cancelledCode)
                      m_strip->say(tr("%1 Nothing was imported.").arg(outcome.error().toLine()), QString());
              });
}

void ImportPage::takeImported(const ImportOutcome &outcome)
{
    // The preview of the check stays: what came in is what was looked at.
    const ImportOutcome checked = std::exchange(m_outcome, outcome);
    for (qsizetype i = 0; i < m_outcome.reports.size() && i < checked.reports.size(); ++i)
        m_outcome.reports[i].preview = checked.reports[i].preview;
    m_check->setOutcome(m_outcome, m_choices);
    setStep(Step::Done);
    Q_EMIT changeMade(importedText(outcome),
                      [uids = outcome.sourceUids()](storage::Database &database) -> base::Result<void> {
                          for (const QString &uid : uids)
                              BASE_TRY(interchange::undoImport(database, uid));
                          return {};
                      });
}

void ImportPage::takeChoice(ImportFinding::Choice choice, bool second)
{
    ImportChoices next = m_choices;
    if (choice == ImportFinding::Choice::BadRows)
        next.skipBad = second;
    else if (choice == ImportFinding::Choice::Embed)
        next.embed = second;
    else if (choice == ImportFinding::Choice::KeepApart)
        next.keepApart = second;
    if (next == m_choices)
        return;
    const bool changesCounts = next.keepApart != m_choices.keepApart;
    m_choices = next;
    updateFoot();
    if (changesCounts)
        check();
}

void ImportPage::goBack()
{
    m_strip->hide();
    if (m_step == Step::Check && hasColumns()) {
        if (m_choices.kind == QLatin1String("auto") && !m_outcome.reports.isEmpty())
            m_choices.kind = m_outcome.reports.first().kind;
        setStep(Step::Columns);
    } else {
        reset();
    }
}

void ImportPage::goOn()
{
    if (m_step == Step::Columns) {
        m_outcome = {};
        check();
    } else if (m_step == Step::Check) {
        import();
    } else if (m_step == Step::Done) {
        Q_EMIT placeRequested(widgets::PlaceId::Gallery, {});
    }
}

void ImportPage::act()
{
    if (m_action->isVisible() && m_action->isEnabled())
        goOn();
    else if (m_step == Step::Choose && !m_job.isRunning())
        choose(false);
}

void ImportPage::reset()
{
    m_job.cancel();
    m_sources.clear();
    m_choices = {};
    m_outcome = {};
    m_columnsPreview = {};
    m_columns->forgetChoices();
    m_strip->hide();
    setStep(Step::Choose);
}

} // namespace studysetup
