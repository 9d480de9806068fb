#include "ui/disagreement/distributionplot.h"

#include "ui/disagreement/rowcanvas.h"

#include <algorithm>

#include "core/base/numbers.h"
#include "ui/disagreement/pairwords.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"

namespace disagreement {

using analysis::DeltaSpread;

namespace {

constexpr int labelMargin = 188;
constexpr int valueMargin = 148;
constexpr double fullHeight = 0.82; ///< of the distance of two rows, for the highest bar
constexpr double barShare = 0.9;    ///< of its stretch

struct Bar
{
    int row = 0;
    size_t bin = 0;
    PairSelection::Ids ids{};
};

QString nameOf(const DeltaSpread &spread, const SideNames &names)
{
    switch (spread.of) {
    case DeltaSpread::Of::FirstPreferred:
        return DistributionPlot::tr("People prefer %1").arg(names.first);
    case DeltaSpread::Of::SecondPreferred:
        return DistributionPlot::tr("People prefer %1").arg(names.second);
    case DeltaSpread::Of::Undecided:
        return DistributionPlot::tr("People undecided");
    case DeltaSpread::Of::Unvoted:
        break;
    }
    return DistributionPlot::tr("No votes");
}

double shareAbove(const DeltaSpread &spread)
{
    return double(spread.above) / double(spread.n());
}

} // namespace

class DistributionPlot::Canvas : public RowCanvas
{
public:
    explicit Canvas(PairSelection *selection)
        : RowCanvas(selection, labelMargin, valueMargin, true)
    {
    }

    void setData(const DataPtr &data) override
    {
        m_data = data;
        m_bars.clear();
        m_most = 1;
        for (size_t row = 0; row < spreads().size(); ++row) {
            for (size_t bin = 0; bin < spreads()[row].bins.size(); ++bin) {
                Bar bar{int(row), bin};
                for (const size_t point : spreads()[row].bins[bin])
                    bar.ids.insert(data->pair(spreads()[row].points[point]).id);
                if (!bar.ids.isEmpty())
                    m_bars.push_back(std::move(bar));
                m_most = std::max(m_most, spreads()[row].bins[bin].size());
            }
        }
        setMessage(!data->snapshot  ? QString()
                   : m_bars.empty() ? DistributionPlot::tr("No pair is scored by this scorer.")
                   : data->votes == 0
                       ? DistributionPlot::tr("No votes yet. Reward differences are shown without people.")
                       : QString());
        xAxis->setLabel(DistributionPlot::tr("Δ %1").arg(widgets::scorerTitle(data->query.scorer)));
        redraw();
    }

protected:
    int marks() const override { return int(m_bars.size()); }
    QPointF placeOf(int mark) const override
    {
        const Bar &bar = m_bars[size_t(mark)];
        return {m_data->spreads.low + (double(bar.bin) + 0.5) * m_data->spreads.width,
                baseOf(bar.row) - heightOf(bar) / 2};
    }
    int rowOf(int mark) const override { return m_bars[size_t(mark)].row; }
    QRectF areaOf(int mark) const override
    {
        const Bar &bar = m_bars[size_t(mark)];
        const double left = m_data->spreads.low + double(bar.bin) * m_data->spreads.width;
        return QRectF(QPointF(xAxis->coordToPixel(left), yAxis->coordToPixel(baseOf(bar.row) - heightOf(bar))),
                      QPointF(xAxis->coordToPixel(left + m_data->spreads.width), yAxis->coordToPixel(baseOf(bar.row))))
            .normalized();
    }
    void visitPairs(int mark, const Visitor &visit) const override
    {
        const Ids &ids = m_bars[size_t(mark)].ids;
        std::all_of(ids.begin(), ids.end(), visit);
    }
    QString tooltipOf(int mark) const override
    {
        const Bar &bar = m_bars[size_t(mark)];
        const DeltaSpread &spread = spreads()[size_t(bar.row)];
        const double left = m_data->spreads.low + double(bar.bin) * m_data->spreads.width;
        return QStringLiteral("<b>%1</b><br>%2<br>%3")
            .arg(nameOf(spread, sideNames(m_data->query.variantPair)).toHtmlEscaped(),
                 scorerLine(DistributionPlot::tr("Δ %1 to %2")
                                .arg(widgets::formatDifference(m_data->query.scorer, left),
                                     widgets::formatDifference(m_data->query.scorer, left + m_data->spreads.width))),
                 DistributionPlot::tr("%n pairs", nullptr, int(spread.bins[bar.bin].size())));
    }
    QColor inkOf(int mark, const widgets::Tokens &tokens) const override
    {
        return placeOf(mark).x() < 0 ? tokens.negative : tokens.positive;
    }
    void resetRanges() override
    {
        const size_t bins = spreads().empty() ? 0 : spreads().front().bins.size();
        const double high = m_data->spreads.low + double(bins) * m_data->spreads.width;
        xAxis->setRange(std::min(0.0, m_data->spreads.low), std::max(0.0, high));
    }
    QStringList rowNames() const override
    {
        QStringList names;
        const SideNames sides = sideNames(m_data->query.variantPair);
        for (const DeltaSpread &spread : spreads())
            names.append(nameOf(spread, sides));
        return names;
    }

    void drawRows(const widgets::Tokens &tokens) override
    {
        const auto rows = int(spreads().size());
        for (int mark = 0; mark < marks(); ++mark)
            addBox(mark, inkOf(mark, tokens));
        addReference(0, tokens.text3, false);
        for (int row = 0; row < rows; ++row) {
            const DeltaSpread &spread = spreads()[size_t(row)];
            addTick(row, spread.mean, tokens.text);
            addValue(row, 52, widgets::formatDifference(m_data->query.scorer, spread.mean), tokens.text,
                     widgets::Weight::Medium);
            addValue(row, 136, QStringLiteral("n=%1").arg(widgets::formatCount(spread.n())), tokens.text3,
                     widgets::Weight::Regular);
        }
    }

private:
    const std::vector<DeltaSpread> &spreads() const
    {
        static const std::vector<DeltaSpread> none;
        return m_data ? m_data->spreads.spreads : none;
    }
    /// Rows are numbered downwards, bars grow upwards.
    static double baseOf(int row) { return row + fullHeight / 2; }
    double heightOf(const Bar &bar) const
    {
        return fullHeight * double(spreads()[size_t(bar.row)].bins[bar.bin].size()) / double(m_most);
    }

    /// Selected bars at full strength, when something is selected.
    void addBox(int mark, QColor ink)
    {
        const Bar &bar = m_bars[size_t(mark)];
        const double gap = (1 - barShare) / 2 * m_data->spreads.width;
        const double left = m_data->spreads.low + double(bar.bin) * m_data->spreads.width;
        if (!selection()->isEmpty() && !isSelected(mark))
            ink.setAlphaF(0.3F);
        auto *bars = new QCPBars(xAxis, yAxis);
        bars->setBaseValue(baseOf(bar.row));
        bars->setWidth(m_data->spreads.width - 2 * gap);
        bars->setPen(Qt::NoPen);
        bars->setBrush(ink);
        bars->setAntialiased(false);
        bars->setSelectable(QCP::stNone);
        bars->setData({left + m_data->spreads.width / 2}, {-heightOf(bar)});
    }

    DataPtr m_data;
    std::vector<Bar> m_bars;
    size_t m_most = 1;
};

DistributionPlot::DistributionPlot(PairSelection *selection, QWidget *parent)
    : Plot(QStringLiteral("distribution-of-differences"), tr("Distributions of Δ"), parent)
{
    auto *canvas = new Canvas(selection);
    canvas->setObjectName(QStringLiteral("distributionCanvas"));
    setCanvas(canvas);
}

QString DistributionPlot::title() const
{
    return scorerName().isEmpty() ? menuTitle() : tr("Distributions of Δ %1").arg(scorerName());
}

QString DistributionPlot::note() const
{
    if (!data() || data()->pairCount() == 0)
        return {};
    return tr("n=%1 pairs, mean at the right").arg(widgets::formatCount(qint64(data()->pairCount())));
}

QString DistributionPlot::summary() const
{
    if (!data())
        return {};
    QStringList rows;
    const SideNames sides = sideNames(data()->query.variantPair);
    for (const DeltaSpread &spread : data()->spreads.spreads)
        rows.append(tr("%1: n=%2, mean Δ %3, %4 above zero")
                        .arg(nameOf(spread, sides), widgets::formatCount(spread.n()),
                             widgets::formatDifference(data()->query.scorer, spread.mean),
                             widgets::formatShare(shareAbove(spread), spread.n())));
    return rows.join(QStringLiteral("; ")) + QLatin1Char('.');
}

ValueSource DistributionPlot::values() const
{
    return [data = data()] {
        ValueTable table{{QStringLiteral("scorer"), QStringLiteral("people"), QStringLiteral("low"),
                          QStringLiteral("high"), QStringLiteral("pairs"), QStringLiteral("mean_delta"),
                          QStringLiteral("median_delta"), QStringLiteral("n")}};
        if (!data)
            return table;
        const std::array<QString, 4> keys{QStringLiteral("first"), QStringLiteral("second"),
                                          QStringLiteral("undecided"), QStringLiteral("no_votes")};
        for (const DeltaSpread &spread : data->spreads.spreads) {
            for (size_t bin = 0; bin < spread.bins.size(); ++bin) {
                const double low = data->spreads.low + double(bin) * data->spreads.width;
                table.append({data->query.scorer, keys[size_t(spread.of)], base::toShortest(low),
                              base::toShortest(low + data->spreads.width), QString::number(spread.bins[bin].size()),
                              base::toShortest(spread.mean), base::toShortest(spread.median),
                              QString::number(spread.n())});
            }
        }
        return table;
    };
}

} // namespace disagreement
