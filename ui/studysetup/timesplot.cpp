#include "ui/studysetup/timesplot.h"

#include <algorithm>

#include <QPainter>
#include <QPainterPath>

#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace studysetup {

namespace metrics = widgets::metrics;
using widgets::TextRole;

namespace {

constexpr int axisHeight = 28;
constexpr int labelWidth = 160;
constexpr int tickSeconds = 5;

/// The place of a time on the axis.
double at(const QRectF &plot, double ms)
{
    return plot.left() + ms / (TimesPlot::binMs * TimesPlot::bins) * plot.width();
}

} // namespace

TimesPlot::TimesPlot(QWidget *parent)
    : QWidget(parent)
{
    setMinimumHeight(160);
}

void TimesPlot::setTimes(const std::vector<analysis::ResponseTimes> &times, int tooFastMs)
{
    m_times = times;
    m_tooFastMs = tooFastMs;
    updateName();
    update();
}

void TimesPlot::setAnnotator(const QString &code)
{
    m_annotator = code;
    updateName();
    update();
}

TimesPlot::Line TimesPlot::lineOf(bool chosen) const
{
    Line line;
    line.shares.resize(bins, 0.0);
    for (const analysis::ResponseTimes &one : m_times) {
        if ((one.annotator == m_annotator) != chosen)
            continue;
        line.n += one.n;
        for (size_t bin = 0; bin < one.counts.size() && bin < line.shares.size(); ++bin)
            line.shares[bin] += double(one.counts[bin]);
    }
    for (double &share : line.shares)
        share /= double(std::max<qint64>(1, line.n));
    return line;
}

void TimesPlot::updateName()
{
    const Line chosen = lineOf(true);
    const Line others = lineOf(false);
    setAccessibleName(chosen.n > 0
                          ? tr("Times to the answer, %1 with n=%2 against all others with n=%3")
                                .arg(m_annotator, widgets::formatCount(chosen.n), widgets::formatCount(others.n))
                          : tr("Times to the answer, everybody, n=%1").arg(widgets::formatCount(others.n)));
}

void TimesPlot::paintAxis(QPainter &painter, const QRectF &plot) const
{
    const widgets::Tokens &t = widgets::tokens();
    painter.fillRect(QRectF(plot.left(), plot.bottom(), plot.width(), 1), t.text3);
    const QFont font = widgets::textFont(TextRole::Caption);
    for (int s = 0; s * 1000 <= binMs * bins; s += tickSeconds) {
        const double x = at(plot, s * 1000.0);
        const QString text = s * 1000 == binMs * bins ? tr("%1 s and more").arg(s) : tr("%1 s").arg(s);
        const double width = QFontMetricsF(font).horizontalAdvance(text) + 1;
        const double left = qMin(x - width / 2, plot.right() + 8 - width);
        widgets::paintLine(&painter, QRectF(left, plot.bottom() + 4, width, axisHeight - 8), Qt::AlignLeft, text, font,
                           t.text3);
    }
    if (m_tooFastMs <= 0 || m_tooFastMs >= binMs * bins)
        return;
    const double x = std::floor(at(plot, m_tooFastMs)) + 0.5;
    QPen dashes(t.text3, 1);
    dashes.setDashPattern({3, 3});
    painter.setPen(dashes);
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    widgets::paintLine(&painter, QRectF(x + 8, plot.top(), 240, widgets::lineHeight(TextRole::Caption)), Qt::AlignLeft,
                       tr("too fast: under %1 s").arg(widgets::formatFixed(m_tooFastMs / 1000.0, 1)), font, t.text3);
}

void TimesPlot::paintLine(QPainter &painter, const QRectF &plot, const Line &line, double most,
                          const QColor &color) const
{
    QPainterPath path;
    for (size_t bin = 0; bin < line.shares.size(); ++bin) {
        const QPointF point(at(plot, (double(bin) + 0.5) * binMs),
                            plot.bottom() - line.shares[bin] / most * plot.height());
        if (bin == 0)
            path.moveTo(point);
        else
            path.lineTo(point);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

void TimesPlot::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.base);
    const QRectF plot(metrics::pageMargin + 8, metrics::space8, width() - 2 * metrics::pageMargin - 16,
                      height() - metrics::space8 - axisHeight);
    paintAxis(painter, plot);
    const Line chosen = lineOf(true);
    const Line others = lineOf(false);
    double most = 0;
    for (const Line *line : {&chosen, &others})
        most = std::max(most, *std::max_element(line->shares.begin(), line->shares.end()));
    if (most <= 0) {
        widgets::paintLine(&painter, plot.adjusted(metrics::space8, 0, 0, -plot.height() + 20), Qt::AlignLeft,
                           tr("No answer with a known time."), widgets::textFont(TextRole::Small), t.text2);
        return;
    }
    const double labels = 2 * widgets::lineHeight(TextRole::Caption) + metrics::space8;
    most /= qMax(0.5, 1 - labels / plot.height());
    const auto label = [&](const Line &line, const QString &who, const QColor &color) {
        const auto peak = std::max_element(line.shares.begin(), line.shares.end());
        const double x = at(plot, (double(peak - line.shares.begin()) + 0.5) * binMs);
        const double y = plot.bottom() - *peak / most * plot.height();
        widgets::paintLine(&painter,
                           QRectF(qMin(x + metrics::space12, plot.right() - labelWidth), y - 18, labelWidth,
                                  widgets::lineHeight(TextRole::Caption)),
                           Qt::AlignLeft, tr("%1, n=%2").arg(who, widgets::formatCount(line.n)),
                           widgets::textFont(TextRole::Caption, widgets::Weight::Medium), color);
    };
    if (others.n > 0) {
        paintLine(painter, plot, others, most, t.people);
        label(others, chosen.n > 0 ? tr("all others") : tr("everybody"), t.people);
    }
    if (chosen.n > 0) {
        paintLine(painter, plot, chosen, most, t.text);
        label(chosen, m_annotator, t.text);
    }
}

} // namespace studysetup
