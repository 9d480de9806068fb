#include "ui/disagreement/calibrationplot.h"

#include "ui/disagreement/plotcanvas.h"

#include <algorithm>

#include "core/base/numbers.h"
#include "ui/disagreement/pairwords.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"

namespace disagreement {

using statistics::CalibrationBin;

namespace {

constexpr double markDiameter = 8;
constexpr int lineSteps = 120;
constexpr int decimals = 3;

} // namespace

class CalibrationPlot::Canvas : public PlotCanvas
{
public:
    explicit Canvas(PairSelection *selection)
        : PlotCanvas(selection, QMargins(62, 8, 16, 46))
    {
        m_zero = addStraight();
        m_half = addStraight();
        m_line = addGraph();
        m_marks = addGraph();
        m_selected = addGraph();
        for (QCPGraph *graph : {m_marks, m_selected}) {
            graph->setLineStyle(QCPGraph::lsNone);
            graph->setPen(Qt::NoPen);
            graph->setSelectable(QCP::stNone);
        }
        m_errors = new QCPErrorBars(xAxis, yAxis);
        m_errors->setDataPlottable(m_marks);
        m_errors->setWhiskerWidth(markDiameter);
        m_errors->setSelectable(QCP::stNone);
        m_lineLabel = addPlateText(this, widgets::TextRole::Caption);
        m_lineLabel->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
        m_lineLabel->position->setType(QCPItemPosition::ptAxisRectRatio);
        m_lineLabel->position->setCoords(0.98, 0.98);
        auto ticker = QSharedPointer<QCPAxisTickerText>::create();
        for (int percent = 0; percent <= 100; percent += 25)
            ticker->addTick(percent / 100.0, QStringLiteral("%1 %").arg(percent));
        yAxis->setTicker(ticker);
        xAxis->setTicker(QSharedPointer<NumberTicker>::create());
        m_lineLabel->setVisible(false);
        yAxis->setRange(-0.02, 1.02);
        xAxis->setRange(-1, 1);
    }

    void setData(const DataPtr &data) override
    {
        m_data = data;
        const SideNames names = sideNames(data->query.variantPair);
        xAxis->setLabel(CalibrationPlot::tr("Δ %1").arg(widgets::scorerTitle(data->query.scorer)));
        yAxis->setLabel(CalibrationPlot::tr("Votes for %1").arg(names.first));
        setMessage(data->snapshot && data->calibration.empty() ? CalibrationPlot::tr("No pair has votes and scores.")
                                                               : QString());
        resetRanges();
        fill();
        marksChanged();
    }

    void applyTokens(const widgets::Tokens &tokens) override
    {
        colorAxes(this, tokens);
        colorMessage(tokens);
        m_zero->setPen(QPen(tokens.text3, 1));
        QPen chance(tokens.text3, 1);
        chance.setDashPattern({2, 2});
        m_half->setPen(chance);
        m_line->setPen(QPen(tokens.model, 1.5));
        m_errors->setPen(QPen(tokens.people, 1.5));
        m_marks->setScatterStyle(
            QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(Qt::NoPen), QBrush(tokens.people), markDiameter));
        m_selected->setScatterStyle(
            QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(tokens.base, 1.5), QBrush(tokens.people), 12));
        colorPlateText(m_lineLabel, tokens.model, tokens);
    }

protected:
    int marks() const override { return m_data ? int(m_data->calibration.size()) : 0; }
    QPointF placeOf(int mark) const override { return {bin(mark).meanDifference, bin(mark).share()}; }
    void visitPairs(int mark, const Visitor &visit) const override
    {
        const auto &units = bin(mark).units;
        std::all_of(units.begin(), units.end(), [&](size_t unit) { return visit(m_data->points.points[unit].id); });
    }
    QString tooltipOf(int mark) const override
    {
        const CalibrationBin &of = bin(mark);
        return QStringLiteral("<b>%1</b><br>%2<br>%3")
            .arg(CalibrationPlot::tr("%n pairs", nullptr, int(of.units.size())),
                 scorerLine(CalibrationPlot::tr("mean Δ %1")
                                .arg(widgets::formatDifference(m_data->query.scorer, of.meanDifference))),
                 peopleLine(CalibrationPlot::tr("%1 of %2 votes, %3")
                                .arg(widgets::formatCount(of.first), widgets::formatCount(of.votes),
                                     widgets::formatShare(of.share(), of.votes))));
    }
    QColor inkOf(int, const widgets::Tokens &tokens) const override { return tokens.people; }

    void resetRanges() override
    {
        yAxis->setRange(-0.02, 1.02);
        if (marks() == 0)
            return;
        const double low = std::min(0.0, bin(0).meanDifference);
        const double high = std::max(0.0, bin(marks() - 1).meanDifference);
        const double pad = high > low ? (high - low) * 0.06 : 1;
        xAxis->setRange(low - pad, high + pad);
    }
    void rescaled() override
    {
        if (m_data)
            fillLine();
    }
    void selectionChanged() override
    {
        QVector<double> keys;
        QVector<double> values;
        for (int mark = 0; !selection()->isEmpty() && mark < marks(); ++mark) {
            if (!isSelected(mark))
                continue;
            keys.append(placeOf(mark).x());
            values.append(placeOf(mark).y());
        }
        m_selected->setData(keys, values);
    }

private:
    QCPItemStraightLine *addStraight()
    {
        auto *line = new QCPItemStraightLine(this);
        line->setAntialiased(false);
        line->setSelectable(false);
        return line;
    }

    const CalibrationBin &bin(int mark) const { return m_data->calibration[size_t(mark)]; }

    void fill()
    {
        m_zero->point1->setCoords(0, 0);
        m_zero->point2->setCoords(0, 1);
        m_half->point1->setCoords(0, 0.5);
        m_half->point2->setCoords(1, 0.5);
        QVector<double> keys;
        QVector<double> values;
        QVector<double> below;
        QVector<double> above;
        for (const CalibrationBin &of : m_data->calibration) {
            keys.append(of.meanDifference);
            values.append(of.share());
            below.append(of.share() - of.interval.low);
            above.append(of.interval.high - of.share());
        }
        m_marks->setData(keys, values, true);
        m_errors->setData(below, above);
        m_lineLabel->setVisible(m_data->line.has_value());
        if (m_data->line)
            m_lineLabel->setText(
                CalibrationPlot::tr("slope %1 per point, 50 % at Δ %2")
                    .arg(widgets::formatFixed(m_data->line->slope, decimals),
                         m_data->line->slope == 0
                             ? widgets::noValue()
                             : widgets::formatDifference(m_data->query.scorer,
                                                         -m_data->line->intercept / m_data->line->slope)));
        fillLine();
        selectionChanged();
    }

    void fillLine()
    {
        QVector<double> keys;
        QVector<double> values;
        for (int i = 0; m_data->line && i <= lineSteps; ++i) {
            keys.append(xAxis->range().lower + xAxis->range().size() * i / lineSteps);
            values.append(m_data->line->at(keys.last()));
        }
        m_line->setData(keys, values, true);
    }

    DataPtr m_data;
    QCPItemStraightLine *m_zero;
    QCPItemStraightLine *m_half;
    QCPGraph *m_line;
    QCPGraph *m_marks;
    QCPGraph *m_selected;
    QCPErrorBars *m_errors;
    QCPItemText *m_lineLabel;
};

CalibrationPlot::CalibrationPlot(PairSelection *selection, QWidget *parent)
    : Plot(QStringLiteral("calibration"), tr("Calibration"), parent)
{
    auto *canvas = new Canvas(selection);
    canvas->setObjectName(QStringLiteral("calibrationCanvas"));
    setCanvas(canvas);
}

QString CalibrationPlot::title() const
{
    return scorerName().isEmpty() ? menuTitle() : tr("Calibration of Δ %1").arg(scorerName());
}

QString CalibrationPlot::note() const
{
    if (!data() || data()->calibration.empty())
        return {};
    qint64 votes = 0;
    for (const CalibrationBin &bin : data()->calibration)
        votes += bin.votes;
    return tr("n=%1 votes, treated as independent, 95 %; line: logistic").arg(widgets::formatCount(votes));
}

QString CalibrationPlot::summary() const
{
    if (!data() || data()->calibration.empty())
        return {};
    const CalibrationBin &lowest = data()->calibration.front();
    const CalibrationBin &highest = data()->calibration.back();
    const QString scorer = data()->query.scorer;
    return tr("From Δ %1 to Δ %2 the share of votes for the first picture goes from %3 to %4.")
        .arg(widgets::formatDifference(scorer, lowest.meanDifference),
             widgets::formatDifference(scorer, highest.meanDifference),
             widgets::formatShare(lowest.share(), lowest.votes), widgets::formatShare(highest.share(), highest.votes));
}

ValueSource CalibrationPlot::values() const
{
    return [data = data()] {
        ValueTable table{{QStringLiteral("scorer"), QStringLiteral("mean_delta"), QStringLiteral("pairs"),
                          QStringLiteral("first_votes"), QStringLiteral("votes"), QStringLiteral("share"),
                          QStringLiteral("low"), QStringLiteral("high"), QStringLiteral("line")}};
        if (!data)
            return table;
        for (const CalibrationBin &bin : data->calibration)
            table.append({data->query.scorer, base::toShortest(bin.meanDifference), QString::number(bin.units.size()),
                          QString::number(bin.first), QString::number(bin.votes), base::toShortest(bin.share()),
                          base::toShortest(bin.interval.low), base::toShortest(bin.interval.high),
                          data->line ? base::toShortest(data->line->at(bin.meanDifference)) : QString()});
        return table;
    };
}

} // namespace disagreement
