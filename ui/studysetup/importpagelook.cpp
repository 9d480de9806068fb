// How the page of imports looks in each step: its columns, its foot, what can be pressed.
#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/studysetup/importcheck.h"
#include "ui/studysetup/importcolumns.h"
#include "ui/studysetup/importpage.h"
#include "ui/studysetup/steps.h"
#include "ui/widgets/button.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/jobline.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

namespace studysetup {

namespace metrics = widgets::metrics;
using widgets::Button;

namespace {

constexpr int footHeight = 52;

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

} // namespace

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
        m_kind->addItem(tr("a picture"), pictureTableKind(m_sources.first()));
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
