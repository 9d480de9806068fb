#include "app/cli/statstables.h"

#include <algorithm>

#include <QJsonArray>
#include <QMap>

#include "app/cli/statscells.h"

namespace cli {

namespace {

QStringList agreementLines(const QJsonObject &part)
{
    Part table(QStringLiteral("agreement"), {QStringLiteral("measure"), QStringLiteral("n"), QStringLiteral("value")});
    const auto estimate = [&table](const QString &name, const QJsonValue &value) {
        const QJsonObject object = value.toObject();
        table.row({name, whole(object[QLatin1String("n")]), withInterval(object, QStringLiteral("value"))});
        if (object.contains(QLatin1String("undefined")))
            table.note(name + QStringLiteral(": ") + object[QLatin1String("undefined")].toString());
    };
    const QJsonObject alpha = part[QLatin1String("krippendorff_alpha")].toObject();
    estimate(QStringLiteral("percent agreement"), part[QLatin1String("percent")]);
    estimate(QStringLiteral("Fleiss kappa (%1 raters)")
                 .arg(whole(part[QLatin1String("fleiss_kappa")][QLatin1String("raters")])),
             part[QLatin1String("fleiss_kappa")]);
    estimate(QStringLiteral("Krippendorff alpha, nominal"), alpha[QLatin1String("nominal")]);
    estimate(QStringLiteral("Krippendorff alpha, ordinal"), alpha[QLatin1String("ordinal")]);
    estimate(QStringLiteral("Gwet AC1"), part[QLatin1String("gwet_ac1")]);
    estimate(QStringLiteral("Gwet AC2, quadratic"), part[QLatin1String("gwet_ac2")]);

    // Of sixty annotators there are 3,540 rows: people get the spread, --json has them all.
    constexpr int mostRows = 40;
    QMap<QPair<QString, QString>, QStringList> pairs;
    const QJsonArray kappas = part[QLatin1String("cohen_kappa")].toArray();
    for (const QJsonValue &value : kappas) {
        const QJsonObject row = value.toObject();
        QStringList &cells = pairs[{row[QLatin1String("a")].toString(), row[QLatin1String("b")].toString()}];
        if (cells.isEmpty())
            cells = {shortened(row[QLatin1String("a")].toString(), 20),
                     shortened(row[QLatin1String("b")].toString(), 20), whole(row[QLatin1String("n")])};
        cells.append(withInterval(row, QStringLiteral("kappa")));
    }
    QStringList lines = table.lines();
    if (pairs.isEmpty())
        return lines;
    Part cohen(QStringLiteral("Cohen kappa of pairs of annotators"),
               {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("n"), QStringLiteral("unweighted"),
                QStringLiteral("quadratic")});
    int shown = 0;
    for (const QStringList &cells : std::as_const(pairs))
        if (shown++ < mostRows)
            cohen.row(cells);
    if (pairs.size() > mostRows)
        cohen.note(QStringLiteral("and %1 more pairs, see --json").arg(pairs.size() - mostRows));
    return lines + cohen.lines();
}

QStringList rankingLines(const QJsonObject &part)
{
    Part table(QStringLiteral("ranking (%1)").arg(part[QLatin1String("model")].toString()),
               {QStringLiteral("rank"), QStringLiteral("generator"), QStringLiteral("n"), QStringLiteral("score"),
                QStringLiteral("bootstrap")});
    QList<QJsonObject> rows;
    const QJsonArray generators = part[QLatin1String("generators")].toArray();
    for (const QJsonValue &value : generators)
        rows.append(value.toObject());
    std::stable_sort(rows.begin(), rows.end(), [](const QJsonObject &a, const QJsonObject &b) {
        return a[QLatin1String("rank")].toDouble() < b[QLatin1String("rank")].toDouble();
    });
    for (const QJsonObject &row : std::as_const(rows)) {
        const QJsonValue low = row[QLatin1String("bootstrap_low")];
        table.row({QString::number(row[QLatin1String("rank")].toDouble()), textOf(row, QStringLiteral("generator"), 34),
                   whole(row[QLatin1String("n")]), withInterval(row, QStringLiteral("score")),
                   low.isDouble()
                       ? QStringLiteral("[%1, %2]").arg(fixed(low), fixed(row[QLatin1String("bootstrap_high")]))
                       : missing});
    }
    if (part[QLatin1String("undefined")].isString())
        table.note(part[QLatin1String("undefined")].toString());
    else
        table.note(QStringLiteral("tie parameter %1%2%3")
                       .arg(withInterval(part, QStringLiteral("tie_parameter"), QStringLiteral("tie_parameter_")),
                            part[QLatin1String("connected")].toBool() ? QString() : QStringLiteral("; not connected"),
                            part[QLatin1String("penalised")].toBool()
                                ? QStringLiteral(": penalised by half a tie per pair")
                                : QString()));
    const QJsonObject left = part[QLatin1String("left_advantage")].toObject();
    if (!left.isEmpty())
        table.note(QStringLiteral("advantage of the left side %1").arg(withInterval(left, QStringLiteral("value"))));
    table.note(QStringLiteral("left out: %1 both bad, %2 votes within one generator")
                   .arg(whole(part[QLatin1String("excluded_both_bad")]),
                        whole(part[QLatin1String("excluded_same_generator")])));
    return table.lines();
}

/// One table per kind of pair, so that its name takes no column.
QStringList scorerLines(const QJsonArray &rows)
{
    QMap<QString, QList<QJsonObject>> kinds;
    for (const QJsonValue &row : rows)
        kinds[row[QLatin1String("variant_pair")].toString()].append(row.toObject());
    if (kinds.isEmpty())
        return Part(QStringLiteral("scorers"), {}).lines();
    QStringList lines;
    for (auto it = kinds.cbegin(); it != kinds.cend(); ++it) {
        const QString unit = it->constFirst()[QLatin1String("unit")].toString();
        Part table(QStringLiteral("scorers on %1, unit %2, share of first %3")
                       .arg(it.key(), unit, fixed(it->constFirst()[QLatin1String("positive_share")])),
                   {QStringLiteral("scorer"), QStringLiteral("n"), QStringLiteral("accuracy"), QStringLiteral("AUROC"),
                    QStringLiteral("F1"), QStringLiteral("ties"), QStringLiteral("human ties")});
        for (const QJsonObject &row : *it) {
            table.row({textOf(row, QStringLiteral("scorer"), 24), whole(row[QLatin1String("n")]),
                       withInterval(row, QStringLiteral("accuracy")),
                       withInterval(row, QStringLiteral("auroc"), QStringLiteral("auroc_")),
                       fixed(row[QLatin1String("f1")]), whole(row[QLatin1String("n_ties")]),
                       whole(row[QLatin1String("n_human_ties")])});
            if (row.contains(QLatin1String("bootstrap_low")))
                table.row(
                    {QStringLiteral("  bootstrap"), missing,
                     QStringLiteral("[%1, %2]")
                         .arg(fixed(row[QLatin1String("bootstrap_low")]), fixed(row[QLatin1String("bootstrap_high")])),
                     QStringLiteral("[%1, %2]")
                         .arg(fixed(row[QLatin1String("auroc_bootstrap_low")]),
                              fixed(row[QLatin1String("auroc_bootstrap_high")])),
                     missing, missing, missing});
        }
        lines += table.lines();
    }
    return lines;
}

QStringList deltaLines(const QJsonArray &rows)
{
    const QStringList numbers{QStringLiteral("n"), QStringLiteral("mean delta"), QStringLiteral("after"),
                              QStringLiteral("share"), QStringLiteral("ties")};
    QList<QStringList> cells;
    QList<qsizetype> widths;
    for (const QString &name : numbers)
        widths.append(name.size());
    for (const QJsonValue &value : rows) {
        const QJsonObject row = value.toObject();
        cells.append({whole(row[QLatin1String("n")]), withInterval(row, QStringLiteral("mean_delta")),
                      fixed(row[QLatin1String("mean_after")]), fixed(row[QLatin1String("share_prefers_distorted")]),
                      whole(row[QLatin1String("n_ties")])});
        for (qsizetype i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths[i], cells.constLast()[i].size());
    }
    // What the numbers leave of the page, for the two names.
    qsizetype left = tableWidth - indent.size() - 2;
    for (const qsizetype width : std::as_const(widths))
        left -= width + 2;
    const int nameWidth = int(std::max<qsizetype>(left / 2, 9));
    Part table(QStringLiteral("deltas"), QStringList{QStringLiteral("generator"), QStringLiteral("scorer")} + numbers);
    for (qsizetype i = 0; i < rows.size(); ++i)
        table.row(QStringList{textOf(rows[i].toObject(), QStringLiteral("generator"), nameWidth),
                              textOf(rows[i].toObject(), QStringLiteral("scorer"), nameWidth)}
                  + cells[i]);
    return table.lines();
}

QStringList compareLines(const QJsonArray &rows)
{
    Part table(QStringLiteral("compare"),
               {QStringLiteral("scorer"), QStringLiteral("n"), QStringLiteral("zeros"), QStringLiteral("W+"),
                QStringLiteral("z"), QStringLiteral("r"), QStringLiteral("p greater"), QStringLiteral("p less"),
                QStringLiteral("p two-sided")});
    for (const QJsonValue &value : rows) {
        const QJsonObject row = value.toObject();
        if (row[QLatin1String("groups")].toInt() == 0)
            continue; // a scorer that knows nothing of them
        table.row(
            {textOf(row, QStringLiteral("scorer"), 26), whole(row[QLatin1String("n")]),
             whole(row[QLatin1String("zeros")]),
             row[QLatin1String("w_plus")].isDouble() ? QString::number(row[QLatin1String("w_plus")].toDouble(), 'g', 12)
                                                     : missing,
             fixed(row[QLatin1String("z")]), fixed(row[QLatin1String("r")], 4), pText(row[QLatin1String("p_greater")]),
             pText(row[QLatin1String("p_less")]), pText(row[QLatin1String("p_two_sided")])});
    }
    return table.lines();
}

QStringList emotionLines(const QJsonArray &rows)
{
    Part table(QStringLiteral("emotions"), {QStringLiteral("emotion"), QStringLiteral("scorer"), QStringLiteral("n"),
                                            QStringLiteral("accuracy"), QStringLiteral("mean difference")});
    for (const QJsonValue &value : rows) {
        const QJsonObject row = value.toObject();
        table.row({textOf(row, QStringLiteral("emotion"), 20), textOf(row, QStringLiteral("scorer"), 26),
                   whole(row[QLatin1String("n")]), withInterval(row, QStringLiteral("accuracy")),
                   fixed(row[QLatin1String("mean_difference")])});
    }
    return table.lines();
}

QStringList taxonomyLines(const QJsonArray &rows)
{
    Part table(QStringLiteral("taxonomy"), {QStringLiteral("class"), QStringLiteral("sub-class"),
                                            QStringLiteral("scorer"), QStringLiteral("n"), QStringLiteral("mean gap")});
    for (const QJsonValue &value : rows) {
        const QJsonObject row = value.toObject();
        table.row({textOf(row, QStringLiteral("class"), 24), textOf(row, QStringLiteral("sub_class"), 22),
                   textOf(row, QStringLiteral("scorer"), 18), whole(row[QLatin1String("n")]),
                   withInterval(row, QStringLiteral("mean_gap"))});
    }
    return table.lines();
}

QStringList gapLines(const QJsonArray &rows)
{
    Part table(QStringLiteral("gaps"), {QStringLiteral("scorer"), QStringLiteral("kind"), QStringLiteral("n"),
                                        QStringLiteral("mean gap"), QStringLiteral("share"), QStringLiteral("ties")});
    for (const QJsonValue &value : rows) {
        const QJsonObject row = value.toObject();
        table.row({textOf(row, QStringLiteral("scorer"), 36), row[QLatin1String("kind")].toString(),
                   whole(row[QLatin1String("n")]), withInterval(row, QStringLiteral("mean_gap")),
                   fixed(row[QLatin1String("share_prefers_distorted")]), whole(row[QLatin1String("n_ties")])});
    }
    return table.lines();
}

QStringList meanLines(const QJsonArray &rows)
{
    Part table(QStringLiteral("means"), {QStringLiteral("scorer"), QStringLiteral("kind"), QStringLiteral("variant"),
                                         QStringLiteral("n"), QStringLiteral("mean"), QStringLiteral("sd")});
    for (const QJsonValue &value : rows) {
        const QJsonObject row = value.toObject();
        table.row({textOf(row, QStringLiteral("scorer"), 34), row[QLatin1String("kind")].toString(),
                   textOf(row, QStringLiteral("variant"), 12), whole(row[QLatin1String("n")]),
                   withInterval(row, QStringLiteral("mean")), fixed(row[QLatin1String("sd")])});
    }
    return table.lines();
}

QStringList qualityLines(const QJsonArray &rows)
{
    Part table(QStringLiteral("quality"), {QStringLiteral("annotator"), QStringLiteral("votes"), QStringLiteral("left"),
                                           QStringLiteral("p"), QStringLiteral("retest"), QStringLiteral("gold"),
                                           QStringLiteral("median ms"), QStringLiteral("too fast")});
    for (const QJsonValue &value : rows) {
        const QJsonObject row = value.toObject();
        table.row({textOf(row, QStringLiteral("annotator"), 24), whole(row[QLatin1String("votes")]),
                   fixed(row[QLatin1String("side_bias")]), pText(row[QLatin1String("side_bias_p")]),
                   fixed(row[QLatin1String("retest_agreement")]),
                   QStringLiteral("%1/%2").arg(whole(row[QLatin1String("gold_passed")]),
                                               whole(row[QLatin1String("gold_shown")])),
                   whole(row[QLatin1String("median_ms")]), whole(row[QLatin1String("too_fast")])});
    }
    return table.lines();
}

QStringList judgeLines(const QJsonArray &rows)
{
    Part table(QStringLiteral("judges"),
               {QStringLiteral("dimension"), QStringLiteral("n"), QStringLiteral("MAE"), QStringLiteral("WMAE"),
                QStringLiteral("weighted F1"), QStringLiteral("accuracy"), QStringLiteral("Pearson"),
                QStringLiteral("Spearman")});
    for (const QJsonValue &value : rows) {
        const QJsonObject row = value.toObject();
        QStringList cells{textOf(row, QStringLiteral("dimension"), 24), whole(row[QLatin1String("n")])};
        for (const char *column : {"mae", "wmae", "weighted_f1", "accuracy", "pearson", "spearman"})
            cells.append(fixed(row[QLatin1String(column)]));
        table.row(cells);
    }
    return table.lines();
}

/// The parts of a document, or of one group in it.
QStringList partLines(const QJsonObject &document, const QJsonObject &definitions)
{
    using ArrayLines = QStringList (*)(const QJsonArray &);
    static const QList<std::pair<const char *, ArrayLines>> arrays{
        {"scorers", scorerLines},   {"deltas", deltaLines},      {"compare", compareLines},
        {"emotions", emotionLines}, {"taxonomy", taxonomyLines}, {"gaps", gapLines},
        {"means", meanLines},       {"quality", qualityLines},   {"judges", judgeLines}};
    QStringList lines;
    const auto add = [&](const QString &part, const QStringList &table) {
        lines += table;
        if (definitions.contains(part))
            lines += wrapped(definitions[part].toString(), tableWidth, indent);
        lines.append(QString());
    };
    if (document.contains(QLatin1String("agreement")))
        add(QStringLiteral("agreement"), agreementLines(document[QLatin1String("agreement")].toObject()));
    if (document.contains(QLatin1String("ranking")))
        add(QStringLiteral("ranking"), rankingLines(document[QLatin1String("ranking")].toObject()));
    for (const auto &[name, toLines] : arrays) {
        const QString part = QString::fromLatin1(name);
        if (document.contains(part))
            add(part, toLines(document[part].toArray()));
    }
    return lines;
}

} // namespace

QStringList statsTables(const QJsonObject &document)
{
    const QJsonObject definitions = document[QLatin1String("definitions")].toObject();
    QStringList lines;
    if (document[QLatin1String("simulated")].toBool())
        lines.append(QStringLiteral("Simulated study: its annotators are programs."));
    const QJsonArray warnings = document[QLatin1String("warnings")].toArray();
    for (const QJsonValue &warning : warnings)
        lines += wrapped(QStringLiteral("Warning: ") + warning.toString(), tableWidth, {});
    lines += partLines(document, definitions);
    const QJsonArray groups = document[QLatin1String("by_group")].toArray();
    for (const QJsonValue &group : groups) {
        lines.append(QStringLiteral("Group %1").arg(group[QLatin1String("group")].toString()));
        lines += partLines(group.toObject(), {});
    }
    const QJsonObject test = document[QLatin1String("ranking_test")].toObject();
    if (!test.isEmpty())
        lines += wrapped(QStringLiteral("Do the groups rank alike? Likelihood ratio %1, %2 degrees of freedom, p %3%4")
                             .arg(fixed(test[QLatin1String("likelihood_ratio")]),
                                  whole(test[QLatin1String("degrees_of_freedom")]), pText(test[QLatin1String("p")]),
                                  test.contains(QLatin1String("undefined"))
                                      ? QStringLiteral(" (%1)").arg(test[QLatin1String("undefined")].toString())
                                      : QString()),
                         tableWidth, {});
    lines += wrapped(QStringLiteral("Votes counted: %1. Intervals at level %2.")
                         .arg(definitions[QLatin1String("votes")].toString(),
                              QString::number(definitions[QLatin1String("level")].toDouble())),
                     tableWidth, {});
    return lines;
}

} // namespace cli
