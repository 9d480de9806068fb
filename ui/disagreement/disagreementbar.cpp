#include "ui/disagreement/disagreementbar.h"

#include <QCoreApplication>
#include <QCursor>
#include <QPainter>
#include <QPixmap>
#include <QResizeEvent>

#include "ui/disagreement/pairwords.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/marks.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"
#include "ui/widgets/theme.h"

namespace disagreement {

namespace {

QIcon diamondIcon(double ratio)
{
    constexpr int size = 16;
    QPixmap pixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    widgets::paintDiamond(&painter, QPointF(size, size) / 2, widgets::markDiameter, widgets::tokens().model);
    return pixmap;
}

/// Replaces the items of a combo without telling anybody. Items are (text, value).
void setItems(QComboBox *combo, const QList<std::pair<QString, QString>> &items, const QString &chosen)
{
    if (!combo)
        return;
    const QSignalBlocker blocker(combo);
    combo->clear();
    for (const auto &[text, value] : items)
        combo->addItem(text, value);
    combo->setCurrentIndex(std::max(0, combo->findData(chosen)));
}

QString scorerLabel(const QString &scorer)
{
    const QString origin = widgets::scorerOrigin(scorer);
    return origin.isEmpty() ? widgets::scorerTitle(scorer)
                            : QStringLiteral("%1, %2").arg(widgets::scorerTitle(scorer), origin);
}

} // namespace

DisagreementBar::DisagreementBar(QObject *parent)
    : QObject(parent)
{
}

QComboBox *DisagreementBar::addCombo(widgets::BarRow *bar, const QString &name)
{
    auto *combo = new QComboBox;
    combo->setAccessibleName(name);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(combo, &QComboBox::activated, this, &DisagreementBar::onChosen);
    bar->add(combo);
    return combo;
}

void DisagreementBar::fill(widgets::BarRow *bar)
{
    m_scorer = addCombo(bar, tr("Scorer"));
    m_scorer->setObjectName(QStringLiteral("scorer"));
    m_question = addCombo(bar, tr("Question"));
    m_prompt = addCombo(bar, tr("Prompt"));
    m_pairs = addCombo(bar, tr("Pairs"));
    m_pairs->setObjectName(QStringLiteral("pairs"));
    m_group = addCombo(bar, tr("Annotators"));
    bar->addStretch();
    m_note = new widgets::Label({}, widgets::TextRole::Small, widgets::Ink::Text3);
    bar->add(m_note);
    bar->addLine();
    m_plots = new widgets::Button(tr("Plots"), widgets::Button::Kind::Flat);
    m_plots->setGlyph(widgets::Icon::Columns);
    m_plots->setObjectName(QStringLiteral("plots"));
    m_plots->setToolTip(tr("Which plots are shown"));
    bar->add(m_plots);
    auto *report = new widgets::Button(tr("Report"), widgets::Button::Kind::Flat);
    report->setGlyph(widgets::Icon::Export);
    report->setToolTip(tr("Export page of the study"));
    bar->add(report);
    connect(m_plots, &QAbstractButton::clicked, this, &DisagreementBar::plotsRequested);
    connect(report, &QAbstractButton::clicked, this, &DisagreementBar::reportRequested);
}

void DisagreementBar::setNarrow(bool narrow)
{
    m_narrow = narrow;
    fitWidths();
}

void DisagreementBar::fitWidths()
{
    constexpr int frame = 44; // padding and arrow
    if (!m_note)
        return;
    m_note->setVisible(!m_narrow);
    for (QComboBox *combo : {m_scorer.data(), m_question.data(), m_prompt.data(), m_pairs.data(), m_group.data()}) {
        const int icon = combo->itemIcon(combo->currentIndex()).isNull() ? 0 : combo->iconSize().width();
        const int chosen = combo->fontMetrics().horizontalAdvance(combo->currentText()) + icon + frame;
        combo->setMinimumWidth(m_narrow ? chosen : 0);
        combo->setMaximumWidth(m_narrow ? chosen : QWIDGETSIZE_MAX);
    }
    // A bar sees what has to give way when its size changes.
    if (QWidget *bar = m_note->parentWidget())
        QCoreApplication::postEvent(bar, new QResizeEvent(bar->size(), bar->size()));
}

QPoint DisagreementBar::plotsMenuPosition() const
{
    if (!m_plots || !m_plots->isVisible()) // it has moved into the bar's menu
        return QCursor::pos();
    return m_plots->mapToGlobal(QPoint(0, m_plots->height() + widgets::metrics::space4));
}

void DisagreementBar::setData(const Data &data)
{
    if (!m_scorer)
        return;
    QList<std::pair<QString, QString>> scorers;
    for (const QString &scorer : data.scorers)
        scorers.append({scorerLabel(scorer), scorer});
    setItems(m_scorer, scorers, data.query.scorer);
    const QIcon diamond = diamondIcon(m_scorer->devicePixelRatioF());
    for (int i = 0; i < m_scorer->count(); ++i)
        m_scorer->setItemIcon(i, diamond);
    m_scorer->setVisible(!scorers.isEmpty());

    QList<std::pair<QString, QString>> questions{{tr("All questions"), QString()}};
    for (const QString &question : data.questions)
        questions.append({question, question});
    setItems(m_question, questions, data.query.question);
    m_question->setVisible(data.questions.size() > 1);

    QList<std::pair<QString, QString>> prompts{{tr("All prompts"), QString()}};
    for (const QString &variant : data.promptVariants)
        prompts.append({tr("%1 prompt").arg(variantTitle(variant)), variant});
    setItems(m_prompt, prompts, data.query.promptVariant);
    m_prompt->setVisible(data.promptVariants.size() > 1);

    QList<std::pair<QString, QString>> pairs;
    for (const QString &kind : data.variantPairs)
        pairs.append({variantPairTitle(kind), kind});
    setItems(m_pairs, pairs, data.query.variantPair);
    m_pairs->setVisible(pairs.size() > 1);

    QList<std::pair<QString, QString>> groups{
        {tr("All annotators, %1").arg(widgets::formatCount(data.annotators)), QString()}};
    for (const QString &group : data.annotatorGroups)
        groups.append({tr("Group %1").arg(group), group});
    setItems(m_group, groups, data.query.annotatorGroup);
    m_group->setVisible(data.annotators > 0);

    fitWidths();
    if (!data.snapshot) { // not read yet
        m_note->setText({});
        return;
    }
    const bool simulated = data.snapshot->simulated;
    m_note->setText(simulated ? tr("Simulated votes, up to date with %1 votes").arg(widgets::formatCount(data.votes))
                              : tr("Up to date with %1 votes").arg(widgets::formatCount(data.votes)));
}

void DisagreementBar::onChosen()
{
    fitWidths();
    Query query;
    query.scorer = m_scorer->currentData().toString();
    query.question = m_question->currentData().toString();
    query.promptVariant = m_prompt->currentData().toString();
    query.variantPair = m_pairs->currentData().toString();
    query.annotatorGroup = m_group->currentData().toString();
    Q_EMIT chosen(query);
}

} // namespace disagreement
