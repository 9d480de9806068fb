#include "ui/gallery/gallerytree.h"

#include <QDoubleSpinBox>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPaintEvent>
#include <QToolTip>

#include "core/study/taxonomy.h"
#include "ui/gallery/gallerytext.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"
#include "ui/widgets/tabular.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace gallery {

namespace metrics = widgets::metrics;
using analysis::PictureFilter;

namespace {

constexpr int rowHeight = 24;
constexpr int thresholdHeight = 32;
constexpr int headingHeight = 36;
constexpr int countWidth = 60;
constexpr int classText = 18;
constexpr int labelText = 22;
constexpr int thresholdWidth = 64;

int heightOf(bool heading, bool threshold)
{
    return widgets::scaled(heading ? headingHeight : threshold ? thresholdHeight : rowHeight);
}

} // namespace

GalleryTree::GalleryTree(QWidget *parent)
    : QWidget(parent)
    , m_threshold(new QDoubleSpinBox(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Views and taxonomy"));
    widgets::FocusRing::setOwnMark(this);
    m_threshold->setRange(-1000, 1000);
    m_threshold->setDecimals(2);
    m_threshold->setValue(PictureFilter().deepBelow);
    m_threshold->setAlignment(Qt::AlignRight);
    m_threshold->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_threshold->setKeyboardTracking(false);
    m_threshold->setAccessibleName(tr("Deep in the negative: score below"));
    m_threshold->hide();
    connect(m_threshold, &QDoubleSpinBox::valueChanged, this, &GalleryTree::deepBelowChanged);
    if (!study::shippedTaxonomy().classes.isEmpty())
        m_open.insert(study::shippedTaxonomy().classes.first().key);
    makeRows();
}

void GalleryTree::setViewCounts(const std::array<int, 4> &counts)
{
    m_viewCounts = counts;
    makeRows();
}

void GalleryTree::setLabelCounts(int labelled, const QHash<QString, int> &counts)
{
    m_labelled = labelled;
    m_labelCounts = counts;
    makeRows();
}

void GalleryTree::setScorer(const QString &scorer)
{
    m_scorer = scorer;
    makeRows();
}

double GalleryTree::deepBelow() const
{
    return m_threshold->value();
}

void GalleryTree::setDeepBelow(double value)
{
    m_threshold->setValue(value);
}

void GalleryTree::setCurrent(View view, const QString &label)
{
    if (view == m_view && label == m_label)
        return;
    m_view = label.isEmpty() ? view : View::All;
    m_label = label;
    if (label.contains(u'.'))
        m_open.insert(label.section(u'.', 0, 0));
    makeRows();
    Q_EMIT currentChanged(m_view, m_label);
}

void GalleryTree::setOpenClasses(const QStringList &classes)
{
    m_open = QSet<QString>(classes.begin(), classes.end());
    makeRows();
}

void GalleryTree::makeRows()
{
    m_rows.clear();
    m_rows.append({Row::Kind::Heading, {}, tr("Views"), View::All, 0, {}});
    for (const View view : {View::All, View::Deep, View::Polite, View::Disagree}) {
        m_rows.append({Row::Kind::View, {}, viewTitle(view, m_scorer), view, m_viewCounts[size_t(view)], {}});
        if (view == View::Deep && m_view == View::Deep && m_label.isEmpty())
            m_rows.append({Row::Kind::Threshold, {}, tr("%1 below").arg(widgets::scorerTitle(m_scorer)), view, 0, {}});
    }
    m_rows.append({Row::Kind::Heading,
                   {},
                   tr("Taxonomy"),
                   View::All,
                   0,
                   m_labelled < 0 ? QString() : tr("%1 labelled").arg(widgets::formatCount(m_labelled))});
    for (const study::TaxonomyClass &group : study::shippedTaxonomy().classes) {
        m_rows.append(
            {Row::Kind::Class, group.key, labelTitle(group.key), View::All, m_labelCounts.value(group.key), {}});
        if (!m_open.contains(group.key))
            continue;
        for (const study::TaxonomyKind &kind : group.kinds) {
            const QString label = group.key + u'.' + kind.key;
            m_rows.append({Row::Kind::Label, label, labelTitle(label), View::All, m_labelCounts.value(label), {}});
        }
    }
    placeThreshold();
    updateGeometry();
    update();
}

QSize GalleryTree::sizeHint() const
{
    return {200, rowRect(m_rows.size() - 1).bottom() + 1};
}

QRect GalleryTree::rowRect(qsizetype row) const
{
    const auto height = [this](qsizetype i) {
        return heightOf(m_rows[i].kind == Row::Kind::Heading, m_rows[i].kind == Row::Kind::Threshold);
    };
    int top = 0;
    for (qsizetype i = 0; i < row; ++i)
        top += height(i);
    return {0, top, width(), height(row)};
}

void GalleryTree::placeThreshold()
{
    bool shown = false;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].kind != Row::Kind::Threshold)
            continue;
        const QRect row = rowRect(i);
        const int height = widgets::scaled(metrics::smallControl);
        m_threshold->setGeometry(row.right() - metrics::regionMargin - thresholdWidth + 1,
                                 row.top() + (row.height() - height) / 2, thresholdWidth, height);
        shown = true;
    }
    m_threshold->setVisible(shown);
}

void GalleryTree::resizeEvent(QResizeEvent *)
{
    placeThreshold();
}

bool GalleryTree::isCurrent(const Row &row) const
{
    return row.kind == Row::Kind::View ? m_label.isEmpty() && row.view == m_view
                                       : row.canBeCurrent() && !m_label.isEmpty() && row.label == m_label;
}

void GalleryTree::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.fillRect(event->rect(), widgets::tokens().win);
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        paintRow(&painter, rowRect(i), m_rows[i]);
}

void GalleryTree::paintRow(QPainter *painter, const QRect &rect, const Row &row) const
{
    const widgets::Tokens &t = widgets::tokens();
    const QRect inner = rect.adjusted(metrics::regionMargin, 0, -metrics::regionMargin, 0);
    const QFont small = widgets::textFont(widgets::TextRole::Small);
    constexpr auto left = Qt::AlignLeft | Qt::AlignVCenter;
    if (row.kind == Row::Kind::Heading) {
        widgets::paintLine(painter, inner, left, row.text,
                           widgets::textFont(widgets::TextRole::Small, widgets::Weight::SemiBold), t.text2);
        widgets::paintLine(painter, inner, Qt::AlignRight | Qt::AlignVCenter, row.note, small, t.text3);
        return;
    }
    if (row.kind == Row::Kind::Threshold) {
        widgets::paintLine(painter, inner.adjusted(labelText, 0, -thresholdWidth - metrics::space8, 0), left, row.text,
                           small, t.text2);
        return;
    }
    const bool current = isCurrent(row);
    if (current)
        painter->fillRect(rect, t.selection);
    if (current && hasFocus())
        painter->fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), t.accent);
    QRect text = inner;
    if (row.kind == Row::Kind::Class) {
        const QRect mark(inner.left(), inner.top(), metrics::chipIcon, inner.height());
        widgets::paintIcon(painter, m_open.contains(row.label) ? widgets::Icon::Down : widgets::Icon::Right, mark,
                           metrics::chipIcon, t.text2);
        text.setLeft(inner.left() + classText);
    } else if (row.kind == Row::Kind::Label) {
        text.setLeft(inner.left() + labelText);
    }
    const bool quiet = row.kind == Row::Kind::Label && !current;
    const QString count = row.count > 0 ? widgets::formatCount(row.count) : QString();
    const int taken = count.isEmpty() ? 0 : int(widgets::tabularWidth(count, small)) + metrics::space8;
    const QFont font = widgets::textFont(widgets::TextRole::Body);
    const QRect room = text.adjusted(0, 0, -taken, 0);
    // A long name of a scorer gives way; the tooltip has it.
    const bool isNamed = row.kind != Row::Kind::View || QFontMetricsF(font).horizontalAdvance(row.text) <= room.width();
    widgets::paintLine(painter, room, left, isNamed ? row.text : viewTitle(row.view, {}), font,
                       quiet ? t.text2 : t.text);
    painter->setPen(row.kind == Row::Kind::Label ? t.text3 : t.text2);
    widgets::paintTabular(painter, QRectF(inner.right() - countWidth, inner.top(), countWidth, inner.height()),
                          Qt::AlignRight | Qt::AlignVCenter, count, small);
}

void GalleryTree::toggle(const QString &label)
{
    if (!m_open.remove(label))
        m_open.insert(label);
    makeRows();
}

void GalleryTree::mousePressEvent(QMouseEvent *event)
{
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Row row = m_rows[i];
        if (!row.canBeCurrent() || !rowRect(i).contains(event->pos()))
            continue;
        if (row.kind == Row::Kind::Class && event->pos().x() < metrics::regionMargin + classText)
            toggle(row.label);
        else
            setCurrent(row.view, row.label);
        return;
    }
}

void GalleryTree::step(int direction)
{
    qsizetype at = 0;
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        if (isCurrent(m_rows[i]))
            at = i;
    do
        at += direction;
    while (at >= 0 && at < m_rows.size() && !m_rows[at].canBeCurrent());
    if (at < 0 || at >= m_rows.size())
        return;
    const Row row = m_rows[at];
    setCurrent(row.view, row.label); // may add or remove a row before it
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        if (isCurrent(m_rows[i]))
            Q_EMIT rowReached(rowRect(i));
}

void GalleryTree::keyPressEvent(QKeyEvent *event)
{
    const bool isClass = !m_label.isEmpty() && !m_label.contains(u'.');
    switch (event->key()) {
    case Qt::Key_Up:
        step(-1);
        break;
    case Qt::Key_Down:
        step(1);
        break;
    case Qt::Key_Right:
    case Qt::Key_Left:
        if (isClass && m_open.contains(m_label) != (event->key() == Qt::Key_Right))
            toggle(m_label);
        else if (event->key() == Qt::Key_Left && m_label.contains(u'.'))
            setCurrent(View::All, m_label.section(u'.', 0, 0));
        break;
    case Qt::Key_Home:
        setCurrent(View::All, {});
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

bool GalleryTree::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QString tip;
    PictureFilter filter;
    filter.scorer = m_scorer;
    filter.deepBelow = deepBelow();
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (!rowRect(i).contains(help->pos()))
            continue;
        if (m_rows[i].kind == Row::Kind::View)
            tip = viewMeaning(m_rows[i].view, filter);
        else if (const study::TaxonomyKind *kind = study::shippedTaxonomy().kind(m_rows[i].label))
            tip = kind->description;
    }
    QToolTip::showText(help->globalPos(), tip, this);
    return true;
}

} // namespace gallery
