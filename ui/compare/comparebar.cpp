#include "ui/compare/comparebar.h"

#include <QAction>

#include "core/study/prompt.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"
#include "ui/widgets/segmentedswitch.h"

namespace compare {

using widgets::Button;
using widgets::Icon;

namespace {

constexpr int findWidth = 190;
constexpr int positionWidth = 96;

} // namespace

CompareBar::CompareBar(QObject *parent)
    : QObject(parent)
{
}

void CompareBar::fill(widgets::BarRow *bar)
{
    m_previous = new Button(Icon::Left, tr("Previous prompt"));
    m_next = new Button(Icon::Right, tr("Next prompt"));
    m_position = new widgets::Label;
    m_position->setAlignment(Qt::AlignCenter);
    m_position->setMinimumWidth(widgets::scaled(positionWidth));
    connect(m_previous, &Button::clicked, this, [this] { Q_EMIT stepped(-1); });
    connect(m_next, &Button::clicked, this, [this] { Q_EMIT stepped(1); });
    bar->add(m_previous);
    bar->add(m_position);
    bar->add(m_next);
    m_whole = new Button(QString(), Button::Kind::Outlined);
    m_whole->setObjectName(QStringLiteral("wholePrompt"));
    m_whole->setGlyph(Icon::Close);
    m_whole->setToolTip(tr("Back to all pictures of the prompt (Esc)"));
    m_whole->hide();
    connect(m_whole, &Button::clicked, this, &CompareBar::wholePromptRequested);
    bar->add(m_whole);

    m_find = new QLineEdit;
    m_find->setObjectName(QStringLiteral("findPrompt"));
    m_find->setPlaceholderText(tr("Find a prompt"));
    m_find->setAccessibleName(tr("Find a prompt"));
    m_find->setClearButtonEnabled(true);
    m_find->addAction(widgets::icon(Icon::Search), QLineEdit::LeadingPosition);
    m_find->setFixedWidth(widgets::scaled(findWidth));
    connect(m_find, &QLineEdit::textChanged, this, &CompareBar::filterChanged);
    bar->add(m_find);

    m_variant = new widgets::SegmentedSwitch({tr("Original"), tr("Wide-spectrum")});
    m_variant->setObjectName(QStringLiteral("variant"));
    m_variant->setAccessibleName(tr("Prompt"));
    connect(m_variant, &widgets::SegmentedSwitch::currentChanged, this, [this](int index) {
        Q_EMIT variantChosen(index == 0 ? QString(study::originalVariant) : QString(study::distortedVariant));
    });
    bar->add(m_variant);
    bar->addStretch();

    m_names = new Button(Icon::EyeOff, tr("Hide the generators' names"));
    m_names->setObjectName(QStringLiteral("hideNames"));
    m_names->setCheckable(true);
    connect(m_names, &Button::clicked, this, &CompareBar::namesToggled);
    bar->add(m_names);
    m_grid = new Button(Icon::Grid, tr("Grid"));
    m_grid->setObjectName(QStringLiteral("gridLayout"));
    m_grid->setCheckable(true);
    connect(m_grid, &Button::clicked, this, &CompareBar::gridToggled);
    bar->add(m_grid);
    m_linked = new Button(tr("Linked zoom"), Button::Kind::Flat);
    m_linked->setGlyph(Icon::Link);
    m_linked->setCheckable(true);
    m_linked->setChecked(true);
    connect(m_linked, &Button::toggled, this, &CompareBar::linkedChanged);
    bar->add(m_linked);
    auto *fit = new Button(tr("Fit"), Button::Kind::Flat);
    fit->setGlyph(Icon::Fit);
    connect(fit, &Button::clicked, this, &CompareBar::fitRequested);
    bar->add(fit);
    bar->addLine();

    m_order = new QComboBox;
    m_order->setAccessibleName(tr("Order of the pictures"));
    m_order->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_order, &QComboBox::activated, this, [this](int index) {
        ColumnOrder order;
        order.by = index == 0 ? ColumnOrder::By::Study : index == 1 ? ColumnOrder::By::People : ColumnOrder::By::Scorer;
        order.scorer = m_order->itemData(index).toString();
        Q_EMIT orderChosen(order);
    });
    bar->add(m_order);
    setScorers({}, {});
    auto *copy = new Button(Icon::Export, tr("Copy or export"));
    copy->setObjectName(QStringLiteral("exportTable"));
    connect(copy, &Button::clicked, this,
            [this, copy] { Q_EMIT exportRequested(copy->mapToGlobal(QPoint(0, copy->height() + 4))); });
    bar->add(copy);
}

void CompareBar::setPosition(int index, int count)
{
    if (!m_position)
        return;
    m_position->setText(count == 0
                            ? tr("No prompt")
                            : tr("Prompt %1 of %2").arg(widgets::formatCount(index + 1), widgets::formatCount(count)));
    m_previous->setEnabled(index > 0);
    m_next->setEnabled(index >= 0 && index < count - 1);
}

void CompareBar::setChosen(int pictures)
{
    if (!m_whole)
        return;
    m_whole->setText(tr("%n chosen pictures", nullptr, pictures));
    m_whole->setVisible(pictures > 0);
    m_find->setVisible(pictures == 0); // there is no room for both, and nothing to walk through
}

void CompareBar::setVariants(const QStringList &variants, const QString &shown)
{
    if (!m_variant)
        return;
    const QSignalBlocker blocker(m_variant);
    m_variant->setChoiceEnabled(0, variants.contains(study::originalVariant),
                                tr("This prompt has no original version"));
    const bool hasOther = variants.size() > 1 || (variants.size() == 1 && variants.first() != study::originalVariant);
    m_variant->setChoiceEnabled(1, hasOther, tr("This prompt has no wide-spectrum version"));
    m_variant->setCurrent(shown == study::originalVariant ? 0 : 1);
}

void CompareBar::setScorers(const QStringList &scorers, const ColumnOrder &order)
{
    if (!m_order)
        return;
    const QSignalBlocker blocker(m_order);
    m_order->clear();
    m_order->addItem(widgets::icon(Icon::Sort), tr("Study order"), QString());
    m_order->addItem(widgets::icon(Icon::Sort), tr("By people"), QString());
    for (const QString &scorer : scorers)
        m_order->addItem(widgets::icon(Icon::Sort), tr("By %1").arg(widgets::scorerTitle(scorer)), scorer);
    const int index = order.by == ColumnOrder::By::Study    ? 0
                      : order.by == ColumnOrder::By::People ? 1
                                                            : m_order->findData(order.scorer);
    m_order->setCurrentIndex(std::max(0, index));
}

void CompareBar::setLinked(bool linked)
{
    if (m_linked)
        m_linked->setChecked(linked);
}

void CompareBar::setGrid(bool grid)
{
    if (m_grid)
        m_grid->setChecked(grid);
}

void CompareBar::setNamesHidden(bool hidden)
{
    if (m_names)
        m_names->setChecked(hidden);
}

void CompareBar::focusFind()
{
    if (m_find)
        m_find->setFocus(Qt::ShortcutFocusReason);
}

void CompareBar::setFilter(const QString &text)
{
    if (m_find)
        m_find->setText(text);
}

} // namespace compare
