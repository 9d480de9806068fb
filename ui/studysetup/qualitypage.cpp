#include "ui/studysetup/qualitypage.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "core/base/progress.h"
#include "core/storage/database.h"
#include "ui/studysetup/timesplot.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/exportfile.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/tableview.h"

namespace studysetup {

namespace metrics = widgets::metrics;
using widgets::formatCount;

namespace {

constexpr int lowerHeight = 330;

widgets::PaneHead *paneHead(const QString &title)
{
    auto *head = new widgets::PaneHead(title, nullptr, widgets::PaneHead::Surface::Base);
    head->setEdgePadding(metrics::pageMargin);
    return head;
}

} // namespace

QualityPage::QualityPage(QWidget *parent)
    : Page(parent)
    , m_group(new QComboBox)
    , m_export(new widgets::Button(tr("Export quality table…")))
    , m_strip(new widgets::Strip(widgets::Strip::Kind::Warning))
    , m_head(paneHead(tr("Annotators")))
    , m_model(new widgets::CellModel(qualityColumns(), this))
    , m_table(new widgets::TableView)
    , m_stack(new QStackedWidget)
{
    m_export->setGlyph(widgets::Icon::Export);
    m_group->setAccessibleName(tr("Group of annotators"));
    m_group->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_group->addItem(tr("Everybody"), QString());
    m_table->setEdgePadding(metrics::pageMargin);
    m_table->setSource(m_model);
    m_table->setAccessibleName(tr("Quality by annotator"));
    m_table->setRowHeight(metrics::rowWithControl);
    m_table->setColumnWidths({100, 186, 76, 132, 88, 132, 72, 76, 96, 70, 90});
    m_table->setGivingColumns({6, 3, 5, 8}); // p, the drawn intervals, the median time
    auto *filled = new QWidget;
    auto *column = new QVBoxLayout(filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strip);
    column->addWidget(m_head);
    column->addWidget(m_table, 1);
    column->addWidget(new widgets::Line(Qt::Horizontal));
    column->addWidget(makeLower());
    auto *empty = new widgets::EmptyState(tr("No votes yet. Quality is shown as soon as somebody has judged."),
                                          tr("Open Annotate"));
    m_stack->addWidget(filled);
    m_stack->addWidget(empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    connect(empty, &widgets::EmptyState::actionClicked, this,
            [this] { Q_EMIT placeRequested(widgets::PlaceId::Annotate, {}); });
    connect(m_group, &QComboBox::activated, this, &QualityPage::read);
    connect(m_export, &widgets::Button::clicked, this, &QualityPage::exportTable);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &QualityPage::showSelected);
    connect(m_strip, &widgets::Strip::actionClicked, this, [this] {
        const QList<int> rows = underReview(m_quality);
        if (!rows.isEmpty())
            m_table->selectRow(m_table->viewRow(rows.first()));
        m_table->setFocus();
    });
}

QWidget *QualityPage::makeLower()
{
    m_times = new TimesPlot;
    m_totals = new widgets::CellModel(qualityTotalColumns(), this);
    m_totalTable = new widgets::TableView;
    m_totalTable->setEdgePadding(metrics::pageMargin);
    m_totalTable->setSource(m_totals, false);
    m_totalTable->setAccessibleName(tr("Everybody together"));
    m_totalTable->setColumnWidths({162, 62, 160});
    const auto pane = [](const QString &title, QWidget *content) {
        auto *box = new QWidget;
        auto *layout = new QVBoxLayout(box);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        layout->addWidget(paneHead(title));
        layout->addWidget(content, 1);
        return box;
    };
    m_lower = new QWidget;
    auto *row = new QHBoxLayout(m_lower);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(pane(tr("Time from both pictures visible to answer"), m_times), 1);
    row->addWidget(new widgets::Line(Qt::Vertical));
    row->addWidget(pane(tr("Everybody together"), m_totalTable), 1);
    return m_lower;
}

void QualityPage::resizeEvent(QResizeEvent *)
{
    // In low windows the people come first.
    m_lower->setFixedHeight(qMin(widgets::scaled(lowerHeight), height() * 2 / 5));
}

void QualityPage::fillBar(widgets::BarRow *bar)
{
    bar->add(m_group);
    bar->addStretch();
    bar->add(m_export);
}

void QualityPage::setStudy(const widgets::StudyPtr &study)
{
    Page::setStudy(study);
    m_quality.clear();
    m_strip->hide();
    m_stale = true;
}

void QualityPage::setFacts(const StudyFacts &facts)
{
    m_simulated = facts.simulated;
    m_tooFastMs = facts.protocol.protocol.tooFastMs;
    m_progress.clear();
    QStringList groups;
    for (const PersonFacts &person : facts.people) {
        m_progress.insert(person.annotator.code, person.progress);
        groups += person.annotator.groups;
    }
    groups.removeDuplicates();
    groups.sort();
    const QString chosen = m_group->currentData().toString();
    m_group->clear();
    m_group->addItem(facts.people.isEmpty() ? tr("Everybody")
                                            : tr("Everybody, %1").arg(formatCount(facts.people.size())),
                     QString());
    for (const QString &group : std::as_const(groups)) {
        const auto in = std::count_if(facts.people.begin(), facts.people.end(), [&group](const PersonFacts &person) {
            return person.annotator.groups.contains(group);
        });
        m_group->addItem(tr("%1, %2 of %3").arg(group, formatCount(in), formatCount(facts.people.size())), group);
    }
    m_group->setCurrentIndex(qMax(0, m_group->findData(chosen)));
    m_stack->setCurrentIndex(facts.counts.votes == 0 ? 1 : 0);
    m_stale = true;
    if (isVisible())
        read();
}

void QualityPage::activate()
{
    if (m_stale)
        read();
}

QString QualityPage::statusText() const
{
    qint64 votes = 0;
    for (const analysis::AnnotatorQuality &one : m_quality)
        votes += one.votes;
    return tr("%n annotator(s), %1 counted votes", nullptr, int(m_quality.size())).arg(formatCount(votes));
}

void QualityPage::read()
{
    if (!study())
        return;
    if (m_reading) {
        m_stale = true;
        return;
    }
    m_stale = false;
    m_reading = true;
    m_table->setLoading(true);
    if (!m_quality.empty())
        m_head->setNote(tr("updating"));
    analysis::VoteFilter filter;
    if (const QString group = m_group->currentData().toString(); !group.isEmpty())
        filter.groups = {group};
    study()->run(
        this,
        [filter](storage::Database &database) -> base::Result<Found> {
            BASE_TRY_ASSIGN(snapshot, analysis::Snapshot::load(database, base::Progress()));
            BASE_TRY_ASSIGN(quality, analysis::annotatorQuality(snapshot, filter));
            BASE_TRY_ASSIGN(times, analysis::responseTimes(snapshot, filter, TimesPlot::binMs, TimesPlot::bins));
            return Found{std::move(quality), std::move(times)};
        },
        [this, of = study().get()](const base::Result<Found> &found) {
            m_reading = false;
            m_table->setLoading(false);
            if (of != study().get())
                return;
            if (found)
                showFound(*found);
            else
                Q_EMIT failed(found.error().toLine());
            if (m_stale && isVisible())
                read();
            Q_EMIT statusTextChanged();
            Q_EMIT settledChanged();
        });
}

void QualityPage::showFound(const Found &found)
{
    m_quality = found.quality;
    m_model->setRows(qualityRows(m_quality, m_progress));
    m_totals->setRows(qualityTotalRows(m_quality));
    m_times->setTimes(found.times, m_tooFastMs);
    m_head->setNote(m_simulated ? tr("simulated; %1").arg(rulesText()) : rulesText());
    const QString review = reviewText(m_quality);
    if (review.isEmpty())
        m_strip->hide();
    else
        m_strip->say(review, tr("Show"));
    showSelected();
    Q_EMIT reviewCountChanged(int(underReview(m_quality).size()));
}

void QualityPage::showSelected()
{
    const int row = m_table->sourceRow(m_table->currentIndex().row());
    const bool known = row >= 0 && size_t(row) < m_quality.size();
    m_times->setAnnotator(known ? m_quality[size_t(row)].annotator : QString());
}

/// The table as shown, with the numbers behind the intervals.
QByteArray QualityPage::csv() const
{
    QByteArray bytes = widgets::csvRecord(QStringLiteral("annotator,votes,skipped,retested,retest_agreed,sided,left,"
                                                         "side_bias_p,gold_shown,gold_passed,median_ms,too_fast,review")
                                              .split(QLatin1Char(',')));
    for (const analysis::AnnotatorQuality &one : m_quality) {
        bytes += widgets::csvRecord(
            {one.annotator, QString::number(one.votes), QString::number(one.skipped), QString::number(one.retested),
             QString::number(one.retestAgreed), QString::number(one.sided), QString::number(one.left),
             QString::number(one.sideBiasP, 'g', QLocale::FloatingPointShortest), QString::number(one.goldShown),
             QString::number(one.goldPassed),
             one.medianMs ? QString::number(*one.medianMs, 'g', QLocale::FloatingPointShortest) : QString(),
             QString::number(one.tooFast), QString::number(analysis::metRules(one).size())});
    }
    return bytes;
}

void QualityPage::exportTable()
{
    const QStringList chosen =
        widgets::FileChooser::ask(this, {widgets::FileChooser::Kind::SaveFile, tr("Export quality table"),
                                         tr("CSV (*.csv)"), QStringLiteral("csv"), QStringLiteral("quality.csv")});
    if (chosen.isEmpty() || !study())
        return;
    study()->run(
        this, [path = chosen.first(), bytes = csv()](storage::Database &) { return widgets::writeFile(path, bytes); },
        [this](const base::Result<void> &done) {
            if (!done)
                Q_EMIT failed(done.error().toLine());
        });
}

} // namespace studysetup
