#include "ui/compare/sheetpainter.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

#include "ui/widgets/marks.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/skeletonbar.h"
#include "ui/widgets/tabular.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/theme.h"

namespace compare {

namespace metrics = widgets::metrics;
using widgets::textFont;
using widgets::TextRole;
using widgets::tokens;
using widgets::Weight;

namespace {

constexpr int markCentre = 20;
constexpr int valueRight = 92;
constexpr int trackGap = 12;
constexpr int rankWidth = 38;
constexpr double trackMark = 7;
constexpr int badgeMark = 12;

void paintMark(QPainter *painter, const QPointF &centre, bool people, double diameter)
{
    if (people)
        widgets::paintCircle(painter, centre, diameter, tokens().people);
    else
        widgets::paintDiamond(painter, centre, diameter, tokens().model);
}

} // namespace

void paintRowHead(QPainter *painter, const QRect &rect, const Row &row, int angle)
{
    painter->fillRect(rect, tokens().win);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens().grid);
    const QRect inner = rect.adjusted(cellMargin, 0, -cellMargin, 0);
    const int nameLine = widgets::lineHeight(TextRole::Body);
    const int noteLine = widgets::lineHeight(TextRole::Caption);
    if (row.note.isEmpty()) {
        widgets::paintLine(painter, inner, Qt::AlignLeft, row.title, textFont(TextRole::Body, Weight::Medium),
                           tokens().text);
        return;
    }
    const int top = rect.top() + (rect.height() - nameLine - noteLine) / 2;
    widgets::paintLine(painter, QRect(inner.left(), top, inner.width(), nameLine), Qt::AlignLeft, row.title,
                       textFont(TextRole::Body, Weight::Medium), tokens().text);
    QRect note(inner.left(), top + nameLine - 1, inner.width(), noteLine);
    if (row.isRunning) {
        constexpr int arc = 10;
        const QRectF circle(note.left() + 0.5, note.top() + (noteLine - arc) / 2.0, arc, arc);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(tokens().text3, 1.5));
        painter->drawArc(circle, -angle * 16, 270 * 16);
        painter->restore();
        note.setLeft(note.left() + arc + 5);
    }
    if (row.noteIsError) {
        widgets::paintIcon(painter, widgets::Icon::Error, QRectF(note.left(), note.top(), metrics::chipIcon, noteLine),
                           metrics::chipIcon, tokens().error);
        note.setLeft(note.left() + metrics::chipIcon + 4);
    }
    widgets::paintLine(painter, note, Qt::AlignLeft, row.note, textFont(TextRole::Caption),
                       row.noteIsError ? tokens().error : tokens().text3);
}

void paintCell(QPainter *painter, const QRect &rect, const Row &row, const Cell &cell)
{
    const bool people = row.kind == Row::Kind::People;
    const double middle = rect.top() + (rect.height() - 1) / 2.0;
    const QFont font = textFont(TextRole::Lead, cell.best ? Weight::SemiBold : Weight::Regular);
    const double right =
        rect.left()
        + std::max<double>(valueRight, metrics::space16 + cellMargin + widgets::tabularWidth(row.widest, font));
    const QRectF value(rect.left() + markCentre, rect.top(), right - rect.left() - markCentre, rect.height() - 1);
    switch (cell.state) {
    case Cell::State::Empty:
        painter->setPen(tokens().text3);
        widgets::paintTabular(painter, value, Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("–"), font);
        break;
    case Cell::State::Loading:
        widgets::paintSkeleton(painter, value);
        break;
    case Cell::State::Failed:
        widgets::paintLine(painter, value, Qt::AlignRight, QCoreApplication::translate("compare", "failed"),
                           textFont(TextRole::Small), tokens().error);
        break;
    case Cell::State::Value:
        painter->setPen(cell.muted ? tokens().text3 : tokens().text);
        widgets::paintTabular(painter, value, Qt::AlignRight | Qt::AlignVCenter, cell.text, font);
        break;
    }
    if (cell.pick)
        paintMark(painter, QPointF(rect.left() + markCentre, middle), people, widgets::markDiameter + (people ? 1 : 0));
    const double trackLeft = right + trackGap;
    const double trackRight = rect.left() + rect.width() - cellMargin - rankWidth - 4;
    if (cell.state != Cell::State::Empty && trackRight - trackLeft >= 3 * trackMark) {
        painter->fillRect(QRectF(trackLeft, std::floor(middle), trackRight - trackLeft, 1), tokens().controlBorder);
        if (cell.place >= 0) {
            const QPointF at(trackLeft + trackMark / 2 + cell.place * (trackRight - trackLeft - trackMark),
                             std::floor(middle) + 0.5);
            paintMark(painter, at, people, trackMark);
        }
    }
    painter->setPen(tokens().text3);
    widgets::paintTabular(
        painter, QRectF(rect.left() + rect.width() - cellMargin - rankWidth, rect.top(), rankWidth, rect.height() - 1),
        Qt::AlignRight | Qt::AlignVCenter, cell.rank, textFont(TextRole::Small));
}

void paintBadge(QPainter *painter, const QRect &rect, const Row &row, const Cell &cell)
{
    const bool people = row.kind == Row::Kind::People;
    if (cell.pick)
        paintMark(painter, QPointF(rect.left() + badgeMark / 2.0, rect.center().y() + 0.5), people,
                  widgets::markDiameter);
    const QFont font = textFont(TextRole::Small, cell.best ? Weight::SemiBold : Weight::Regular);
    const QRectF rank(rect.right() + 1 - rankWidth, rect.top(), rankWidth, rect.height());
    painter->setPen(tokens().text3);
    widgets::paintTabular(painter, rank, Qt::AlignRight | Qt::AlignVCenter, cell.rank, textFont(TextRole::Small));
    const double width = widgets::tabularWidth(row.widest.isEmpty() ? cell.text : row.widest, font) + 4;
    const QRectF value(rank.left() - metrics::space4 - width, rect.top(), width, rect.height());
    const QRectF name(rect.left() + badgeMark + metrics::space4, rect.top(),
                      value.left() - rect.left() - badgeMark - metrics::space8, rect.height());
    widgets::paintLine(painter, name, Qt::AlignLeft, row.title, textFont(TextRole::Small), tokens().text2);
    if (!row.message.isEmpty()) {
        widgets::paintIcon(painter, row.icon,
                           QRectF(value.right() - metrics::chipIcon, rect.top(), metrics::chipIcon, rect.height()),
                           metrics::chipIcon, tokens().text3);
        return;
    }
    switch (cell.state) {
    case Cell::State::Empty:
        painter->setPen(tokens().text3);
        widgets::paintTabular(painter, value, Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("–"), font);
        break;
    case Cell::State::Loading:
        widgets::paintSkeleton(painter, value);
        break;
    case Cell::State::Failed:
        widgets::paintLine(painter, value, Qt::AlignRight, QCoreApplication::translate("compare", "failed"), font,
                           tokens().error);
        break;
    case Cell::State::Value:
        painter->setPen(cell.muted ? tokens().text3 : tokens().text);
        widgets::paintTabular(painter, value, Qt::AlignRight | Qt::AlignVCenter, cell.text, font);
        break;
    }
}

int paintRowMessage(QPainter *painter, const QRect &rect, const Row &row)
{
    const QRect icon(rect.left() + cellMargin, rect.top(), metrics::controlIcon, rect.height() - 1);
    widgets::paintIcon(painter, row.icon, icon, metrics::controlIcon, tokens().text2);
    const QFont font = textFont(TextRole::Body);
    const int left = icon.right() + 1 + metrics::space8;
    const int width = std::min(QFontMetrics(font).horizontalAdvance(row.message) + 1, rect.right() - left);
    widgets::paintLine(painter, QRect(left, rect.top(), width, rect.height() - 1), Qt::AlignLeft, row.message, font,
                       tokens().text2);
    return left + width;
}

void paintCaption(QPainter *painter, const QRect &rect, const Column &column)
{
    double right = rect.right() + 1 - cellMargin;
    const double middle = rect.top() + rect.height() / 2.0;
    const double half = widgets::markDiameter / 2;
    constexpr double pitch = widgets::markDiameter + 4;
    for (int i = 0; i < column.scorerPicks; ++i, right -= pitch)
        widgets::paintDiamond(painter, QPointF(right - half, middle), widgets::markDiameter, tokens().model);
    if (column.peoplesPick) {
        widgets::paintCircle(painter, QPointF(right - half, middle), widgets::markDiameter, tokens().people);
        right -= pitch;
    }
    const int left = rect.left() + cellMargin;
    widgets::paintLine(painter, QRectF(left, rect.top(), right - left - metrics::space4, rect.height() - 1),
                       Qt::AlignLeft, column.title, textFont(TextRole::Body, Weight::Medium), tokens().text);
}

} // namespace compare
