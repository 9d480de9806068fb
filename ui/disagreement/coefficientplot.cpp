#include "ui/disagreement/coefficientplot.h"

#include "ui/disagreement/rowcanvas.h"

#include <algorithm>

#include "core/base/numbers.h"
#include "ui/disagreement/pairwords.h"
#include "ui/widgets/numbers.h"

namespace disagreement {

using analysis::Definition;

namespace {

constexpr double markDiameter = 8;
constexpr int decimals = 3;
constexpr int labelMargin = 164;
constexpr int valueMargin = 200;

/// One row.
struct Coefficient
{
    QString name;
    QString key; ///< in files
    QString meaning;
    statistics::Number value = statistics::undefined("not computed");
    qint64 n = 0;
    std::optional<statistics::Interval> interval;
};

std::vector<Coefficient> coefficientsOf(const Data &data)
{
    if (!data.coefficients)
        return {};
    const analysis::PeopleAgreement &all = *data.coefficients;
    std::vector<Coefficient> rows;
    const auto add = [&rows](const QString &name, const char *key, Definition meaning, const statistics::Estimate &of,
                             const std::optional<statistics::Interval> &bootstrap = {}) {
        const bool isBootstrap = !of.interval && bootstrap;
        const QString words =
            isBootstrap ? definitionWords({meaning, Definition::AgreementUnit, Definition::AgreementCategories,
                                           Definition::AgreementCount, Definition::OrdinalAlphaInterval})
                        : definitionWords({meaning, Definition::AgreementUnit, Definition::AgreementCategories,
                                           Definition::AgreementCount, Definition::AgreementInterval});
        rows.push_back({name, QString::fromLatin1(key), words, of.value, of.n,
                        isBootstrap ? bootstrap : std::optional<statistics::Interval>(of.interval)});
    };
    add(CoefficientPlot::tr("Percent agreement"), "percent", Definition::Percent, all.percent);
    add(CoefficientPlot::tr("Fleiss’ κ"), "fleiss_kappa", Definition::FleissKappa, all.fleiss.kappa);
    add(CoefficientPlot::tr("Krippendorff’s α, nominal"), "krippendorff_alpha_nominal", Definition::KrippendorffAlpha,
        all.alphaNominal);
    add(CoefficientPlot::tr("Krippendorff’s α, ordinal"), "krippendorff_alpha_ordinal", Definition::KrippendorffAlpha,
        all.alphaOrdinal, data.ordinalAlpha);
    add(CoefficientPlot::tr("Gwet’s AC1"), "gwet_ac1", Definition::GwetAc, all.gwetAc1);
    return rows;
}

} // namespace

class CoefficientPlot::Canvas : public RowCanvas
{
public:
    explicit Canvas(PairSelection *selection)
        : RowCanvas(selection, labelMargin, valueMargin)
    {
    }

    void setData(const DataPtr &data) override
    {
        m_rows = coefficientsOf(*data);
        const bool any = std::any_of(m_rows.begin(), m_rows.end(), [](const Coefficient &row) { return row.n > 0; });
        setMessage(!data->snapshot || any ? QString() : CoefficientPlot::tr("No pair has votes of two people yet."));
        if (!any)
            m_rows.clear();
        redraw();
    }

    const std::vector<Coefficient> &rows() const { return m_rows; }

protected:
    int marks() const override { return int(m_rows.size()); }
    /// An undefined value stands at 0 without being drawn: its tooltip says why.
    QPointF placeOf(int mark) const override { return {m_rows[size_t(mark)].value.value_or(0), double(mark)}; }
    int rowOf(int mark) const override { return mark; }
    void visitPairs(int, const Visitor &) const override {} // stands for all pairs
    QString tooltipOf(int mark) const override
    {
        const Coefficient &of = m_rows[size_t(mark)];
        QString value = of.value ? base::toShortest(*of.value) : of.value.reason();
        if (of.interval)
            value += QStringLiteral(" (%1)").arg(widgets::formatInterval(of.interval->low, of.interval->high));
        return QStringLiteral("<b>%1</b><br>%2<br>%3")
            .arg(of.name.toHtmlEscaped(), peopleLine(value), of.meaning.toHtmlEscaped());
    }
    QColor inkOf(int, const widgets::Tokens &tokens) const override { return tokens.people; }
    void resetRanges() override
    {
        double low = 0;
        for (const Coefficient &row : m_rows)
            low = std::min({low, row.value.value_or(0), row.interval ? row.interval->low : 0});
        xAxis->setRange(low < 0 ? low - 0.02 : 0, 1);
    }
    QStringList rowNames() const override
    {
        QStringList names;
        for (const Coefficient &row : m_rows)
            names.append(row.name);
        return names;
    }

    void drawRows(const widgets::Tokens &tokens) override
    {
        addReference(0, tokens.text3, true); // of every coefficient but percent: no more than by chance
        for (int mark = 0; mark < marks(); ++mark) {
            const Coefficient &of = m_rows[size_t(mark)];
            if (of.interval)
                addInterval(mark, of.interval->low, of.interval->high, tokens.people);
            if (of.value)
                addPoints(QCPScatterStyle::ssCircle, markDiameter, tokens.people, QPen(Qt::NoPen), {placeOf(mark)});
            addValue(mark, 44, of.value ? widgets::formatFixed(*of.value, decimals) : widgets::noValue(), tokens.text,
                     widgets::Weight::Medium);
            addValue(mark, 136, of.interval ? widgets::formatInterval(of.interval->low, of.interval->high) : QString(),
                     tokens.text2, widgets::Weight::Regular);
            addValue(mark, 192, QStringLiteral("n=%1").arg(widgets::formatCount(of.n)), tokens.text3,
                     widgets::Weight::Regular);
        }
    }

private:
    std::vector<Coefficient> m_rows;
};

CoefficientPlot::CoefficientPlot(PairSelection *selection, QWidget *parent)
    : Plot(QStringLiteral("agreement-coefficients"), tr("Coefficients of agreement"), parent)
    , m_canvas(new Canvas(selection))
{
    m_canvas->setObjectName(QStringLiteral("coefficientCanvas"));
    setCanvas(m_canvas);
}

QString CoefficientPlot::title() const
{
    return tr("Coefficients of agreement");
}

QString CoefficientPlot::note() const
{
    return m_canvas->rows().empty() ? QString() : tr("among annotators, 95 %; dashed: by chance");
}

QString CoefficientPlot::summary() const
{
    QStringList rows;
    for (const Coefficient &row : m_canvas->rows())
        rows.append(tr("%1 %2 (n=%3)")
                        .arg(row.name,
                             row.value ? widgets::formatFixed(*row.value, decimals) : QString(row.value.reason()),
                             widgets::formatCount(row.n)));
    return tr("Agreement among annotators: %1.").arg(rows.join(QStringLiteral(", ")));
}

ValueSource CoefficientPlot::values() const
{
    return [rows = m_canvas->rows()] {
        ValueTable table{{QStringLiteral("coefficient"), QStringLiteral("value"), QStringLiteral("low"),
                          QStringLiteral("high"), QStringLiteral("n"), QStringLiteral("undefined")}};
        for (const Coefficient &row : rows)
            table.append({row.key, row.value ? base::toShortest(*row.value) : QString(),
                          row.interval ? base::toShortest(row.interval->low) : QString(),
                          row.interval ? base::toShortest(row.interval->high) : QString(), QString::number(row.n),
                          QString(row.value.reason())});
        return table;
    };
}

} // namespace disagreement
