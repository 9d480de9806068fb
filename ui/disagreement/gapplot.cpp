#include "ui/disagreement/gapplot.h"

#include "ui/disagreement/plotstyle.h"

#include <QVBoxLayout>

#include "core/base/numbers.h"
#include "ui/widgets/exportfile.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/theme.h"

namespace disagreement {

namespace {

constexpr double barPixels = 6;
constexpr double tickPixels = 7; ///< half height of the mean's mark
constexpr double pointDiameter = 5;
constexpr int labelMargin = 172;
constexpr int valueMargin = 104;

QColor inkOf(double delta, const widgets::Tokens &tokens)
{
    return delta < 0 ? tokens.negative : tokens.positive;
}

} // namespace

class GapPlot::Canvas : public QCustomPlot
{
public:
    explicit Canvas(QWidget *parent)
        : QCustomPlot(parent)
    {
        styleAxes(this, QMargins(labelMargin, 8, valueMargin, 32));
        yAxis->grid()->setVisible(false);
        yAxis->setRangeReversed(true);
        yAxis->setTickLabelFont(widgets::textFont(widgets::TextRole::Small));
        xAxis->setTicker(QSharedPointer<NumberTicker>::create());
        m_zero = new QCPItemStraightLine(this);
        m_zero->point1->setCoords(0, 0);
        m_zero->point2->setCoords(0, 1);
        m_zero->setAntialiased(false);
        setRanges();
        rebuild(widgets::tokens());
    }

    void setData(const std::vector<analysis::TaxonomyGap> &gaps, const QStringList &names, const QString &scorer)
    {
        m_gaps = gaps;
        m_names = names;
        m_scorer = scorer;
        setRanges();
        rebuild(widgets::tokens());
        replot(QCustomPlot::rpQueuedReplot);
    }

    /// Draws everything again in other colours.
    void rebuild(const widgets::Tokens &tokens)
    {
        colorAxes(this, tokens);
        yAxis->setTickLabelColor(tokens.text);
        m_zero->setPen(QPen(tokens.text3, 1));
        for (QCPAbstractItem *item : std::as_const(m_items))
            removeItem(item);
        m_items.clear();
        clearGraphs();
        for (size_t row = 0; row < m_gaps.size(); ++row)
            addRow(double(row), m_gaps[row], tokens);
    }

private:
    void setRanges()
    {
        double low = 0;
        double high = 0;
        auto ticker = QSharedPointer<QCPAxisTickerText>::create();
        for (size_t row = 0; row < m_gaps.size(); ++row) {
            ticker->addTick(double(row), m_names.value(qsizetype(row)));
            for (const analysis::PictureDelta &picture : m_gaps[row].pictures) {
                low = std::min(low, picture.delta);
                high = std::max(high, picture.delta);
            }
        }
        yAxis->setTicker(ticker);
        yAxis->setRange(-0.6, std::max(1.0, double(m_gaps.size())) - 0.4);
        const double pad = high > low ? (high - low) * 0.05 : 1;
        xAxis->setRange(low < 0 ? low - pad : 0, high > 0 ? high + pad : 0);
    }

    void addRow(double row, const analysis::TaxonomyGap &gap, const widgets::Tokens &tokens)
    {
        const QColor ink = inkOf(gap.meanDelta, tokens);
        QColor soft = ink;
        soft.setAlphaF(0.24F);
        auto *bar = new QCPItemLine(this);
        bar->start->setCoords(0, row);
        bar->end->setCoords(gap.meanDelta, row);
        QPen barPen(soft, barPixels);
        barPen.setCapStyle(Qt::FlatCap);
        bar->setPen(barPen);
        m_items.append(bar);

        auto *mean = new QCPItemLine(this);
        mean->start->setCoords(gap.meanDelta, row);
        mean->end->setParentAnchor(mean->start);
        mean->end->setCoords(0, tickPixels);
        mean->setPen(QPen(ink, 2));
        auto *upper = new QCPItemLine(this);
        upper->start->setCoords(gap.meanDelta, row);
        upper->end->setParentAnchor(upper->start);
        upper->end->setCoords(0, -tickPixels);
        upper->setPen(QPen(ink, 2));
        m_items.append(mean);
        m_items.append(upper);

        QColor point = ink;
        point.setAlphaF(0.62F);
        QCPGraph *points = addGraph();
        points->setLineStyle(QCPGraph::lsNone);
        points->setPen(Qt::NoPen);
        points->setAdaptiveSampling(false);
        points->setScatterStyle(
            QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(Qt::NoPen), QBrush(point), pointDiameter));
        QVector<double> keys;
        QVector<double> values;
        for (const analysis::PictureDelta &picture : gap.pictures) {
            keys.append(picture.delta);
            values.append(row);
        }
        points->setData(keys, values);

        addValue(row, 48, widgets::formatDifference(m_scorer, gap.meanDelta), tokens.text, widgets::Weight::Medium);
        addValue(row, 92, QStringLiteral("n=%1").arg(widgets::formatCount(gap.n())), tokens.text3,
                 widgets::Weight::Regular);
    }

    /// A text that ends `right` pixels behind the axes.
    void addValue(double row, double right, const QString &text, const QColor &ink, widgets::Weight weight)
    {
        auto *anchor = new QCPItemTracer(this);
        anchor->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
        anchor->position->setTypeY(QCPItemPosition::ptPlotCoords);
        anchor->position->setCoords(1, row);
        anchor->setStyle(QCPItemTracer::tsNone);
        auto *item = new QCPItemText(this);
        item->setClipToAxisRect(false);
        item->setFont(widgets::textFont(widgets::TextRole::Small, weight));
        item->setColor(ink);
        item->setText(text);
        item->setPositionAlignment(Qt::AlignRight | Qt::AlignVCenter);
        item->position->setParentAnchor(anchor->position);
        item->position->setCoords(right, 0);
        m_items.append(item);
        m_items.append(anchor);
    }

    std::vector<analysis::TaxonomyGap> m_gaps;
    QStringList m_names;
    QString m_scorer;
    QCPItemStraightLine *m_zero;
    QList<QCPAbstractItem *> m_items;
};

GapPlot::GapPlot(QWidget *parent)
    : QWidget(parent)
    , m_canvas(new Canvas(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_canvas);
    m_canvas->setObjectName(QStringLiteral("gapCanvas"));
    m_canvas->setAccessibleName(tr("Difference by taxonomy class"));
}

GapPlot::~GapPlot() = default;

void GapPlot::setData(const std::vector<analysis::TaxonomyGap> &gaps, const QStringList &names, const QString &scorer)
{
    m_canvas->setData(gaps, names, scorer);
}

void GapPlot::paintCopy(QPaintDevice *device, const QSize &size, const FigureText &text)
{
    m_canvas->rebuild(figureTokens());
    paintFigure(m_canvas, device, size, text);
    m_canvas->rebuild(widgets::tokens());
}

void GapPlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_canvas->rebuild(widgets::tokens());
        m_canvas->replot(QCustomPlot::rpQueuedReplot);
    }
}

QByteArray gapCsv(const analysis::Snapshot &snapshot, const std::vector<analysis::TaxonomyGap> &gaps)
{
    QByteArray csv = widgets::csvRecord({QStringLiteral("scorer"), QStringLiteral("class"), QStringLiteral("picture"),
                                         QStringLiteral("counterpart"), QStringLiteral("delta"),
                                         QStringLiteral("mean_delta"), QStringLiteral("n")});
    for (const analysis::TaxonomyGap &gap : gaps) {
        for (const analysis::PictureDelta &picture : gap.pictures)
            csv += widgets::csvRecord({gap.scorer, gap.mainClass, snapshot.pictures[picture.picture].uid,
                                       snapshot.pictures[picture.counterpart].uid, base::toShortest(picture.delta),
                                       base::toShortest(gap.meanDelta), QString::number(gap.n())});
    }
    return csv;
}

QString classTitle(const QString &mainClass)
{
    QString title = mainClass;
    title.replace(QLatin1Char('_'), QLatin1Char(' '));
    return title.isEmpty() ? title : title.left(1).toUpper() + title.mid(1);
}

} // namespace disagreement
