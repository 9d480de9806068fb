#include "ui/disagreement/gapplot.h"

#include "ui/disagreement/rowcanvas.h"

#include <algorithm>

#include "core/base/numbers.h"
#include "ui/disagreement/pairwords.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"

namespace disagreement {

namespace {

constexpr double pointDiameter = 5;
constexpr int labelMargin = 172;
constexpr int valueMargin = 104;

struct Mark
{
    int row = 0;
    analysis::PictureDelta picture;
};

QColor signColor(double delta, const widgets::Tokens &tokens)
{
    return delta < 0 ? tokens.negative : tokens.positive;
}

QColor faded(QColor color, float alpha)
{
    color.setAlphaF(alpha);
    return color;
}

} // namespace

class GapPlot::Canvas : public RowCanvas
{
public:
    explicit Canvas(PairSelection *selection)
        : RowCanvas(selection, labelMargin, valueMargin)
    {
    }

    void setData(const DataPtr &data) override
    {
        m_data = data;
        m_marks.clear();
        for (size_t row = 0; row < data->gaps.size(); ++row) {
            for (const analysis::PictureDelta &picture : data->gaps[row].pictures)
                m_marks.push_back({int(row), picture});
        }
        setMessage(data->snapshot && m_marks.empty()
                       ? GapPlot::tr("No picture with a taxonomy label and a counterpart is scored.")
                       : QString());
        redraw();
    }

protected:
    int marks() const override { return int(m_marks.size()); }
    QPointF placeOf(int mark) const override
    {
        return {m_marks[size_t(mark)].picture.delta, double(m_marks[size_t(mark)].row)};
    }
    int rowOf(int mark) const override { return m_marks[size_t(mark)].row; }
    void visitPairs(int mark, const Visitor &visit) const override
    {
        const QList<analysis::PairId> ids = m_data->pairsOfPicture.value(m_marks[size_t(mark)].picture.picture);
        std::all_of(ids.begin(), ids.end(), visit);
    }
    QString tooltipOf(int mark) const override
    {
        const Mark &of = m_marks[size_t(mark)];
        analysis::PairPoint point; // names only; the votes of the picture may be on several pairs
        point.tally.first = of.picture.picture;
        point.tally.second = of.picture.counterpart;
        point.tally.prompt = m_data->snapshot->promptOfPicture[size_t(of.picture.picture)];
        const QString head = QStringLiteral("<b>%1, %2</b>")
                                 .arg(pairTitle(*m_data->snapshot, point).toHtmlEscaped(),
                                      promptTitle(*m_data->snapshot, point).toHtmlEscaped());
        return head + QStringLiteral("<br>")
               + scorerLine(
                   GapPlot::tr("Δ %1 %2").arg(widgets::scorerTitle(m_data->query.scorer),
                                              widgets::formatDifference(m_data->query.scorer, of.picture.delta)))
               + QStringLiteral("<br>") + classTitle(m_data->gaps[size_t(of.row)].mainClass).toHtmlEscaped();
    }
    QColor inkOf(int mark, const widgets::Tokens &tokens) const override
    {
        return signColor(m_data->gaps[size_t(m_marks[size_t(mark)].row)].meanDelta, tokens);
    }

    void resetRanges() override
    {
        double low = 0;
        double high = 0;
        for (const Mark &mark : m_marks) {
            low = std::min(low, mark.picture.delta);
            high = std::max(high, mark.picture.delta);
        }
        const double pad = high > low ? (high - low) * 0.05 : 1;
        xAxis->setRange(low < 0 || high == 0 ? low - pad : 0, high > 0 ? high + pad : 0);
    }

    QStringList rowNames() const override
    {
        QStringList names;
        for (const analysis::TaxonomyGap &gap : m_data->gaps)
            names.append(classTitle(gap.mainClass));
        return names;
    }

    void drawRows(const widgets::Tokens &tokens) override
    {
        addReference(0, tokens.text3, false);
        if (!m_data)
            return;
        for (size_t row = 0; row < m_data->gaps.size(); ++row) {
            const analysis::TaxonomyGap &gap = m_data->gaps[row];
            const QColor ink = signColor(gap.meanDelta, tokens);
            addBar(double(row), 0, gap.meanDelta, faded(ink, 0.24F));
            addTick(double(row), gap.meanDelta, ink);
            QVector<QPointF> places;
            for (const analysis::PictureDelta &picture : gap.pictures)
                places.append({picture.delta, double(row)});
            addPoints(QCPScatterStyle::ssCircle, pointDiameter, faded(ink, 0.62F), Qt::NoPen, places);
            addValue(double(row), 48, widgets::formatDifference(gap.scorer, gap.meanDelta), tokens.text,
                     widgets::Weight::Medium);
            addValue(double(row), 92, QStringLiteral("n=%1").arg(widgets::formatCount(gap.n())), tokens.text3,
                     widgets::Weight::Regular);
        }
        drawSelected(tokens);
    }

private:
    void drawSelected(const widgets::Tokens &tokens)
    {
        QHash<int, QVector<QPointF>> chosen; // by row: a row has one colour
        for (int mark = 0; !selection()->isEmpty() && mark < marks(); ++mark) {
            if (isSelected(mark))
                chosen[rowOf(mark)].append(placeOf(mark));
        }
        for (auto row = chosen.cbegin(); row != chosen.cend(); ++row)
            addPoints(QCPScatterStyle::ssCircle, hoverDiameter,
                      signColor(m_data->gaps[size_t(row.key())].meanDelta, tokens), QPen(tokens.base, 1.5), *row);
    }

    DataPtr m_data;
    std::vector<Mark> m_marks;
};

GapPlot::GapPlot(PairSelection *selection, QWidget *parent)
    : Plot(QStringLiteral("difference-by-class"), tr("Δ by taxonomy class"), parent)
{
    auto *canvas = new Canvas(selection);
    canvas->setObjectName(QStringLiteral("gapCanvas"));
    setCanvas(canvas);
}

QString GapPlot::title() const
{
    return scorerName().isEmpty() ? menuTitle() : tr("Δ %1 by taxonomy class").arg(scorerName());
}

QString GapPlot::note() const
{
    if (!data() || data()->gaps.empty())
        return {};
    QSet<qint32> pictures;
    bool photographs = false;
    for (const analysis::TaxonomyGap &gap : data()->gaps) {
        for (const analysis::PictureDelta &picture : gap.pictures) {
            pictures.insert(picture.picture);
            photographs =
                photographs || data()->snapshot->pictures[picture.picture].kind == study::PictureKind::Photograph;
        }
    }
    const QString count = widgets::formatCount(pictures.size());
    return photographs ? tr("photograph minus clean version, %1 photographs").arg(count)
                       : tr("wide-spectrum minus original, %1 pictures").arg(count);
}

QString GapPlot::summary() const
{
    if (!data())
        return {};
    QStringList rows;
    for (const analysis::TaxonomyGap &gap : data()->gaps)
        rows.append(tr("%1 %2 (n=%3)")
                        .arg(classTitle(gap.mainClass), widgets::formatDifference(gap.scorer, gap.meanDelta),
                             widgets::formatCount(gap.n())));
    return tr("Mean Δ by class: %1.").arg(rows.join(QStringLiteral(", ")));
}

ValueSource GapPlot::values() const
{
    return [data = data()] {
        ValueTable table{{QStringLiteral("scorer"), QStringLiteral("class"), QStringLiteral("picture"),
                          QStringLiteral("counterpart"), QStringLiteral("delta"), QStringLiteral("mean_delta"),
                          QStringLiteral("n")}};
        if (!data)
            return table;
        for (const analysis::TaxonomyGap &gap : data->gaps) {
            for (const analysis::PictureDelta &picture : gap.pictures)
                table.append({gap.scorer, gap.mainClass, data->snapshot->pictures[picture.picture].uid,
                              data->snapshot->pictures[picture.counterpart].uid, base::toShortest(picture.delta),
                              base::toShortest(gap.meanDelta), QString::number(gap.n())});
        }
        return table;
    };
}

} // namespace disagreement
