#include "ui/studysetup/importpage.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "core/interchange/importer.h"
#include "core/storage/database.h"
#include "ui/studysetup/steps.h"
#include "ui/studysetup/totals.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/jobline.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

namespace studysetup {

namespace metrics = widgets::metrics;
using interchange::ImportReport;
using widgets::Button;
using widgets::FileChooser;
using widgets::formatCount;

namespace {

constexpr int footHeight = 52;
constexpr int foundWidth = 640;

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
    return sources.size() == 1 ? first : ImportPage::tr("%1 and %2 more").arg(first).arg(sources.size() - 1);
}

} // namespace

ImportPage::ImportPage(QWidget *parent)
    : Page(parent)
    , m_source(new widgets::Label(QString(), widgets::TextRole::Body))
    , m_folder(new Button(tr("Folder…")))
    , m_file(new Button(tr("File…")))
    , m_strip(new widgets::Strip(widgets::Strip::Kind::Error))
    , m_steps(new Steps({tr("Source"), tr("Check"), tr("Import")}))
    , m_stack(new QStackedWidget)
{
    m_folder->setGlyph(widgets::Icon::Folder);
    m_file->setGlyph(widgets::Icon::File);
    auto *empty = new widgets::EmptyState(
        tr("Choose a folder of pictures, a CSV or JSONL file, or a data set, or drop it here. It is looked at first; nothing is written before Import."),
        tr("Choose folder…"));
    m_stack->addWidget(empty);
    m_stack->addWidget(makeChecked());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_steps);
    layout->addWidget(m_strip);
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeFoot());

    connect(empty, &widgets::EmptyState::actionClicked, this, [this] { choose(true); });
    connect(m_folder, &Button::clicked, this, [this] { choose(true); });
    connect(m_file, &Button::clicked, this, [this] { choose(false); });
    connect(&m_job, &widgets::Job::ended, this, &Page::settledChanged);
    setStep(Step::Choose);
}

QWidget *ImportPage::makeChecked()
{
    m_totals = new Totals;
    m_findingsHead = new widgets::PaneHead(QString(), nullptr, widgets::PaneHead::Surface::Base);
    m_findingsHead->setEdgePadding(metrics::pageMargin);
    m_findings = new widgets::CellModel(findingColumns(), this);
    m_table = new widgets::TableView;
    m_table->setEdgePadding(metrics::pageMargin);
    m_table->setSource(m_findings, false);
    m_table->setRowHeight(metrics::rowWithControl);
    m_table->setColumnWidth(0, widgets::scaled(foundWidth));
    m_table->setAccessibleName(tr("Things to know"));
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_totals);
    layout->addWidget(m_findingsHead);
    layout->addWidget(m_table, 1);
    return page;
}

QWidget *ImportPage::makeFoot()
{
    m_foot = new Foot;
    m_foot->setFixedHeight(widgets::scaled(footHeight));
    m_promise = new widgets::Label(tr("Nothing is written before Import. An import can be undone as a whole."),
                                   widgets::TextRole::Small, widgets::Ink::Text3);
    m_skip = new QCheckBox(tr("Skip rows that cannot be read"));
    m_embed = new QCheckBox(tr("Put the pictures into the study file"));
    m_cancel = new Button(tr("Cancel"));
    m_action = new Button(tr("Import"), Button::Kind::Filled);
    auto *layout = new QHBoxLayout(m_foot);
    layout->setContentsMargins(metrics::pageMargin, 1, metrics::pageMargin, 0);
    layout->setSpacing(metrics::controlGap);
    layout->addWidget(m_promise);
    layout->addWidget(new widgets::JobLine(&m_job));
    layout->addStretch();
    layout->addWidget(m_embed);
    layout->addWidget(m_skip);
    layout->addWidget(m_cancel);
    layout->addWidget(m_action);
    connect(m_skip, &QCheckBox::toggled, this, &ImportPage::updateFoot);
    connect(m_cancel, &Button::clicked, this, &ImportPage::reset);
    connect(m_action, &Button::clicked, this, [this] {
        if (m_step == Step::Done)
            Q_EMIT placeRequested(widgets::PlaceId::Gallery, {});
        else
            import();
    });
    return m_foot;
}

void ImportPage::fillBar(widgets::BarRow *bar)
{
    bar->add(new widgets::Label(tr("Import from"), widgets::TextRole::Body, widgets::Ink::Text2));
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

QString ImportPage::statusText() const
{
    return m_steps->current() < 3 ? tr("Import, step %1 of 3").arg(m_steps->current() + 1) : tr("Import done");
}

void ImportPage::setSources(const QStringList &sources)
{
    if (sources.isEmpty() || m_step == Step::Importing)
        return;
    m_sources = sources;
    check();
}

void ImportPage::choose(bool folder)
{
    FileChooser::Question question;
    question.kind = folder ? FileChooser::Kind::OpenFolder : FileChooser::Kind::OpenFiles;
    question.title = tr("Import");
    question.filter = tr("Tables (*.csv *.jsonl);;All files (*)");
    setSources(FileChooser::ask(this, question));
}

void ImportPage::check()
{
    if (!study())
        return;
    m_outcome = {};
    m_strip->hide();
    m_skip->setChecked(false);
    setStep(Step::Checking);
    m_job.run([path = study()->path(), sources = m_sources](
                  base::Progress &progress) { return importSources(path, sources, true, true, false, progress); },
              [this](const base::Result<ImportOutcome> &outcome) {
                  if (outcome) {
                      m_outcome = *outcome;
                      setStep(Step::Checked);
                      return;
                  }
                  const bool cancelled = outcome.error().code == base::cancelledCode;
                  setStep(Step::Choose);
                  if (!cancelled)
                      m_strip->say(tr("%1 Nothing was imported.").arg(outcome.error().toLine()), QString());
              });
}

void ImportPage::import()
{
    if (!study() || m_step != Step::Checked)
        return;
    setStep(Step::Importing);
    m_job.run([path = study()->path(), sources = m_sources, skip = m_skip->isChecked(), embed = m_embed->isChecked()](
                  base::Progress &progress) { return importSources(path, sources, false, skip, embed, progress); },
              [this](const base::Result<ImportOutcome> &outcome) {
                  if (outcome) {
                      takeImported(*outcome);
                      return;
                  }
                  setStep(Step::Checked);
                  if (outcome.error().code != base::cancelledCode)
                      m_strip->say(tr("%1 Nothing was imported.").arg(outcome.error().toLine()), QString());
              });
}

void ImportPage::takeImported(const ImportOutcome &outcome)
{
    m_outcome = outcome;
    setStep(Step::Done);
    Q_EMIT changeMade(importedText(outcome),
                      [uids = outcome.sourceUids()](storage::Database &database) -> base::Result<void> {
                          for (const QString &uid : uids)
                              BASE_TRY(interchange::undoImport(database, uid));
                          return {};
                      });
}

void ImportPage::reset()
{
    m_sources.clear();
    m_outcome = {};
    m_strip->hide();
    setStep(Step::Choose);
}

void ImportPage::setStep(Step step)
{
    m_step = step;
    m_source->setText(sourceText(m_sources));
    m_source->setToolTip(m_sources.join(QLatin1Char('\n')));
    m_source->setVisible(!m_sources.isEmpty());
    m_stack->setCurrentIndex(step == Step::Choose || step == Step::Checking ? 0 : 1);
    m_stack->widget(0)->setVisible(step == Step::Choose);
    m_steps->setCurrent(step == Step::Choose                              ? 0
                        : step == Step::Checking || step == Step::Checked ? 1
                        : step == Step::Importing                         ? 2
                                                                          : 3);
    m_totals->setItems({{formatCount(m_outcome.sum(&ImportReport::prompts)), tr("prompts")},
                        {formatCount(m_outcome.sum(&ImportReport::generators)), tr("generators")},
                        {formatCount(m_outcome.sum(&ImportReport::pictures)), tr("pictures")},
                        {formatCount(m_outcome.sum(&ImportReport::scores)), tr("imported scores")},
                        {formatCount(m_outcome.sum(&ImportReport::votes)), tr("votes")},
                        {formatCount(m_outcome.sum(&ImportReport::labels)), tr("labels")},
                        {formatCount(m_outcome.sum(&ImportReport::unchanged)), tr("already in the study")}});
    const QList<widgets::TableRow> findings = findingRows(m_outcome);
    m_findings->setRows(findings);
    m_findingsHead->setTitle(findings.isEmpty() ? tr("Nothing stands in the way")
                                                : tr("%1 things to know").arg(findings.size()));
    QStringList kinds;
    for (const ImportReport &report : std::as_const(m_outcome.reports))
        kinds.append(report.recognised.isEmpty() ? report.kind
                                                 : QStringLiteral("%1: %2").arg(report.kind, report.recognised));
    m_findingsHead->setNote(kinds.join(QStringLiteral("; ")));
    updateFoot();
    Q_EMIT statusTextChanged();
    Q_EMIT settledChanged();
}

void ImportPage::updateFoot()
{
    const bool checked = m_step == Step::Checked;
    const bool done = m_step == Step::Done;
    const qsizetype problems = m_outcome.skipped().size();
    m_foot->setVisible(m_step != Step::Choose);
    m_promise->setVisible(checked || done);
    m_promise->setText(done ? tr("%1. Undo with Ctrl Z.").arg(importedText(m_outcome))
                            : tr("Nothing is written before Import. An import can be undone as a whole."));
    m_skip->setVisible(checked && problems > 0);
    m_embed->setVisible(checked && m_outcome.sum(&ImportReport::pictures) > 0);
    m_cancel->setVisible(checked || done);
    m_cancel->setText(done ? tr("Import more") : tr("Cancel"));
    m_action->setVisible(checked || done);
    const bool blocked = checked && problems > 0 && !m_skip->isChecked();
    m_action->setEnabled(!blocked);
    m_action->setText(done      ? tr("Open Gallery")
                      : blocked ? tr("%1 problems to solve").arg(formatCount(problems))
                                : importActionText(m_outcome));
    m_action->setToolTip(blocked ? tr("Correct the rows and choose the source again, or skip them") : QString());
}

} // namespace studysetup
