#include "ui/gallery/labellist.h"

#include <algorithm>

#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include "core/study/taxonomy.h"
#include "ui/gallery/gallerydata.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace gallery {

namespace metrics = widgets::metrics;

namespace {

constexpr int rowHeight = 24;

} // namespace

LabelList::LabelList(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Kinds of the taxonomy"));
}

void LabelList::setCounts(int pictures, const QMap<QString, int> &counts)
{
    m_pictures = pictures;
    m_counts = counts;
    m_toggled.clear();
    setWords({});
}

void LabelList::setWords(const QString &words)
{
    m_words = words;
    makeRows();
}

void LabelList::makeRows()
{
    const QString kept = m_current >= 0 && m_current < m_rows.size() ? m_rows[m_current].label : QString();
    const QStringList words = m_words.split(u' ', Qt::SkipEmptyParts);
    m_rows.clear();
    for (const study::TaxonomyClass &group : study::shippedTaxonomy().classes) {
        QList<Row> kinds;
        for (const study::TaxonomyKind &kind : group.kinds) {
            const QString label = group.key + u'.' + kind.key;
            const QString text = labelTitle(label) + u' ' + labelTitle(group.key) + u' ' + kind.title;
            if (std::all_of(words.begin(), words.end(),
                            [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); }))
                kinds.append({label, labelTitle(label), kind.description});
        }
        if (kinds.isEmpty())
            continue;
        m_rows.append({{}, labelTitle(group.key), {}});
        m_rows.append(kinds);
    }
    m_current = -1;
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        if (!m_rows[i].label.isEmpty() && (m_current < 0 || m_rows[i].label == kept))
            m_current = i;
    bringIntoView();
}

QStringList LabelList::found() const
{
    QStringList labels;
    for (const Row &row : m_rows)
        if (!row.label.isEmpty())
            labels.append(row.label);
    return labels;
}

Qt::CheckState LabelList::state(const QString &label) const
{
    if (const auto toggled = m_toggled.constFind(label); toggled != m_toggled.constEnd())
        return *toggled ? Qt::Checked : Qt::Unchecked;
    const int count = m_counts.value(label);
    return count == 0 ? Qt::Unchecked : count == m_pictures ? Qt::Checked : Qt::PartiallyChecked;
}

void LabelList::toggleCurrent()
{
    if (m_current < 0)
        return;
    const QString label = m_rows[m_current].label;
    m_toggled.insert(label, state(label) != Qt::Checked);
    viewport()->update();
}

void LabelList::step(int direction)
{
    qsizetype next = m_current;
    do
        next += direction;
    while (next >= 0 && next < m_rows.size() && m_rows[next].label.isEmpty());
    if (next >= 0 && next < m_rows.size())
        m_current = next;
    bringIntoView();
}

void LabelList::bringIntoView()
{
    const int row = widgets::scaled(rowHeight);
    verticalScrollBar()->setRange(0, std::max(0, int(m_rows.size()) * row - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(row);
    if (m_current >= 0) {
        // With the head of its class, when it is the first below it.
        const int top = int(m_current - (m_current > 0 && m_rows[m_current - 1].label.isEmpty() ? 1 : 0)) * row;
        const int bottom = int(m_current + 1) * row;
        const int value = verticalScrollBar()->value();
        verticalScrollBar()->setValue(std::clamp(value, bottom - viewport()->height(), std::max(top, 0)));
    }
    viewport()->update();
}

void LabelList::resizeEvent(QResizeEvent *)
{
    bringIntoView();
}

void LabelList::mousePressEvent(QMouseEvent *event)
{
    const qsizetype row = (event->pos().y() + verticalScrollBar()->value()) / widgets::scaled(rowHeight);
    if (row < 0 || row >= m_rows.size() || m_rows[row].label.isEmpty())
        return;
    m_current = row;
    toggleCurrent();
}

void LabelList::paintEvent(QPaintEvent *event)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(viewport());
    painter.fillRect(event->rect(), t.base);
    const int height = widgets::scaled(rowHeight);
    constexpr auto left = Qt::AlignLeft | Qt::AlignVCenter;
    if (m_rows.isEmpty())
        widgets::paintLine(&painter, QRectF(metrics::space12, 0, viewport()->width(), height), left,
                           tr("No kind contains “%1”.").arg(m_words), widgets::textFont(widgets::TextRole::Body),
                           t.text2);
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const QRectF row(0, int(i) * height - verticalScrollBar()->value(), viewport()->width(), height);
        if (!row.intersects(QRectF(event->rect())))
            continue;
        if (m_rows[i].label.isEmpty()) {
            widgets::paintLine(&painter, row.adjusted(metrics::space12, 0, -metrics::space12, 0), left, m_rows[i].text,
                               widgets::textFont(widgets::TextRole::Small, widgets::Weight::SemiBold), t.text2);
            continue;
        }
        if (i == m_current)
            painter.fillRect(row, t.selection);
        const QRectF mark(metrics::space12, row.top(), metrics::controlIcon, height);
        if (state(m_rows[i].label) == Qt::Checked)
            widgets::paintIcon(&painter, widgets::Icon::Check, mark, metrics::controlIcon, t.text);
        else if (state(m_rows[i].label) == Qt::PartiallyChecked)
            painter.fillRect(QRectF(mark.left() + 4, mark.center().y(), 8, 1.5), t.text2);
        widgets::paintLine(&painter, row.adjusted(metrics::space12 + 24, 0, -metrics::space12, 0), left, m_rows[i].text,
                           widgets::textFont(widgets::TextRole::Body), t.text);
        const int count = m_counts.value(m_rows[i].label);
        if (m_pictures > 1 && count > 0)
            widgets::paintLine(&painter, row.adjusted(0, 0, -metrics::space12, 0), Qt::AlignRight | Qt::AlignVCenter,
                               tr("%1 of %2").arg(widgets::formatCount(count), widgets::formatCount(m_pictures)),
                               widgets::textFont(widgets::TextRole::Small), t.text3);
    }
}

} // namespace gallery
