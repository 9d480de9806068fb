#include "ui/disagreement/worthplot.h"

#include "ui/disagreement/rowcanvas.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/numbers.h"
#include "ui/disagreement/pairwords.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"

namespace disagreement {

using analysis::Definition;

namespace {

constexpr double markDiameter = 8;
constexpr int mostPanels = 6;
constexpr double halfPanel = 0.36; ///< of the room of one panel, left and right of its worth 0
constexpr double rankPlace = 0.46;
constexpr int decimals = 2;
constexpr int labelMargin = 132;
constexpr int rightMargin = 16;

/// "1", "2.5".
QString rankText(double rank)
{
    return widgets::formatFixed(rank, rank == std::floor(rank) ? 0 : 1);
}

QString nameOf(const RankingBy &ranking)
{
    return ranking.scorer.isEmpty() ? WorthPlot::tr("People") : widgets::scorerTitle(ranking.scorer);
}

} // namespace

class WorthPlot::Canvas : public RowCanvas
{
public:
    explicit Canvas(PairSelection *selection)
        : RowCanvas(selection, labelMargin, rightMargin, true)
    {
        xAxis->grid()->setVisible(false);
    }

    void setData(const DataPtr &data) override
    {
        m_data = data;
        m_panels.clear();
        m_marks.clear();
        m_order.clear();
        const RankingBy *people = data->rankings.empty() ? nullptr : &data->rankings.front();
        QString reason;
        if (people && people->ranking.ranking)
            fill(*people);
        else if (people)
            reason = tr("No ranking of generators: %1.").arg(people->ranking.ranking.reason());
        setMessage(reason);
        m_pairs.clear();
        for (const analysis::PairPoint &point : data->points.points) {
            for (const qint32 picture : {point.tally.first, point.tally.second})
                m_pairs[data->snapshot->generatorOfPicture[size_t(picture)]].insert(point.id);
        }
        setTicks();
        redraw();
    }

    qsizetype panels() const { return qsizetype(m_panels.size()); }

protected:
    int marks() const override { return int(m_marks.size()); }
    QPointF placeOf(int mark) const override
    {
        const Mark &of = m_marks[size_t(mark)];
        return {place(of.panel, ranking(of).worths[of.item]), double(of.row)};
    }
    int rowOf(int mark) const override { return m_marks[size_t(mark)].row; }
    void visitPairs(int mark, const Visitor &visit) const override
    {
        const Ids ids = m_pairs.value(m_order[size_t(m_marks[size_t(mark)].row)]);
        std::all_of(ids.begin(), ids.end(), visit);
    }
    QString tooltipOf(int mark) const override
    {
        const Mark &of = m_marks[size_t(mark)];
        const statistics::Ranking &all = ranking(of);
        const RankingBy &by = *m_panels[size_t(of.panel)];
        const auto &interval = all.intervals[of.item];
        const QString worth = widgets::formatFixed(all.worths[of.item], decimals);
        const QString value =
            interval ? WorthPlot::tr("%1: rank %2, %3 (%4)")
                           .arg(nameOf(by), rankText(all.ranks[of.item]), worth,
                                widgets::formatInterval(interval->low, interval->high))
                     : WorthPlot::tr("%1: rank %2, %3").arg(nameOf(by), rankText(all.ranks[of.item]), worth);
        QStringList lines{QStringLiteral("<b>%1</b>").arg(rowNames().at(of.row).toHtmlEscaped()),
                          by.scorer.isEmpty() ? peopleLine(value) : scorerLine(value),
                          WorthPlot::tr("n=%1 votes").arg(widgets::formatCount(qint64(all.contests[of.item]))),
                          definitionWords({Definition::DavidsonWorth, Definition::RankingInterval}).toHtmlEscaped()};
        if (all.penalised)
            lines.append(definitionWords({Definition::NotConnected}).toHtmlEscaped());
        return lines.join(QStringLiteral("<br>"));
    }
    bool isDiamond(int mark) const override { return m_marks[size_t(mark)].panel > 0; }
    QColor inkOf(int mark, const widgets::Tokens &tokens) const override
    {
        return m_marks[size_t(mark)].panel == 0 ? tokens.people : tokens.model;
    }
    void resetRanges() override { xAxis->setRange(-0.5, std::max<double>(1, double(panels())) - 0.5); }
    QStringList rowNames() const override
    {
        QStringList names;
        for (const qint32 generator : m_order)
            names.append(m_data->snapshot->generators[generator].name);
        return names;
    }

    void drawRows(const widgets::Tokens &tokens) override
    {
        for (int panel = 0; panel < panels(); ++panel)
            addReference(panel, tokens.grid, false);
        for (int mark = 0; mark < marks(); ++mark) {
            const Mark &of = m_marks[size_t(mark)];
            const statistics::Ranking &all = ranking(of);
            if (const auto &interval = all.intervals[of.item])
                addInterval(of.row, place(of.panel, interval->low), place(of.panel, interval->high),
                            inkOf(mark, tokens));
            const bool chosen = !selection()->isEmpty() && isSelected(mark);
            addPoints(of.panel == 0 ? QCPScatterStyle::ssCircle : QCPScatterStyle::ssDiamond,
                      chosen ? hoverDiameter : markDiameter, inkOf(mark, tokens),
                      chosen ? QPen(tokens.base, 1.5) : QPen(Qt::NoPen), {placeOf(mark)});
            addText(of.row, of.panel + rankPlace, rankText(all.ranks[of.item]), tokens.text2);
        }
    }

private:
    struct Mark
    {
        int panel = 0;
        int row = 0;
        size_t item = 0; ///< of the panel's ranking
    };

    const statistics::Ranking &ranking(const Mark &mark) const
    {
        return *m_panels[size_t(mark.panel)]->ranking.ranking;
    }
    /// Where a worth stands in a panel; what is beyond the scale stands at its end.
    double place(int panel, double worth) const { return panel + halfPanel * std::clamp(worth / m_scale, -1.0, 1.0); }

    void fill(const RankingBy &people)
    {
        for (const RankingBy &one : m_data->rankings) {
            if (one.ranking.ranking && m_panels.size() < size_t(mostPanels))
                m_panels.push_back(&one);
        }
        const statistics::Ranking &byPeople = *people.ranking.ranking;
        std::vector<size_t> items(byPeople.items());
        std::iota(items.begin(), items.end(), size_t(0));
        std::stable_sort(items.begin(), items.end(),
                         [&](size_t a, size_t b) { return byPeople.worths[a] > byPeople.worths[b]; });
        for (const size_t item : items)
            m_order.push_back(people.ranking.generators[item]);
        // Worths of all panels fit; an interval may be longer.
        m_scale = 0;
        for (int panel = 0; panel < panels(); ++panel) {
            const analysis::GeneratorRanking &of = m_panels[size_t(panel)]->ranking;
            for (size_t item = 0; item < of.generators.size(); ++item) {
                const auto row = std::find(m_order.begin(), m_order.end(), of.generators[item]);
                if (row == m_order.end())
                    continue;
                m_marks.push_back({panel, int(row - m_order.begin()), item});
                m_scale = std::max(m_scale, std::abs(of.ranking->worths[item]));
            }
        }
        m_scale = m_scale > 0 ? 1.25 * m_scale : 1;
    }

    /// Who ranks, and by how many votes, below each panel.
    void setTicks()
    {
        auto ticker = QSharedPointer<QCPAxisTickerText>::create();
        for (int panel = 0; panel < panels(); ++panel) {
            const RankingBy &of = *m_panels[size_t(panel)];
            ticker->addTick(panel,
                            nameOf(of) + QLatin1Char('\n')
                                + QStringLiteral("n=%1").arg(widgets::formatCount(qint64(of.ranking.ranking->votes))));
        }
        xAxis->setTicker(ticker);
    }

    DataPtr m_data;
    std::vector<const RankingBy *> m_panels; ///< into m_data
    std::vector<qint32> m_order;             ///< generators, by row
    std::vector<Mark> m_marks;
    QHash<qint32, Ids> m_pairs; ///< by generator
    double m_scale = 1;
};

WorthPlot::WorthPlot(PairSelection *selection, QWidget *parent)
    : Plot(QStringLiteral("generator-ranking"), tr("Ranking of generators"), parent)
    , m_canvas(new Canvas(selection))
{
    m_canvas->setObjectName(QStringLiteral("worthCanvas"));
    setCanvas(m_canvas);
}

QString WorthPlot::title() const
{
    return tr("Ranking of generators");
}

QString WorthPlot::note() const
{
    if (!data() || m_canvas->panels() == 0)
        return {};
    const statistics::Ranking &people = *data()->rankings.front().ranking.ranking;
    QString text = tr("ln worth, 95 %, and rank; n=%1 votes").arg(widgets::formatCount(qint64(people.votes)));
    if (people.penalised)
        text += tr(", not connected: penalised");
    if (m_canvas->panels() < qsizetype(data()->rankings.size()))
        text += tr(", %1 of %2 scorers").arg(m_canvas->panels() - 1).arg(data()->rankings.size() - 1);
    return text;
}

QString WorthPlot::summary() const
{
    if (!data() || m_canvas->panels() == 0)
        return tr("No ranking of generators.");
    const analysis::GeneratorRanking &people = data()->rankings.front().ranking;
    QStringList rows;
    for (size_t item = 0; item < people.generators.size(); ++item)
        rows.append(tr("%1 rank %2")
                        .arg(data()->snapshot->generators[people.generators[item]].name,
                             rankText(people.ranking->ranks[item])));
    return tr("Generators by the votes of people: %1.").arg(rows.join(QStringLiteral(", ")));
}

ValueSource WorthPlot::values() const
{
    return [data = data()] {
        ValueTable table{{QStringLiteral("ranked_by"), QStringLiteral("generator"), QStringLiteral("score"),
                          QStringLiteral("low"), QStringLiteral("high"), QStringLiteral("rank"), QStringLiteral("n")}};
        if (!data)
            return table;
        for (const RankingBy &by : data->rankings) {
            if (!by.ranking.ranking)
                continue;
            const statistics::Ranking &all = *by.ranking.ranking;
            for (size_t item = 0; item < by.ranking.generators.size(); ++item) {
                const auto &interval = all.intervals[item];
                table.append({by.scorer.isEmpty() ? QStringLiteral("people") : by.scorer,
                              data->snapshot->generators[by.ranking.generators[item]].name,
                              base::toShortest(all.worths[item]),
                              interval ? base::toShortest(interval->low) : QString(),
                              interval ? base::toShortest(interval->high) : QString(),
                              base::toShortest(all.ranks[item]), base::toShortest(all.contests[item])});
            }
        }
        return table;
    };
}

} // namespace disagreement
