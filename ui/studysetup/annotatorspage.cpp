#include "ui/studysetup/annotatorspage.h"

#include <QDateTime>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/widgets/emptystate.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/tableview.h"

namespace studysetup {

using widgets::formatCount;

QList<widgets::TableColumn> annotatorColumns()
{
    return {{AnnotatorsPage::tr("Annotator")},
            {AnnotatorsPage::tr("Kind")},
            {AnnotatorsPage::tr("Groups")},
            {AnnotatorsPage::tr("Progress")},
            {AnnotatorsPage::tr("Last answer")}};
}

QList<widgets::TableRow> annotatorRows(const StudyFacts &facts)
{
    QList<widgets::TableRow> rows;
    for (const PersonFacts &person : facts.people) {
        const bool machine = person.annotator.kind == study::AnnotatorKind::Machine;
        const storage::AnnotatorProgress &progress = person.progress;
        const QString last =
            progress.lastAnswer > 0
                ? QLocale().toString(QDateTime::fromMSecsSinceEpoch(progress.lastAnswer), QLocale::ShortFormat)
                : widgets::noValue();
        rows.append(
            {.cells = {
                 {.text = person.annotator.code, .weight = widgets::Weight::Medium},
                 {.text = machine ? AnnotatorsPage::tr("machine, simulated") : AnnotatorsPage::tr("human"),
                  .ink = widgets::Ink::Text3,
                  .glyph = machine ? widgets::Icon::Scorers : widgets::Icon::Person},
                 {.text = person.annotator.groups.join(QStringLiteral(", ")), .ink = widgets::Ink::Text3},
                 {.text =
                      AnnotatorsPage::tr("%1 of %2").arg(formatCount(progress.answered), formatCount(progress.planned)),
                  .sort = progress.answered,
                  .ink = widgets::Ink::Text3,
                  .share = progress.planned > 0 ? double(progress.answered) / double(progress.planned) : 0},
                 {.text = last, .sort = progress.lastAnswer, .ink = widgets::Ink::Text3}}});
    }
    return rows;
}

AnnotatorsPage::AnnotatorsPage(QWidget *parent)
    : Page(parent)
    , m_model(new widgets::CellModel(annotatorColumns(), this))
    , m_table(new widgets::TableView)
    , m_stack(new QStackedWidget)
{
    m_table->setEdgePadding(widgets::metrics::pageMargin);
    m_table->setSource(m_model);
    m_table->setAccessibleName(tr("Annotators"));
    m_table->setRowHeight(widgets::metrics::rowWithControl);
    const QList<int> widths{200, 180, 220, 240};
    for (int column = 0; column < widths.size(); ++column)
        m_table->setColumnWidth(column, widgets::scaled(widths[column]));
    auto *empty = new widgets::EmptyState(
        tr("Nobody has judged yet. Open Annotate, or start dissensus --annotate for each person."),
        tr("Open Annotate"));
    m_stack->addWidget(m_table);
    m_stack->addWidget(empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    connect(empty, &widgets::EmptyState::actionClicked, this,
            [this] { Q_EMIT placeRequested(widgets::PlaceId::Annotate, {}); });
}

void AnnotatorsPage::setFacts(const StudyFacts &facts)
{
    m_people = 0;
    m_machines = 0;
    for (const PersonFacts &person : facts.people)
        ++(person.annotator.kind == study::AnnotatorKind::Machine ? m_machines : m_people);
    m_model->setRows(annotatorRows(facts));
    m_stack->setCurrentIndex(facts.people.isEmpty() ? 1 : 0);
    Q_EMIT statusTextChanged();
}

QString AnnotatorsPage::statusText() const
{
    return tr("%1 people, %2 machines").arg(m_people).arg(m_machines);
}

} // namespace studysetup
