#include "ui/disagreement/deltahistogram.h"

#include "ui/disagreement/plotstyle.h"

#include <QVBoxLayout>

#include "core/statistics/descriptive.h"
#include "ui/widgets/theme.h"

namespace disagreement {

namespace {

constexpr int bins = 28;

} // namespace

class DeltaHistogram::Canvas : public QCustomPlot
{
public:
    explicit Canvas(QWidget *parent)
        : QCustomPlot(parent)
    {
        styleAxes(this, QMargins(52, 8, 16, 44));
        xAxis->setTicker(QSharedPointer<NumberTicker>::create());
        auto whole = QSharedPointer<QCPAxisTickerFixed>::create(); // pairs are counted
        whole->setTickStep(1);
        whole->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
        yAxis->setTicker(whole);
        m_below = addBars();
        m_above = addBars();
        m_zero = new QCPItemStraightLine(this);
        m_zero->point1->setCoords(0, 0);
        m_zero->point2->setCoords(0, 1);
        m_zero->setAntialiased(false);
        m_message = addPlateText(this, widgets::TextRole::Small);
        m_message->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
        m_message->position->setType(QCPItemPosition::ptAxisRectRatio);
        m_message->position->setCoords(0.02, 0.02);
        m_message->setText(tr("No votes yet. Reward differences are shown without people."));
        applyTokens(widgets::tokens());
    }

    void setData(const std::vector<double> &deltas, const QString &axisTitle)
    {
        xAxis->setLabel(axisTitle);
        yAxis->setLabel(tr("Pairs"));
        const statistics::Histogram histogram = statistics::histogram(deltas, bins, 0);
        QVector<double> belowKeys;
        QVector<double> belowCounts;
        QVector<double> aboveKeys;
        QVector<double> aboveCounts;
        qint64 most = 1;
        for (size_t bin = 0; bin < histogram.counts.size(); ++bin) {
            const double centre = histogram.low + (double(bin) + 0.5) * histogram.width;
            (centre < 0 ? belowKeys : aboveKeys).append(centre);
            (centre < 0 ? belowCounts : aboveCounts).append(double(histogram.counts[bin]));
            most = std::max(most, qint64(histogram.counts[bin]));
        }
        for (QCPBars *bars : {m_below, m_above})
            bars->setWidth(histogram.width * 0.9);
        m_below->setData(belowKeys, belowCounts);
        m_above->setData(aboveKeys, aboveCounts);
        const double span = histogram.width * double(histogram.counts.size());
        xAxis->setRange(std::min(0.0, histogram.low), std::max(0.0, histogram.low + span));
        yAxis->setRange(0, double(most) * 1.15);
        replot(QCustomPlot::rpQueuedReplot);
    }

    void applyTokens(const widgets::Tokens &tokens)
    {
        colorAxes(this, tokens);
        m_below->setBrush(tokens.negative);
        m_above->setBrush(tokens.positive);
        m_zero->setPen(QPen(tokens.text3, 1));
        colorPlateText(m_message, tokens.text, tokens);
    }

private:
    QCPBars *addBars()
    {
        auto *bars = new QCPBars(xAxis, yAxis);
        bars->setPen(Qt::NoPen);
        bars->setAntialiased(false);
        bars->setSelectable(QCP::stNone);
        return bars;
    }

    QCPBars *m_below;
    QCPBars *m_above;
    QCPItemStraightLine *m_zero;
    QCPItemText *m_message;
};

DeltaHistogram::DeltaHistogram(QWidget *parent)
    : QWidget(parent)
    , m_canvas(new Canvas(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_canvas);
    m_canvas->setAccessibleName(tr("Distribution of reward differences"));
}

DeltaHistogram::~DeltaHistogram() = default;

void DeltaHistogram::setData(const std::vector<double> &deltas, const QString &axisTitle)
{
    m_canvas->setData(deltas, axisTitle);
}

void DeltaHistogram::paintCopy(QPaintDevice *device, const QSize &size, const FigureText &text)
{
    m_canvas->applyTokens(figureTokens());
    paintFigure(m_canvas, device, size, text);
    m_canvas->applyTokens(widgets::tokens());
}

void DeltaHistogram::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_canvas->applyTokens(widgets::tokens());
        m_canvas->replot(QCustomPlot::rpQueuedReplot);
    }
}

} // namespace disagreement
