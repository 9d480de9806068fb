#include "ui/studysetup/importcheck.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/studysetup/importpreviewtable.h"
#include "ui/studysetup/totals.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/tableview.h"

namespace studysetup {

namespace metrics = widgets::metrics;
using interchange::ImportReport;
using widgets::formatCount;

namespace {

constexpr int choiceColumn = 2;
constexpr int choiceWidth = 252;
constexpr int fewestFindings = 3; ///< lines of things to know that stay visible under a long preview

widgets::TableRow toRow(const ImportFinding &finding)
{
    const widgets::Icon icon = finding.isError     ? widgets::Icon::Error
                               : finding.isWarning ? widgets::Icon::Warn
                                                   : widgets::Icon::Info;
    return {.cells = {{.text = finding.found,
                       .ink = finding.isError ? widgets::Ink::Error : widgets::Ink::Text,
                       .glyph = icon,
                       .toolTip = finding.toolTip},
                      {.text = finding.where, .ink = widgets::Ink::Text3, .toolTip = finding.toolTip},
                      {.text = finding.done, .ink = widgets::Ink::Text3}}};
}

bool isSecond(const ImportChoices &choices, ImportFinding::Choice choice)
{
    return choice == ImportFinding::Choice::BadRows     ? choices.skipBad
           : choice == ImportFinding::Choice::Embed     ? choices.embed
           : choice == ImportFinding::Choice::KeepApart ? choices.keepApart
                                                        : false;
}

QString picturesText(const ImportOutcome &outcome)
{
    const qint64 bytes = outcome.preview().bytes;
    return bytes > 0 ? ImportCheck::tr("pictures, %1")
                           .arg(QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat))
                     : ImportCheck::tr("pictures");
}

} // namespace

ImportCheck::ImportCheck(QWidget *parent)
    : QWidget(parent)
    , m_totals(new Totals)
    , m_preview(new ImportPreviewTable)
    , m_head(new widgets::PaneHead(QString(), nullptr, widgets::PaneHead::Surface::Base))
    , m_findings(new widgets::CellModel({{tr("Found")}, {tr("Where")}, {tr("What to do")}}, this))
    , m_table(new widgets::TableView)
{
    m_head->setEdgePadding(metrics::pageMargin);
    m_table->setEdgePadding(metrics::pageMargin);
    m_table->setSource(m_findings, false);
    m_table->setRowHeight(metrics::rowWithControl);
    m_table->setAccessibleName(tr("Things to know"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_totals);
    layout->addWidget(m_preview);
    layout->addWidget(m_head);
    layout->addWidget(m_table, 1);
}

void ImportCheck::setOutcome(const ImportOutcome &outcome, const ImportChoices &choices)
{
    QList<Totals::Item> totals;
    const auto add = [&](qint64 count, const QString &what, bool always) {
        if (always || count > 0)
            totals.append({formatCount(count), what});
    };
    const auto sum = [&outcome](qint64 ImportReport::*count) { return outcome.sum(count); };
    const bool pictures = outcome.preview().groups > 0 || sum(&ImportReport::pictures) > 0;
    add(sum(&ImportReport::prompts), tr("prompts"), pictures);
    add(sum(&ImportReport::generators), tr("generators"), pictures);
    add(sum(&ImportReport::pictures), picturesText(outcome), pictures);
    add(sum(&ImportReport::scores), tr("imported scores"), pictures);
    add(sum(&ImportReport::votes), tr("votes"), false);
    add(sum(&ImportReport::labels), tr("labels"), false);
    add(sum(&ImportReport::trials), tr("trials"), false);
    add(sum(&ImportReport::annotators), tr("annotators"), false);
    add(sum(&ImportReport::unchanged), tr("already in the study"), true);
    m_totals->setItems(totals);
    m_preview->setPreview(outcome.preview());
    fillFindings(outcome, choices);
    fitHeights();
}

void ImportCheck::setLocked(bool locked)
{
    m_locked = locked;
    const auto boxes = m_table->findChildren<QComboBox *>();
    for (QComboBox *box : boxes)
        box->setEnabled(!locked);
}

bool ImportCheck::isSettled() const
{
    return !m_preview->isVisible() || m_preview->isSettled();
}

void ImportCheck::fillFindings(const ImportOutcome &outcome, const ImportChoices &choices)
{
    const QList<ImportFinding> all = findings(outcome);
    QList<widgets::TableRow> rows;
    for (const ImportFinding &finding : all)
        rows.append(toRow(finding));
    for (int row = 0; row < m_findings->rowCount(); ++row)
        m_table->setIndexWidget(m_table->model()->index(row, choiceColumn), nullptr);
    m_findings->setRows(rows);
    QStringList kinds;
    for (const ImportReport &report : outcome.reports)
        kinds.append(report.recognised.isEmpty() ? report.kind
                                                 : QStringLiteral("%1: %2").arg(report.kind, report.recognised));
    kinds.removeDuplicates();
    m_head->setTitle(all.isEmpty() ? tr("Nothing stands in the way")
                                   : tr("%n thing(s) to know", nullptr, int(all.size())));
    m_head->setNote(kinds.mid(0, 3).join(QStringLiteral("; ")));
    for (int row = 0; row < all.size(); ++row) {
        const ImportFinding::Choice choice = all[row].choice;
        if (choice == ImportFinding::Choice::None)
            continue;
        auto *holder = new QWidget;
        auto *place = new QHBoxLayout(holder);
        place->setContentsMargins(metrics::space8, 0, metrics::pageMargin, 1);
        auto *box = new QComboBox;
        box->addItems(choiceTexts(choice));
        box->setCurrentIndex(isSecond(choices, choice) ? 1 : 0);
        box->setAccessibleName(tr("%1: what to do").arg(all[row].found));
        box->setEnabled(!m_locked);
        place->addWidget(box);
        connect(box, &QComboBox::activated, this, [this, choice](int index) { Q_EMIT chosen(choice, index == 1); });
        m_table->setIndexWidget(m_table->model()->index(row, choiceColumn), holder);
    }
}

void ImportCheck::fitHeights()
{
    const bool hasPreview = m_preview->previewModel()->rowCount() > 0;
    m_preview->setVisible(hasPreview);
    const int wanted = m_preview->heightFor(m_preview->previewModel()->rowCount());
    const int findingsHeight =
        m_head->height() + m_table->horizontalHeader()->sizeHint().height()
        + qMin(fewestFindings, m_findings->rowCount()) * widgets::scaled(metrics::rowWithControl);
    const int room = height() - m_totals->height() - findingsHeight;
    // Whole rows only: half a picture says nothing.
    int rows = 1;
    while (m_preview->heightFor(rows + 1) <= room && m_preview->heightFor(rows) < wanted)
        ++rows;
    m_preview->setFixedHeight(m_preview->heightFor(rows));
    const int choice = widgets::scaled(choiceWidth);
    const int text = qMax(300, width() - choice - m_table->verticalScrollBar()->sizeHint().width());
    m_table->setColumnWidth(0, text * 55 / 100);
    m_table->setColumnWidth(1, text * 45 / 100);
    m_table->setColumnWidth(2, choice);
}

void ImportCheck::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHeights();
}

} // namespace studysetup
