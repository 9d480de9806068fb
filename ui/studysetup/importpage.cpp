#include "ui/studysetup/importpage.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
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
#include "ui/widgets/jobline.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/theme.h"

namespace studysetup {

namespace metrics = widgets::metrics;
using interchange::ImportReport;
using widgets::Button;
using widgets::FileChooser;
using widgets::formatCount;

namespace {

constexpr int footHeight = 52;
constexpr int sourceWidth = 360;
constexpr int previewedRows = 6;

/// A bar at the lower edge with a line above.
class Foot : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), widgets::tokens().win);
        painter.fillRect(QRect(0, 0, width(), 1), widgets::tokens().line);
    }
};

QString sourceText(const QStringList &sources)
{
    if (sources.isEmpty())
        return {};
    const QString first = QFileInfo(sources.first()).fileName();
    return sources.size() == 1 ? first : ImportPage::tr("%1 and %n more", nullptr, int(sources.size() - 1)).arg(first);
}

/// "csv" and "jsonl" are one kind to a person: a table of pictures.
QString pictureKindOf(const QString &path)
{
    return path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive) ? QStringLiteral("csv") : QStringLiteral("jsonl");
}

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

QWidget *ImportPage::makeColumns()
{
    m_kind = new QComboBox;
    m_kind->setAccessibleName(tr("What the rows are"));
    m_unused = new widgets::Label(QString(), widgets::TextRole::Small, widgets::Ink::Text3);
    m_columns = new ImportColumns;
    auto *page = new QWidget;
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metrics::pageMargin, metrics::space12, metrics::pageMargin, metrics::space8);
    head->setSpacing(metrics::controlGap);
    auto *label = new widgets::Label(tr("One row is"), widgets::TextRole::Body, widgets::Ink::Text2);
    label->setBuddy(m_kind);
    head->addWidget(label);
    head->addWidget(m_kind);
    head->addSpacing(metrics::space8);
    head->addWidget(m_unused);
    head->addStretch();
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_columns, 1);
    connect(m_kind, &QComboBox::activated, this, [this] {
        m_choices.kind = m_kind->currentData().toString();
        m_columns->setColumns(m_columnsPreview, m_choices.kind);
        updateFoot();
    });
    connect(m_columns, &ImportColumns::changed, this, &ImportPage::updateFoot);
    return page;
}

QWidget *ImportPage::makeFoot()
{
    m_foot = new Foot;
    m_foot->setFixedHeight(widgets::scaled(footHeight));
    m_promise = new widgets::Label({}, widgets::TextRole::Small, widgets::Ink::Text3);
    m_undo = new Button(tr("Undo"), Button::Kind::Flat);
    m_undo->setGlyph(widgets::Icon::Undo);
    m_cancel = new Button(tr("Cancel"));
    m_back = new Button(tr("Back"));
    m_action = new Button(tr("Import"), Button::Kind::Filled);
    auto *layout = new QHBoxLayout(m_foot);
    layout->setContentsMargins(metrics::pageMargin, 1, metrics::pageMargin, 0);
    layout->setSpacing(metrics::controlGap);
    layout->addWidget(m_promise);
    layout->addWidget(m_undo);
    layout->addWidget(new widgets::JobLine(&m_job));
    layout->addStretch();
    layout->addWidget(m_cancel);
    layout->addWidget(m_back);
    layout->addWidget(m_action);
    connect(m_cancel, &Button::clicked, this, &ImportPage::reset);
    connect(m_back, &Button::clicked, this, &ImportPage::goBack);
    connect(m_action, &Button::clicked, this, &ImportPage::goOn);
    connect(m_undo, &Button::clicked, this, &ImportPage::undoRequested);
    return m_foot;
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
            m_choices.kind = pictureKindOf(m_sources.first());
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

void ImportPage::setStep(Step step)
{
    m_step = step;
    m_source->setText(sourceText(m_sources));
    m_source->setCursorPosition(0);
    m_source->setToolTip(m_sources.join(QLatin1Char('\n')));
    m_source->setVisible(!m_sources.isEmpty());
    m_stack->setCurrentIndex(step == Step::Choose ? 0 : step == Step::Columns ? 1 : 2);
    m_empty->setVisible(step == Step::Choose && m_sources.isEmpty());
    m_check->setLocked(step == Step::Importing || step == Step::Done);
    m_steps->setCurrent(step == Step::Choose      ? 0
                        : step == Step::Columns   ? 1
                        : step == Step::Check     ? 2
                        : step == Step::Importing ? 3
                                                  : 4);
    if (step == Step::Columns) {
        m_kind->clear();
        m_kind->addItem(tr("a picture"), pictureKindOf(m_sources.first()));
        m_kind->addItem(tr("a score"), QStringLiteral("scores"));
        m_kind->addItem(tr("a vote"), QStringLiteral("votes"));
        m_kind->addItem(tr("a label or rating"), QStringLiteral("labels"));
        m_kind->addItem(tr("a planned trial"), QStringLiteral("trials"));
        m_kind->setCurrentIndex(qMax(0, m_kind->findData(m_choices.kind)));
        m_columns->setColumns(m_columnsPreview, m_kind->currentData().toString());
    }
    updateFoot();
    Q_EMIT statusTextChanged();
    Q_EMIT settledChanged();
}

void ImportPage::updateFoot()
{
    const bool running = m_job.isRunning();
    const bool check = m_step == Step::Check;
    const bool done = m_step == Step::Done;
    const qsizetype problems = m_outcome.skipped().size();
    const QStringList unused = m_step == Step::Columns ? m_columns->unused() : QStringList();
    m_unused->setText(unused.isEmpty() ? tr("every column is used")
                                       : tr("%n column(s) without a use: %1", nullptr, int(unused.size()))
                                             .arg(unused.mid(0, 4).join(QStringLiteral(", "))));
    m_foot->setVisible(m_step != Step::Choose || running);
    m_promise->setVisible(!running);
    m_promise->setText(done ? tr("%1.").arg(importedText(m_outcome))
                            : tr("Nothing is written before Import. An import can be undone as a whole."));
    m_undo->setVisible(done && !running);
    m_cancel->setVisible(!running && (check || done || m_step == Step::Columns));
    m_cancel->setText(done ? tr("Import more") : tr("Cancel"));
    m_back->setVisible(!running && (check || m_step == Step::Columns));
    m_action->setVisible(!running && m_step != Step::Choose && m_step != Step::Importing);
    const bool blocked = check && problems > 0 && !m_choices.skipBad;
    m_action->setEnabled(!blocked);
    m_action->setText(done                      ? tr("Open Gallery")
                      : m_step == Step::Columns ? tr("Check")
                      : blocked                 ? tr("%n problem(s) to solve", nullptr, int(problems))
                                                : importActionText(m_outcome));
    m_action->setToolTip(blocked ? tr("Correct the rows and choose the source again, or leave them out") : QString());
}

} // namespace studysetup
