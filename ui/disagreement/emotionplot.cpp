#include "ui/disagreement/emotionplot.h"

#include "ui/disagreement/rowcanvas.h"

#include <algorithm>

#include "core/base/numbers.h"
#include "core/statistics/proportion.h"
#include "ui/disagreement/pairwords.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"

namespace disagreement {

using analysis::EmotionAccuracy;

namespace {

constexpr double level = 0.95;
constexpr double markDiameter = 8;
constexpr double chance = 0.5;
constexpr int decimals = 3;
constexpr int labelMargin = 112;
constexpr int valueMargin = 164;
/// Below this many pictures only the estimate is shown, no interval.
constexpr qint64 fewestForInterval = 10;

std::optional<statistics::Interval> intervalOf(const EmotionAccuracy &row)
{
    if (row.n < fewestForInterval)
        return {};
    return statistics::wilson(row.correct, row.n, level);
}

} // namespace

class EmotionPlot::Canvas : public RowCanvas
{
public:
    explicit Canvas(PairSelection *selection)
        : RowCanvas(selection, labelMargin, valueMargin)
    {
    }

    void setData(const DataPtr &data) override
    {
        m_data = data;
        setMessage(data->snapshot && data->emotions.empty()
                       ? EmotionPlot::tr("No picture that was made to show an emotion is scored.")
                       : QString());
        redraw();
    }

protected:
    int marks() const override { return m_data ? int(m_data->emotions.size()) : 0; }
    QPointF placeOf(int mark) const override { return {row(mark).accuracy(), double(mark)}; }
    int rowOf(int mark) const override { return mark; }
    void visitPairs(int mark, const Visitor &visit) const override
    {
        for (const analysis::PictureDelta &picture : row(mark).pictures) {
            const QList<analysis::PairId> ids = m_data->pairsOfPicture.value(picture.picture);
            if (!std::all_of(ids.begin(), ids.end(), visit))
                return;
        }
    }
    QString tooltipOf(int mark) const override
    {
        const EmotionAccuracy &of = row(mark);
        return QStringLiteral("<b>%1</b><br>%2<br>%3")
            .arg(classTitle(of.emotion).toHtmlEscaped(),
                 scorerLine(
                     EmotionPlot::tr("%1 of %2 pictures score above their counterpart").arg(of.correct).arg(of.n)),
                 EmotionPlot::tr("mean difference %1").arg(widgets::formatDifference(of.scorer, of.meanDifference)));
    }
    QColor inkOf(int, const widgets::Tokens &tokens) const override { return tokens.model; }
    bool isDiamond(int) const override { return true; }
    void resetRanges() override { xAxis->setRange(0, 1); }
    QStringList rowNames() const override
    {
        QStringList names;
        for (const EmotionAccuracy &of : m_data->emotions)
            names.append(classTitle(of.emotion));
        return names;
    }

    void drawRows(const widgets::Tokens &tokens) override
    {
        addReference(chance, tokens.text3, true);
        QColor soft = tokens.model;
        soft.setAlphaF(0.24F);
        for (int mark = 0; mark < marks(); ++mark) {
            const EmotionAccuracy &of = row(mark);
            addBar(mark, 0, of.accuracy(), soft);
            const auto interval = intervalOf(of);
            if (interval)
                addInterval(mark, interval->low, interval->high, tokens.model);
            addPoints(QCPScatterStyle::ssDiamond, isSelected(mark) ? hoverDiameter + 2 : markDiameter, tokens.model,
                      isSelected(mark) ? QPen(tokens.base, 1.5) : QPen(Qt::NoPen), {placeOf(mark)});
            addValue(mark, 44, widgets::formatFixed(of.accuracy(), decimals), tokens.text, widgets::Weight::Medium);
            addValue(mark, 152, QStringLiteral("n=%1").arg(widgets::formatCount(of.n)), tokens.text3,
                     widgets::Weight::Regular);
        }
    }

private:
    const EmotionAccuracy &row(int mark) const { return m_data->emotions[size_t(mark)]; }

    DataPtr m_data;
};

EmotionPlot::EmotionPlot(PairSelection *selection, QWidget *parent)
    : Plot(QStringLiteral("emotion-accuracy"), tr("Emotion accuracy"), parent)
{
    setCanvas(new Canvas(selection));
}

QString EmotionPlot::title() const
{
    return scorerName().isEmpty() ? menuTitle() : tr("Emotions that %1 sees").arg(scorerName());
}

QString EmotionPlot::note() const
{
    if (!data() || data()->emotions.empty())
        return {};
    qint64 pictures = 0;
    for (const EmotionAccuracy &row : data()->emotions)
        pictures += row.n;
    return tr("share above the counterpart, 95 %, %1 pictures; dashed: chance").arg(widgets::formatCount(pictures));
}

QString EmotionPlot::summary() const
{
    if (!data())
        return {};
    QStringList rows;
    for (const EmotionAccuracy &row : data()->emotions)
        rows.append(tr("%1 %2 (n=%3)")
                        .arg(classTitle(row.emotion), widgets::formatFixed(row.accuracy(), decimals),
                             widgets::formatCount(row.n)));
    return tr("Accuracy by emotion: %1.").arg(rows.join(QStringLiteral(", ")));
}

ValueSource EmotionPlot::values() const
{
    return [data = data()] {
        ValueTable table{{QStringLiteral("scorer"), QStringLiteral("emotion"), QStringLiteral("n"),
                          QStringLiteral("accuracy"), QStringLiteral("low"), QStringLiteral("high"),
                          QStringLiteral("mean_difference")}};
        if (!data)
            return table;
        for (const EmotionAccuracy &row : data->emotions) {
            const auto interval = intervalOf(row);
            table.append({row.scorer, row.emotion, QString::number(row.n), base::toShortest(row.accuracy()),
                          interval ? base::toShortest(interval->low) : QString(),
                          interval ? base::toShortest(interval->high) : QString(),
                          base::toShortest(row.meanDifference)});
        }
        return table;
    };
}

} // namespace disagreement
