#include "ui/gallery/filterrow.h"

#include <cmath>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QStyleOptionButton>

#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/style.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/theme.h"

namespace gallery {

namespace metrics = widgets::metrics;
using widgets::Ink;
using widgets::TextRole;

namespace {

constexpr int rowHeight = 36;
constexpr int chipPadding = 8;
constexpr int longestChip = 240;

/// Outlined, with a cross behind its text.
class Chip : public QPushButton
{
public:
    explicit Chip(const QString &text)
    {
        setText(text);
        setAccessibleName(FilterRow::tr("Remove filter %1").arg(text));
        setToolTip(text);
        setFont(widgets::textFont(TextRole::Small));
        setFocusPolicy(Qt::StrongFocus);
    }

    QSize sizeHint() const override
    {
        const double text = std::min<double>(longestChip, QFontMetricsF(font()).horizontalAdvance(this->text()));
        return {int(std::ceil(text)) + 1 + 2 * chipPadding + metrics::iconGap + metrics::chipIcon,
                widgets::scaled(metrics::smallControl)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        QStyleOptionButton option;
        initStyleOption(&option);
        widgets::paintButton(&painter, rect(), widgets::ButtonLook::Outlined, option.state);
        const int cross = metrics::chipIcon;
        widgets::paintLine(&painter, rect().adjusted(chipPadding, 0, -chipPadding - cross - metrics::iconGap, 0),
                           Qt::AlignLeft | Qt::AlignVCenter, text(), font(), widgets::tokens().text);
        widgets::paintIcon(&painter, widgets::Icon::Close, QRectF(width() - chipPadding - cross, 0, cross, height()),
                           cross, widgets::tokens().text2);
    }
};

} // namespace

FilterRow::FilterRow(QWidget *parent)
    : QWidget(parent)
    , m_chipLayout(new QHBoxLayout)
    , m_count(new widgets::Label({}, TextRole::Small, Ink::Text2))
    , m_clear(new widgets::Button(tr("Clear"), widgets::Button::Kind::Flat))
    , m_caution(new widgets::Label({}, TextRole::Small, Ink::Text2))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::regionMargin, 0, metrics::regionMargin, 0);
    row->setSpacing(metrics::controlGap);
    m_chipLayout->setSpacing(metrics::controlGap);
    row->addWidget(m_count);
    row->addLayout(m_chipLayout);
    row->addWidget(m_clear);
    row->addStretch(1);
    row->addWidget(m_caution);
    m_caution->setMinimumWidth(0);
    m_caution->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->setStretchFactor(m_caution, 100);
    m_caution->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_clear->setControlHeight(metrics::smallControl);
    m_clear->hide();
    setFixedHeight(widgets::scaled(rowHeight));
    setAccessibleName(tr("Filters"));
    connect(m_clear, &QPushButton::clicked, this, &FilterRow::clearRequested);
}

void FilterRow::setCount(const QString &text)
{
    m_count->setText(text);
}

void FilterRow::setCaution(const QString &text)
{
    m_caution->setText(text);
    m_caution->setToolTip(text);
}

void FilterRow::setChips(const QList<FilterChip> &chips)
{
    const bool same = chips.size() == m_contents.size()
                      && std::equal(chips.begin(), chips.end(), m_contents.begin(),
                                    [](const FilterChip &a, const FilterChip &b) { return a.text == b.text; });
    m_contents = chips;
    if (same)
        return; // a dragged handle must not take the focus from its chip
    for (QWidget *chip : std::as_const(m_chips)) {
        chip->hide();
        chip->deleteLater(); // perhaps inside its own click
    }
    m_chips.clear();
    for (qsizetype i = 0; i < chips.size(); ++i) {
        auto *chip = new Chip(chips[i].text);
        m_chipLayout->addWidget(chip);
        m_chips.append(chip);
        chip->installEventFilter(this);
        connect(chip, &QPushButton::clicked, this, [this, i] {
            if (i < m_contents.size())
                std::function<void()>(m_contents[i].remove)();
        });
    }
    m_clear->setVisible(!chips.isEmpty());
}

bool FilterRow::focusFirstChip()
{
    if (m_chips.isEmpty())
        return false;
    m_chips.first()->setFocus(Qt::ShortcutFocusReason);
    return true;
}

QStringList FilterRow::chipTexts() const
{
    QStringList texts;
    for (const FilterChip &chip : m_contents)
        texts.append(chip.text);
    return texts;
}

bool FilterRow::eventFilter(QObject *object, QEvent *event)
{
    auto *chip = qobject_cast<QWidget *>(object);
    const qsizetype at = m_chips.indexOf(chip);
    if (event->type() != QEvent::KeyPress || at < 0)
        return QWidget::eventFilter(object, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Left:
        m_chips[std::max<qsizetype>(0, at - 1)]->setFocus(Qt::TabFocusReason);
        return true;
    case Qt::Key_Right:
        m_chips[std::min(m_chips.size() - 1, at + 1)]->setFocus(Qt::TabFocusReason);
        return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        std::function<void()>(m_contents[at].remove)();
        if (m_chips.isEmpty())
            Q_EMIT left();
        else
            m_chips[std::min(at, m_chips.size() - 1)]->setFocus(Qt::TabFocusReason);
        return true;
    case Qt::Key_Escape:
        Q_EMIT left();
        return true;
    default:
        return QWidget::eventFilter(object, event);
    }
}

void FilterRow::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), widgets::tokens().win);
}

} // namespace gallery
