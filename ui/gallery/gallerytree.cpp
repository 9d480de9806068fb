#include "ui/gallery/gallerytree.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QPaintEvent>
#include <QScrollBar>

#include "core/study/taxonomy.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/tabular.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace gallery {

namespace metrics = widgets::metrics;

namespace {

constexpr int rowHeight = 24;
constexpr int headingHeight = 36;
constexpr int countWidth = 60;

/// Titles of the taxonomy are translated where they are shown.
QString translated(const QString &title)
{
    return QCoreApplication::translate("taxonomy", title.toUtf8().constData());
}

} // namespace

GalleryTree::GalleryTree(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Taxonomy"));
    widgets::FocusRing::setOwnMark(this);
    if (!study::shippedTaxonomy().classes.isEmpty())
        m_open.insert(study::shippedTaxonomy().classes.first().key);
}

void GalleryTree::setCounts(int all, int labelled, const QHash<QString, int> &counts)
{
    m_all = all;
    m_labelled = labelled;
    m_counts = counts;
    viewport()->update();
}

void GalleryTree::setCurrentLabel(const QString &label)
{
    if (label == m_current)
        return;
    m_current = label;
    if (label.contains(u'.'))
        m_open.insert(label.section(u'.', 0, 0));
    updateScrollBar();
    viewport()->update();
    Q_EMIT currentLabelChanged(m_current);
}

QSize GalleryTree::sizeHint() const
{
    return {248, 600};
}

QList<GalleryTree::Row> GalleryTree::rows() const
{
    QList<Row> rows{{{}, tr("Views"), {}, 0, true, false}, {{}, tr("All pictures"), {}, 0, false, false}};
    rows.append({{}, tr("Taxonomy"), tr("%1 labelled").arg(widgets::formatCount(m_labelled)), 0, true, false});
    for (const study::TaxonomyClass &group : study::shippedTaxonomy().classes) {
        rows.append({group.key, translated(group.title), {}, 0, false, true});
        if (m_open.contains(group.key))
            for (const study::TaxonomyKind &kind : group.kinds)
                rows.append({group.key + u'.' + kind.key, translated(kind.title), {}, 1, false, false});
    }
    return rows;
}

QRect GalleryTree::rowRect(int row) const
{
    const QList<Row> all = rows();
    int top = -verticalScrollBar()->value();
    for (int i = 0; i < row; ++i)
        top += all[i].heading ? headingHeight : rowHeight;
    return {0, top, viewport()->width(), all[row].heading ? headingHeight : rowHeight};
}

void GalleryTree::updateScrollBar()
{
    const int last = int(rows().size()) - 1;
    const int height = rowRect(last).bottom() + 1 + verticalScrollBar()->value() + metrics::space12;
    verticalScrollBar()->setRange(0, qMax(0, height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(rowHeight);
}

void GalleryTree::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), widgets::tokens().win);
    const QList<Row> all = rows();
    for (int i = 0; i < all.size(); ++i)
        paintRow(&painter, rowRect(i), all[i]);
}

void GalleryTree::paintRow(QPainter *painter, const QRect &rect, const Row &row) const
{
    const widgets::Tokens &t = widgets::tokens();
    const QRect inner = rect.adjusted(metrics::regionMargin, 0, -metrics::regionMargin, 0);
    const QFont small = widgets::textFont(widgets::TextRole::Small);
    if (row.heading) {
        widgets::paintLine(painter, inner, Qt::AlignLeft | Qt::AlignVCenter, row.text,
                           widgets::textFont(widgets::TextRole::Small, widgets::Weight::SemiBold), t.text2);
        widgets::paintLine(painter, inner, Qt::AlignRight | Qt::AlignVCenter, row.note, small, t.text3);
        return;
    }
    const bool current = row.label == m_current;
    if (current)
        painter->fillRect(rect, t.selection);
    if (current && hasFocus())
        painter->fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), t.accent);
    QRect text = inner;
    if (row.folder) {
        const QRect mark(inner.left(), inner.top(), metrics::chipIcon, inner.height());
        widgets::paintIcon(painter, m_open.contains(row.label) ? widgets::Icon::Down : widgets::Icon::Right, mark,
                           metrics::chipIcon, t.text2);
        text.setLeft(inner.left() + 18);
    } else if (row.level > 0) {
        text.setLeft(inner.left() + 22);
    }
    const int count = row.label.isEmpty() ? m_all : m_counts.value(row.label);
    const QColor ink = row.level > 0 && !current ? t.text2 : t.text;
    widgets::paintLine(painter, text.adjusted(0, 0, -countWidth / 2, 0), Qt::AlignLeft | Qt::AlignVCenter, row.text,
                       widgets::textFont(widgets::TextRole::Body), ink);
    if (count > 0) {
        painter->setPen(row.level > 0 ? t.text3 : t.text2);
        widgets::paintTabular(painter, QRectF(inner.right() - countWidth, inner.top(), countWidth, inner.height()),
                              Qt::AlignRight | Qt::AlignVCenter, widgets::formatCount(count), small);
    }
}

void GalleryTree::resizeEvent(QResizeEvent *)
{
    updateScrollBar();
}

void GalleryTree::toggle(const QString &label)
{
    if (!m_open.remove(label))
        m_open.insert(label);
    updateScrollBar();
    viewport()->update();
}

void GalleryTree::mousePressEvent(QMouseEvent *event)
{
    const QList<Row> all = rows();
    for (int i = 0; i < all.size(); ++i) {
        if (all[i].heading || !rowRect(i).contains(event->pos()))
            continue;
        if (all[i].folder && event->pos().x() < metrics::regionMargin + 18)
            toggle(all[i].label);
        else
            setCurrentLabel(all[i].label);
        return;
    }
}

void GalleryTree::step(int direction)
{
    const QList<Row> all = rows();
    int at = 0;
    for (int i = 0; i < all.size(); ++i)
        if (!all[i].heading && all[i].label == m_current)
            at = i;
    do
        at += direction;
    while (at >= 0 && at < all.size() && all[at].heading);
    if (at < 0 || at >= all.size())
        return;
    setCurrentLabel(all[at].label);
    const QRect rect = rowRect(at);
    if (rect.top() < 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.top());
    else if (rect.bottom() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.bottom() - viewport()->height());
}

void GalleryTree::keyPressEvent(QKeyEvent *event)
{
    const bool isClass = !m_current.isEmpty() && !m_current.contains(u'.');
    switch (event->key()) {
    case Qt::Key_Up:
        step(-1);
        break;
    case Qt::Key_Down:
        step(1);
        break;
    case Qt::Key_Right:
    case Qt::Key_Left:
        if (isClass && m_open.contains(m_current) != (event->key() == Qt::Key_Right))
            toggle(m_current);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

} // namespace gallery
