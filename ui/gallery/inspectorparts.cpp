#include "ui/gallery/inspectorparts.h"

#include <algorithm>

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/widgets/icons.h"
#include "ui/widgets/marks.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/tabular.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/thumbnails.h"

namespace gallery {

namespace metrics = widgets::metrics;
using widgets::TextRole;
using widgets::Weight;

namespace {

constexpr int pictureSide = 194;
constexpr int partnerSide = 96;
constexpr int pictureLeft = 15;
constexpr int pictureTop = 10;
constexpr int scoreRow = 25;
constexpr int scoreHead = 30;
constexpr int factRow = 20;
constexpr int markRow = 22;
constexpr int factNameWidth = 92;
constexpr int scoreColumn = 68;
constexpr int separator = 17; ///< a line with 8 px above and below

} // namespace

InspectorPictures::InspectorPictures(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(pictureSide + 2 * pictureTop);
}

InspectorPictures::~InspectorPictures() = default;

void InspectorPictures::setStudy(const widgets::StudyPtr &study)
{
    m_thumbnails.reset();
    m_picture = {};
    m_partner = {};
    if (!study)
        return;
    m_thumbnails = std::make_unique<widgets::Thumbnails>(study);
    connect(m_thumbnails.get(), &widgets::Thumbnails::ready, this, [this] {
        update();
        Q_EMIT settledChanged();
    });
}

void InspectorPictures::setPictures(study::AssetId picture, study::AssetId partner, const QString &caption)
{
    m_picture = picture;
    m_partner = partner;
    m_caption = caption;
    if (m_thumbnails)
        m_thumbnails->want({picture, partner}, qRound(pictureSide * devicePixelRatioF()));
    update();
}

bool InspectorPictures::isSettled() const
{
    return !m_thumbnails || m_thumbnails->isIdle();
}

void InspectorPictures::paintPicture(QPainter *painter, const QRect &box, study::AssetId asset)
{
    const widgets::Tokens &t = widgets::tokens();
    const widgets::Thumbnails::Entry *entry = asset.isValid() && m_thumbnails ? m_thumbnails->find(asset) : nullptr;
    if (entry && !entry->image.isNull()) {
        QSizeF size = entry->image.size();
        size.scale(box.size(), Qt::KeepAspectRatio);
        QRectF target({}, size);
        target.moveCenter(QRectF(box).center());
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        painter->drawImage(target, entry->image);
    } else if (entry || !asset.isValid()) {
        painter->setPen(QPen(t.text3, 1, Qt::DashLine));
        painter->drawRect(box.adjusted(0, 0, -1, -1));
        widgets::paintIcon(painter, widgets::Icon::BrokenPicture, box, 20, t.text);
    } else {
        const QColor mean = m_thumbnails ? m_thumbnails->mean(asset) : QColor();
        painter->fillRect(box, mean.isValid() ? mean : t.skeleton);
    }
}

void InspectorPictures::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), widgets::tokens().browse);
    paintPicture(&painter, {pictureLeft, pictureTop, pictureSide, pictureSide}, m_picture);
    if (!m_partner.isValid())
        return;
    const QRect partner(pictureLeft + pictureSide + metrics::space8, pictureTop + 32, partnerSide, partnerSide);
    paintPicture(&painter, partner, m_partner);
    widgets::paintText(&painter, QRectF(partner.left(), partner.bottom() + 3, partner.width() + 8, 54), m_caption,
                       widgets::textFont(TextRole::Small), widgets::lineHeight(TextRole::Small) - 1,
                       widgets::tokens().text, 3);
}

InspectorScores::InspectorScores(QWidget *parent)
    : QWidget(parent)
{
}

void InspectorScores::setRows(const QList<Row> &rows, const QStringList &titles, const QString &note)
{
    m_rows = rows;
    m_titles = titles;
    m_note = note;
    setFixedHeight(sizeHint().height());
    setVisible(!rows.isEmpty());
    QStringList spoken;
    for (const Row &row : rows)
        spoken.append(row.name + QStringLiteral(": ") + row.values.join(QStringLiteral(", ")));
    setAccessibleName(tr("Scores"));
    setAccessibleDescription(spoken.join(QStringLiteral("; ")));
    update();
}

QSize InspectorScores::sizeHint() const
{
    const auto headings =
        std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.startsStatistics; });
    return {328, scoreHead + int(m_rows.size() + headings) * scoreRow + (m_note.isEmpty() ? 8 : 26)};
}

QRectF InspectorScores::column(int index, int top, int height) const
{
    const int right = width() - metrics::regionMargin;
    return QRectF(right - double(m_titles.size() - index) * scoreColumn, top, scoreColumn, height);
}

void InspectorScores::paintRow(QPainter *painter, const Row &row, int top) const
{
    const widgets::Tokens &t = widgets::tokens();
    const int left = metrics::regionMargin;
    widgets::paintLine(painter, QRectF(left, top, column(0, top, scoreRow).left() - left, scoreRow),
                       Qt::AlignLeft | Qt::AlignVCenter, row.name, widgets::textFont(TextRole::Body), t.text);
    for (int i = 0; i < int(std::min(row.values.size(), m_titles.size())); ++i) {
        const QString &value = row.values[i];
        const bool difference = i == 2;
        const QColor sign = value.startsWith(u'+') ? t.positive : value.startsWith(QChar(0x2212)) ? t.negative : t.text;
        painter->setPen(difference ? sign : t.text);
        widgets::paintTabular(painter, column(i, top, scoreRow), Qt::AlignRight | Qt::AlignVCenter, value,
                              widgets::textFont(TextRole::Body, difference ? Weight::SemiBold : Weight::Regular));
    }
}

void InspectorScores::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(this);
    const int left = metrics::regionMargin;
    const int right = width() - metrics::regionMargin;
    const auto line = [&](int y) { painter.fillRect(QRect(left, y, right - left, 1), t.grid); };
    const QFont head = widgets::textFont(TextRole::Small, Weight::Medium);
    const QFont small = widgets::textFont(TextRole::Small);
    widgets::paintLine(&painter, QRectF(left, 0, 120, scoreHead), Qt::AlignLeft | Qt::AlignVCenter, tr("Scorer"), head,
                       t.text2);
    for (int i = 0; i < int(m_titles.size()); ++i)
        widgets::paintLine(&painter, column(i, 0, scoreHead), Qt::AlignRight | Qt::AlignVCenter, m_titles[i], head,
                           t.text2);
    line(scoreHead - 1);
    int y = scoreHead;
    for (const Row &row : m_rows) {
        if (row.startsStatistics) {
            widgets::paintLine(&painter, QRectF(left, y + 2, right - left, scoreRow), Qt::AlignLeft | Qt::AlignVCenter,
                               tr("Picture statistics"), small, t.text3);
            y += scoreRow;
        }
        paintRow(&painter, row, y);
        y += scoreRow;
        line(y - 1);
    }
    if (!m_note.isEmpty())
        widgets::paintLine(&painter, QRectF(left, y, right - left, 26), Qt::AlignLeft | Qt::AlignVCenter, m_note, small,
                           t.text3);
}

bool InspectorScores::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QString tip;
    int y = scoreHead;
    for (const Row &row : m_rows) {
        y += row.startsStatistics ? scoreRow : 0;
        if (help->pos().y() >= y && help->pos().y() < y + scoreRow)
            tip = row.tip;
        y += scoreRow;
    }
    QToolTip::showText(help->globalPos(), tip, this);
    return true;
}

InspectorFacts::InspectorFacts(QWidget *parent)
    : QWidget(parent)
{
}

void InspectorFacts::setFacts(const QList<Fact> &facts)
{
    m_facts = facts;
    setFixedHeight(sizeHint().height());
    update();
}

bool InspectorFacts::hasSeparator() const
{
    return m_facts.size() > 1 && m_facts.first().mark != Fact::Mark::None && m_facts.last().mark == Fact::Mark::None;
}

QSize InspectorFacts::sizeHint() const
{
    int height = 2 * metrics::space8 + (hasSeparator() ? separator : 0);
    for (const Fact &fact : m_facts)
        height += fact.mark == Fact::Mark::None ? factRow : markRow;
    return {328, height};
}

void InspectorFacts::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(this);
    const int left = metrics::regionMargin;
    const int right = width() - metrics::regionMargin;
    const QFont small = widgets::textFont(TextRole::Small);
    const QFont body = widgets::textFont(TextRole::Body);
    int y = metrics::space8;
    for (const Fact &fact : m_facts) {
        // What people and scorers say stands apart from plain facts.
        if (fact.mark == Fact::Mark::None && &fact != &m_facts.first() && (&fact - 1)->mark != Fact::Mark::None)
            painter.fillRect(QRect(0, std::exchange(y, y + separator) + metrics::space8, width(), 1), t.line);
        if (fact.mark != Fact::Mark::None) {
            const QPointF centre(left + 4.5, y + markRow / 2.0);
            if (fact.mark == Fact::Mark::People)
                widgets::paintCircle(&painter, centre, widgets::markDiameter, t.people);
            else
                widgets::paintDiamond(&painter, centre, widgets::markDiameter, t.model);
            widgets::paintLine(&painter, QRectF(left + 15, y, 120, markRow), Qt::AlignLeft | Qt::AlignVCenter,
                               fact.name, body, t.text);
            const double after = left + 15 + widgets::tabularWidth(fact.name, body) + 6;
            widgets::paintLine(&painter, QRectF(after, y, right - after, markRow), Qt::AlignLeft | Qt::AlignVCenter,
                               fact.note, small, t.text3);
            widgets::paintLine(&painter, QRectF(left, y, right - left, markRow), Qt::AlignRight | Qt::AlignVCenter,
                               fact.value, body, t.text);
            y += markRow;
        } else {
            widgets::paintLine(&painter, QRectF(left, y, factNameWidth, factRow), Qt::AlignLeft | Qt::AlignVCenter,
                               fact.name, small, t.text3);
            widgets::paintLine(&painter, QRectF(left + factNameWidth, y, right - left - factNameWidth, factRow),
                               Qt::AlignLeft | Qt::AlignVCenter, fact.value, small, t.text);
            y += factRow;
        }
    }
}

bool InspectorFacts::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QString tip;
    int y = metrics::space8;
    for (const Fact &fact : m_facts) {
        if (fact.mark == Fact::Mark::None && &fact != &m_facts.first() && (&fact - 1)->mark != Fact::Mark::None)
            y += separator;
        const int height = fact.mark == Fact::Mark::None ? factRow : markRow;
        if (help->pos().y() >= y && help->pos().y() < y + height)
            tip = fact.tip;
        y += height;
    }
    QToolTip::showText(help->globalPos(), tip, this);
    return true;
}

} // namespace gallery
