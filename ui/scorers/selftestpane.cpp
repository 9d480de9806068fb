#include "ui/scorers/selftestpane.h"

#include <QVBoxLayout>

#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/tablehead.h"
#include "ui/widgets/tableview.h"

namespace scorers {

namespace {

constexpr int numberWidth = 96;

QString noteOf(const ScorersState &state, const QString &scorer, const scoring::SelfTestAnswer *test)
{
    if (state.asking)
        return SelfTestPane::tr("running");
    if (test) {
        const QString note = SelfTestPane::tr("%1 golden pictures, tolerance %2")
                                 .arg(widgets::formatCount(test->cases), widgets::formatP(test->tolerance));
        return test->passed ? note : SelfTestPane::tr("%1, failed: the scorer stays off").arg(note);
    }
    if (!state.workerError.isEmpty())
        return SelfTestPane::tr("the scorer process does not run");
    return state.models.contains(scorer) ? SelfTestPane::tr("when this version can run it")
                                         : SelfTestPane::tr("after installation");
}

} // namespace

SelfTestPane::SelfTestPane(QWidget *parent)
    : QWidget(parent)
    , m_head(new widgets::PaneHead(tr("Self-test"), nullptr))
    , m_again(new widgets::Button(tr("Run again"), widgets::Button::Kind::Flat))
    , m_model(new widgets::CellModel(selfTestColumns(), this))
    , m_table(new widgets::TableView)
{
    m_again->setControlHeight(widgets::metrics::smallControl);
    m_head->add(m_again);
    m_table->setSource(m_model, false);
    m_table->setAccessibleName(tr("Self-test"));
    m_table->setObjectName(QStringLiteral("selfTest"));
    m_table->head()->setStretchLastSection(false);
    m_table->head()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column < 4; ++column)
        m_table->setColumnWidth(column, widgets::scaled(numberWidth));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new widgets::Line(Qt::Horizontal));
    layout->addWidget(m_head);
    layout->addWidget(m_table, 1);
    connect(m_again, &QAbstractButton::clicked, this, &SelfTestPane::againRequested);
}

void SelfTestPane::setScorer(const ScorersState &state, const QString &scorer)
{
    const scoring::SelfTestAnswer *test = state.worker ? state.worker->test(scorer) : nullptr;
    m_head->setNote(noteOf(state, scorer, test));
    m_again->setEnabled(!state.asking);
    m_model->setRows(test ? selfTestRows(scorer, *test) : QList<widgets::TableRow>());
}

} // namespace scorers
