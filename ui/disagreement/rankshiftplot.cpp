#include "ui/disagreement/rankshiftplot.h"

#include "ui/disagreement/plotcanvas.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/base/numbers.h"
#include "ui/disagreement/pairwords.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"
#include "ui/widgets/theme.h"

namespace disagreement {

using analysis::GeneratorRanks;
using analysis::GeneratorStanding;

namespace {

constexpr double markDiameter = 8;
constexpr int mostScorers = 6;
constexpr double slopeWidth = 0.56; ///< of the room of one scorer
constexpr int decimals = 2;

struct Mark
{
    int panel = 0;
    size_t generator = 0; ///< index into the panel's generators
    bool ofPeople = true;
};

} // namespace

class RankShiftPlot::Canvas : public PlotCanvas
{
public:
    explicit Canvas(PairSelection *selection)
        : PlotCanvas(selection, QMargins(132, 8, 16, 52))
    {
        xAxis->grid()->setVisible(false);
        yAxis->setRangeReversed(true);
        yAxis->setTickLabelFont(widgets::textFont(widgets::TextRole::Small));
    }

    void setData(const DataPtr &data) override
    {
        m_data = data;
        m_panels = std::min(mostScorers, int(data->ranks.size()));
        if (m_panels > 0 && data->ranks.front().generators.size() < 2)
            m_panels = 0;
        m_marks.clear();
        m_pairs.clear();
        for (const analysis::PairPoint &point : data->points.points) {
            for (const qint32 picture : {point.tally.first, point.tally.second})
                m_pairs[data->snapshot->generatorOfPicture[size_t(picture)]].insert(point.id);
        }
        for (int panel = 0; panel < m_panels; ++panel) {
            for (size_t i = 0; i < ranks(panel).generators.size(); ++i) {
                m_marks.push_back({panel, i, true});
                m_marks.push_back({panel, i, false});
            }
        }
        setMessage(data->snapshot && m_panels == 0
                       ? RankShiftPlot::tr("Ranks need two generators with votes and scores.")
                       : QString());
        setTicks();
        resetRanges();
        applyTokens(widgets::tokens());
        marksChanged();
    }

    void applyTokens(const widgets::Tokens &tokens) override
    {
        colorAxes(this, tokens);
        colorMessage(tokens);
        yAxis->setTickLabelColor(tokens.text);
        clearPlottables();
        if (!m_data)
            return;
        for (int panel = 0; panel < m_panels; ++panel) {
            for (const GeneratorStanding &one : ranks(panel).generators)
                addSlope(panel, one, tokens);
        }
        for (int mark = 0; mark < marks(); ++mark)
            addMark(mark, tokens);
    }

protected:
    int marks() const override { return int(m_marks.size()); }
    QPointF placeOf(int mark) const override
    {
        const Mark &of = m_marks[size_t(mark)];
        const GeneratorStanding &one = standing(of);
        return {of.panel + (of.ofPeople ? -slopeWidth / 2 : slopeWidth / 2),
                of.ofPeople ? one.peopleRank : one.scorerRank};
    }
    void visitPairs(int mark, const Visitor &visit) const override
    {
        const Ids ids = m_pairs.value(standing(m_marks[size_t(mark)]).generator);
        std::all_of(ids.begin(), ids.end(), visit);
    }
    QString tooltipOf(int mark) const override
    {
        const Mark &of = m_marks[size_t(mark)];
        const GeneratorStanding &one = standing(of);
        const auto line = [&](const QString &who, double rank, double share) {
            return RankShiftPlot::tr("%1: rank %2, %3 of pairs")
                .arg(who, widgets::formatFixed(rank, rank == std::floor(rank) ? 0 : 1),
                     widgets::formatShare(share, one.pairs));
        };
        return QStringLiteral("<b>%1</b><br>%2<br>%3<br>%4")
            .arg(nameOf(one).toHtmlEscaped(),
                 peopleLine(line(RankShiftPlot::tr("People"), one.peopleRank, one.peopleShare)),
                 scorerLine(line(widgets::scorerTitle(ranks(of.panel).scorer), one.scorerRank, one.scorerShare)),
                 QStringLiteral("n=%1").arg(widgets::formatCount(one.pairs)));
    }
    bool isDiamond(int mark) const override { return !m_marks[size_t(mark)].ofPeople; }
    QColor inkOf(int mark, const widgets::Tokens &tokens) const override
    {
        return m_marks[size_t(mark)].ofPeople ? tokens.people : tokens.model;
    }
    bool canZoom() const override { return false; }
    void resetRanges() override
    {
        xAxis->setRange(-0.5, std::max(1, m_panels) - 0.5);
        const size_t most = m_panels > 0 ? ranks(0).generators.size() : 1;
        yAxis->setRange(0.5, double(most) + 0.5);
    }
    void selectionChanged() override { applyTokens(widgets::tokens()); }

private:
    const GeneratorRanks &ranks(int panel) const { return m_data->ranks[size_t(panel)]; }
    const GeneratorStanding &standing(const Mark &mark) const { return ranks(mark.panel).generators[mark.generator]; }
    QString nameOf(const GeneratorStanding &one) const { return m_data->snapshot->generators[one.generator].name; }

    /// Generators at the left in the people's order of the first scorer; scorers with their ρ below.
    void setTicks()
    {
        auto names = QSharedPointer<QCPAxisTickerText>::create();
        auto scorers = QSharedPointer<QCPAxisTickerText>::create();
        for (int panel = 0; panel < m_panels; ++panel) {
            const GeneratorRanks &of = ranks(panel);
            const QString rho = of.spearman ? QStringLiteral("ρ %1").arg(widgets::formatFixed(*of.spearman, decimals))
                                            : QStringLiteral("ρ –");
            scorers->addTick(panel, widgets::scorerTitle(of.scorer) + QLatin1Char('\n') + rho);
        }
        if (m_panels > 0) {
            std::map<double, QStringList> byRank; // equal ranks share their line
            for (const GeneratorStanding &one : ranks(0).generators)
                byRank[one.peopleRank].append(nameOf(one));
            for (const auto &[rank, of] : byRank)
                names->addTick(rank, of.join(QStringLiteral(", ")));
        }
        yAxis->setTicker(names);
        xAxis->setTicker(scorers);
    }

    void addSlope(int panel, const GeneratorStanding &one, const widgets::Tokens &tokens)
    {
        auto *line = new QCPCurve(xAxis, yAxis);
        line->setSelectable(QCP::stNone);
        line->setPen(QPen(one.shift() == 0 ? tokens.disabled : tokens.text3, 1.5));
        line->setData({panel - slopeWidth / 2, panel + slopeWidth / 2}, {one.peopleRank, one.scorerRank});
    }

    void addMark(int mark, const widgets::Tokens &tokens)
    {
        const Mark &of = m_marks[size_t(mark)];
        const bool chosen = !selection()->isEmpty() && isSelected(mark);
        auto *point = new QCPCurve(xAxis, yAxis);
        point->setLineStyle(QCPCurve::lsNone);
        point->setPen(Qt::NoPen);
        point->setSelectable(QCP::stNone);
        point->setAntialiasedScatters(true);
        point->setScatterStyle(QCPScatterStyle(of.ofPeople ? QCPScatterStyle::ssCircle : QCPScatterStyle::ssDiamond,
                                               chosen ? QPen(tokens.base, 1.5) : QPen(Qt::NoPen),
                                               QBrush(inkOf(mark, tokens)), chosen ? hoverDiameter + 2 : markDiameter));
        point->setData({placeOf(mark).x()}, {placeOf(mark).y()});
    }

    DataPtr m_data;
    int m_panels = 0;
    std::vector<Mark> m_marks;
    QHash<qint32, Ids> m_pairs; ///< by generator
};

RankShiftPlot::RankShiftPlot(PairSelection *selection, QWidget *parent)
    : Plot(QStringLiteral("rank-shift"), tr("Rank shift of generators"), parent)
{
    auto *canvas = new Canvas(selection);
    canvas->setObjectName(QStringLiteral("rankShiftCanvas"));
    setCanvas(canvas);
}

QString RankShiftPlot::title() const
{
    return tr("Rank shift of generators");
}

QString RankShiftPlot::note() const
{
    if (!data() || data()->ranks.empty())
        return {};
    qint64 pairs = 0;
    for (const GeneratorStanding &one : data()->ranks.front().generators)
        pairs += one.pairs;
    const SideNames names = sideNames(data()->query.variantPair);
    const QString what = names.sameVariant
                             ? tr("by pairs won, n=%1").arg(widgets::formatCount(pairs / 2))
                             : tr("by share of %1 picks, n=%2 pairs").arg(names.first, widgets::formatCount(pairs));
    return data()->ranks.size() > mostScorers
               ? tr("%1, %2 of %3 scorers").arg(what).arg(mostScorers).arg(data()->ranks.size())
               : what;
}

QString RankShiftPlot::summary() const
{
    if (!data())
        return {};
    QStringList rows;
    for (const GeneratorRanks &ranks : data()->ranks)
        rows.append(
            tr("%1 %2").arg(widgets::scorerTitle(ranks.scorer),
                            ranks.spearman ? widgets::formatFixed(*ranks.spearman, decimals) : widgets::noValue()));
    return tr("Spearman's ρ between the order of people and of each scorer: %1.").arg(rows.join(QStringLiteral(", ")));
}

ValueSource RankShiftPlot::values() const
{
    return [data = data()] {
        ValueTable table{{QStringLiteral("scorer"), QStringLiteral("generator"), QStringLiteral("pairs"),
                          QStringLiteral("people_share"), QStringLiteral("people_rank"), QStringLiteral("scorer_share"),
                          QStringLiteral("scorer_rank"), QStringLiteral("spearman")}};
        if (!data)
            return table;
        for (const GeneratorRanks &ranks : data->ranks) {
            for (const GeneratorStanding &one : ranks.generators)
                table.append({ranks.scorer, data->snapshot->generators[one.generator].name, QString::number(one.pairs),
                              base::toShortest(one.peopleShare), base::toShortest(one.peopleRank),
                              base::toShortest(one.scorerShare), base::toShortest(one.scorerRank),
                              ranks.spearman ? base::toShortest(*ranks.spearman) : QString()});
        }
        return table;
    };
}

} // namespace disagreement
