#include "ui/disagreement/scatterplot.h"

#include "ui/disagreement/plotcanvas.h"
#include "ui/disagreement/scatterlayers.h"

#include "core/base/numbers.h"
#include "ui/disagreement/pairwords.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"

namespace disagreement {

using analysis::PairPoint;
using analysis::Side;

namespace {

constexpr double jitterPixels = 4;
constexpr double shareMargin = 0.035;
/// The corners, as ScatterWords has them.
constexpr std::array<Side, 4> cornerSides{Side::OnlyScorerFirst, Side::BothFirst, Side::BothSecond,
                                          Side::OnlyPeopleFirst};

/// −1 … 1, fixed by the pair, so that a point stays where it is.
double jitterOf(const PairPoint &point)
{
    return double(analysis::qHash(point.id, 0x9e3779b9U) % 2001) / 1000 - 1;
}

QString cornerText(const Data &data, Side side)
{
    const QString scorer = widgets::scorerTitle(data.query.scorer);
    const SideNames names = sideNames(data.query.variantPair);
    switch (side) {
    case Side::OnlyScorerFirst:
        return ScatterPlot::tr("Only %1 prefers %2").arg(scorer, names.first);
    case Side::BothFirst:
        return ScatterPlot::tr("Both prefer %1").arg(names.first);
    case Side::BothSecond:
        return ScatterPlot::tr("Both prefer %1").arg(names.second);
    case Side::OnlyPeopleFirst:
        return ScatterPlot::tr("Only people prefer %1").arg(names.first);
    case Side::Undecided:
        break;
    }
    return {};
}

ScatterWords wordsOf(const Data &data)
{
    const SideNames names = sideNames(data.query.variantPair);
    ScatterWords words;
    words.xTitle = names.sameVariant ? ScatterPlot::tr("People who prefer A (pairs read A − B)")
                                     : ScatterPlot::tr("People who prefer the %1 picture").arg(names.first);
    words.yTitle = ScatterPlot::tr("Δ %1").arg(widgets::scorerTitle(data.query.scorer));
    words.mean = ScatterPlot::tr("mean Δ, 95 %");
    for (size_t i = 0; i < cornerSides.size(); ++i) {
        words.corners[i] = cornerText(data, cornerSides[i]);
        words.counts[i] = QStringLiteral("n=%1").arg(widgets::formatCount(data.points.count(cornerSides[i])));
    }
    return words;
}

} // namespace

class ScatterPlot::Canvas : public PlotCanvas
{
public:
    explicit Canvas(PairSelection *selection)
        : PlotCanvas(selection, QMargins(52, 8, 16, 44))
        , m_layers(this)
    {
        auto ticker = QSharedPointer<QCPAxisTickerText>::create();
        for (int percent = 0; percent <= 100; percent += 25)
            ticker->addTick(percent / 100.0, QStringLiteral("%1 %").arg(percent));
        xAxis->setTicker(ticker);
        yAxis->setTicker(QSharedPointer<NumberTicker>::create());
        resetRanges();
    }

    void setData(const DataPtr &data) override
    {
        const bool otherKind = !m_data || data->query.scorer != m_data->query.scorer
                               || data->query.variantPair != m_data->query.variantPair || points().empty();
        m_data = data;
        m_layers.setWords(data->snapshot || data->hasPoints() ? wordsOf(*data) : ScatterWords());
        if (otherKind)
            resetRanges();
        rescaled();
        m_layers.fillMeans(data->points.means);
        marksChanged();
    }

    void applyTokens(const widgets::Tokens &tokens) override
    {
        m_layers.applyTokens(tokens);
        colorMessage(tokens);
    }

    QPointF positionOf(const analysis::PairId &id) const
    {
        for (size_t i = 0; i < points().size(); ++i) {
            if (points()[i].id == id)
                return pixelOf(int(i));
        }
        return {};
    }

protected:
    int marks() const override { return int(m_places.size()); }
    QPointF placeOf(int mark) const override { return m_places[size_t(mark)]; }
    void visitPairs(int mark, const Visitor &visit) const override { visit(points()[size_t(mark)].id); }
    QString tooltipOf(int mark) const override { return pairTooltip(*m_data, points()[size_t(mark)]); }
    QColor inkOf(int mark, const widgets::Tokens &tokens) const override
    {
        return ScatterLayers::inkOf(ScatterLayers::colourOf(points()[size_t(mark)]), tokens, false);
    }

    void resetRanges() override
    {
        double low = 0;
        double high = 0;
        for (const PairPoint &point : points()) {
            low = std::min(low, point.delta);
            high = std::max(high, point.delta);
        }
        const double pad = high > low ? (high - low) * 0.1 : 1;
        xAxis->setRange(-shareMargin, 1 + shareMargin);
        yAxis->setRange(low - pad, high + pad);
    }

    /// The jitter is a number of pixels.
    void rescaled() override
    {
        const double pixel = xAxis->range().size() / std::max(1, axisRect()->width());
        m_places.resize(points().size());
        for (size_t i = 0; i < m_places.size(); ++i) {
            const PairPoint &point = points()[i];
            const double share = point.hasPeople() ? point.share() : 0.5;
            m_places[i] = QPointF(share + jitterOf(point) * jitterPixels * pixel, point.delta);
        }
        m_layers.fill(points(), m_places);
        m_layers.fillSelected(points(), m_places, *selection());
    }

    void selectionChanged() override { m_layers.fillSelected(points(), m_places, *selection()); }

private:
    const std::vector<PairPoint> &points() const
    {
        static const std::vector<PairPoint> none;
        return m_data ? m_data->points.points : none;
    }

    ScatterLayers m_layers;
    DataPtr m_data;
    std::vector<QPointF> m_places; ///< of the points, jitter included
};

ScatterPlot::ScatterPlot(PairSelection *selection, QWidget *parent)
    : Plot(QStringLiteral("reward-difference-and-people"), tr("Reward difference and people"), parent)
    , m_canvas(new Canvas(selection))
{
    m_canvas->setObjectName(QStringLiteral("scatterCanvas"));
    setCanvas(m_canvas);
}

QString ScatterPlot::title() const
{
    return tr("Reward difference and people");
}

QString ScatterPlot::copyTitle() const
{
    return scorerName().isEmpty() ? menuTitle() : tr("Reward difference of %1 and people").arg(scorerName());
}

QString ScatterPlot::note() const
{
    return data() ? pairsNote(*data()) : QString();
}

QString ScatterPlot::summary() const
{
    if (!data() || !data()->hasPoints())
        return {};
    QStringList corners;
    for (const Side side : cornerSides)
        corners.append(tr("%1: %2").arg(cornerText(*data(), side), widgets::formatCount(data()->points.count(side))));
    return tr("%1 pairs of Δ %2 and people. %3.")
        .arg(widgets::formatCount(qint64(data()->points.points.size())), scorerName(),
             corners.join(QStringLiteral("; ")));
}

QPointF ScatterPlot::positionOf(const analysis::PairId &id) const
{
    return m_canvas->positionOf(id);
}

ValueSource ScatterPlot::values() const
{
    return [data = data()] {
        ValueTable table{{QStringLiteral("scorer"), QStringLiteral("prompt_group"), QStringLiteral("prompt_id"),
                          QStringLiteral("first_picture"), QStringLiteral("second_picture"),
                          QStringLiteral("first_generator"), QStringLiteral("second_generator"),
                          QStringLiteral("first_votes"), QStringLiteral("second_votes"), QStringLiteral("ties"),
                          QStringLiteral("share_prefers_first"), QStringLiteral("score_difference")}};
        if (!data || !data->snapshot)
            return table;
        const analysis::Snapshot &snapshot = *data->snapshot;
        for (const PairPoint &point : data->points.points) {
            const analysis::PairTally &tally = point.tally;
            table.append({data->query.scorer, snapshot.groups[snapshot.groupOfPrompt[size_t(tally.prompt)]].key,
                          snapshot.prompts[tally.prompt].uid, snapshot.pictures[tally.first].uid,
                          snapshot.pictures[tally.second].uid, snapshot.generatorName(tally.first),
                          snapshot.generatorName(tally.second), QString::number(tally.firstVotes),
                          QString::number(tally.secondVotes), QString::number(tally.humanTies()),
                          point.hasPeople() ? base::toShortest(point.share()) : QString(),
                          base::toShortest(point.delta)});
        }
        return table;
    };
}

} // namespace disagreement
