#include "ui/disagreement/peopleplot.h"

#include "ui/disagreement/rowcanvas.h"

#include "core/base/numbers.h"
#include "ui/disagreement/pairwords.h"
#include "ui/widgets/numbers.h"

namespace disagreement {

using analysis::HumanAgreement;

namespace {

constexpr double markDiameter = 8;
constexpr double chance = 0.5;
constexpr int decimals = 3;
constexpr int labelMargin = 132;
constexpr int valueMargin = 184;
constexpr qint64 fewestForInterval = 10;

QString nameOf(const HumanAgreement &row)
{
    if (row.isAnnotator)
        return row.name;
    return row.name.isEmpty() ? PeoplePlot::tr("All, %n people", nullptr, row.annotators)
                              : PeoplePlot::tr("%1, %n people", nullptr, row.annotators).arg(row.name);
}

} // namespace

class PeoplePlot::Canvas : public RowCanvas
{
public:
    explicit Canvas(PairSelection *selection)
        : RowCanvas(selection, labelMargin, valueMargin)
    {
    }

    void setData(const DataPtr &data) override
    {
        m_data = data;
        m_rows.clear();
        for (const HumanAgreement &row : data->people) {
            if (row.share())
                m_rows.push_back(row);
        }
        setMessage(data->snapshot && m_rows.empty() ? PeoplePlot::tr("No pair has votes of two people yet.")
                                                    : QString());
        redraw();
    }

    const std::vector<HumanAgreement> &rows() const { return m_rows; }

protected:
    int marks() const override { return int(m_rows.size()); }
    QPointF placeOf(int mark) const override { return {*m_rows[size_t(mark)].share(), double(mark)}; }
    int rowOf(int mark) const override { return mark; }
    void visitPairs(int, const Visitor &) const override {} // a person is no pair
    QString tooltipOf(int mark) const override
    {
        const HumanAgreement &of = m_rows[size_t(mark)];
        QStringList lines{
            QStringLiteral("<b>%1</b>").arg(nameOf(of).toHtmlEscaped()),
            peopleLine(PeoplePlot::tr("%1 of %2 votes are on the others' side")
                           .arg(widgets::formatCount(of.withMajority), widgets::formatCount(of.compared)))};
        if (of.nominal.percent)
            lines.append(PeoplePlot::tr("two of them agree on %1 of their pairs")
                             .arg(widgets::formatShare(*of.nominal.percent, of.nominal.units)));
        return lines.join(QStringLiteral("<br>"));
    }
    QColor inkOf(int, const widgets::Tokens &tokens) const override { return tokens.people; }
    void resetRanges() override
    {
        double low = 0.35; // as every table of accuracies, unless somebody is below
        for (const HumanAgreement &row : m_rows)
            low = std::min(low, row.interval ? row.interval->low - 0.02 : *row.share() - 0.02);
        xAxis->setRange(std::max(0.0, low), 1);
    }
    QStringList rowNames() const override
    {
        QStringList names;
        for (const HumanAgreement &row : m_rows)
            names.append(nameOf(row));
        return names;
    }

    void drawRows(const widgets::Tokens &tokens) override
    {
        if (m_data && m_data->ceiling)
            addBand(m_data->ceiling->low, m_data->ceiling->high, tokens.peopleSoft);
        addReference(chance, tokens.text3, true);
        for (int mark = 0; mark < marks(); ++mark) {
            const HumanAgreement &of = m_rows[size_t(mark)];
            if (of.interval && of.compared >= fewestForInterval)
                addInterval(mark, of.interval->low, of.interval->high, tokens.people);
            addPoints(QCPScatterStyle::ssCircle, markDiameter, tokens.people, QPen(Qt::NoPen), {placeOf(mark)});
            addValue(mark, 44, widgets::formatFixed(*of.share(), decimals), tokens.text, widgets::Weight::Medium);
            addValue(mark, 104, QStringLiteral("n=%1").arg(widgets::formatCount(of.compared)), tokens.text3,
                     widgets::Weight::Regular);
            if (of.nominal.alpha)
                addValue(mark, 172, QStringLiteral("α %1").arg(widgets::formatFixed(*of.nominal.alpha, decimals)),
                         tokens.text2, widgets::Weight::Regular);
        }
    }

private:
    DataPtr m_data;
    std::vector<HumanAgreement> m_rows;
};

PeoplePlot::PeoplePlot(PairSelection *selection, QWidget *parent)
    : Plot(QStringLiteral("people-with-people"), tr("Agreement among people"), parent)
    , m_canvas(new Canvas(selection))
{
    setCanvas(m_canvas);
}

QString PeoplePlot::title() const
{
    return tr("Agreement among people");
}

QString PeoplePlot::note() const
{
    return m_canvas->rows().empty() ? QString() : tr("votes on the others' side, 95 %; band: one person to majority");
}

QString PeoplePlot::summary() const
{
    QStringList rows;
    for (const HumanAgreement &row : m_canvas->rows())
        rows.append(
            tr("%1 %2 (n=%3)")
                .arg(nameOf(row), widgets::formatFixed(*row.share(), decimals), widgets::formatCount(row.compared)));
    return tr("Share of votes on the side of the others: %1.").arg(rows.join(QStringLiteral(", ")));
}

ValueSource PeoplePlot::values() const
{
    return [rows = m_canvas->rows()] {
        const auto text = [](const std::optional<double> &value) {
            return value ? base::toShortest(*value) : QString();
        };
        ValueTable table{{QStringLiteral("who"), QStringLiteral("annotators"), QStringLiteral("n"),
                          QStringLiteral("share_with_majority"), QStringLiteral("low"), QStringLiteral("high"),
                          QStringLiteral("percent_agreement"), QStringLiteral("krippendorff_alpha")}};
        for (const HumanAgreement &row : rows)
            table.append({row.name.isEmpty() ? QStringLiteral("all") : row.name, QString::number(row.annotators),
                          QString::number(row.compared), text(row.share()),
                          row.interval ? base::toShortest(row.interval->low) : QString(),
                          row.interval ? base::toShortest(row.interval->high) : QString(), text(row.nominal.percent),
                          text(row.nominal.alpha)});
        return table;
    };
}

} // namespace disagreement
