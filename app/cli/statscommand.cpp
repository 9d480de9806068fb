#include "app/cli/statscommand.h"

#include <QJsonArray>
#include <QJsonObject>

#include "app/cli/cli.h"
#include "app/cli/texttable.h"
#include "core/analysis/statsdocument.h"
#include "core/storage/database.h"

namespace cli {

namespace {

/// What the command line said, still as words.
struct StatsWords
{
    QString study;
    QStringList what;
    QStringList annotators;
    QStringList groups;
    QStringList scorers;
    QStringList include;
    QString question;
    QString unit = QStringLiteral("vote");
    double level = 0.95;
    int bootstrap = 0;
    quint64 seed = 1;
};

/// "a,b" and "a" "b" are the same list.
QStringList splitList(const QStringList &words)
{
    QStringList all;
    for (const QString &word : words)
        all += word.split(QLatin1Char(','), Qt::SkipEmptyParts);
    all.removeDuplicates();
    return all;
}

/// The first of the words that the list does not know, or nothing.
QString unknownWord(const QStringList &words, const QStringList &known)
{
    for (const QString &word : words) {
        if (!known.contains(word))
            return word;
    }
    return {};
}

QString cell(const QJsonObject &row, const QString &column)
{
    const QJsonValue value = row[column];
    if (value.isNull() || value.isUndefined())
        return QStringLiteral("-");
    if (!value.isDouble())
        return value.toString();
    const double number = value.toDouble();
    return number == std::trunc(number) && column.startsWith(QLatin1Char('n')) ? QString::number(qint64(number))
                                                                               : QString::number(number, 'f', 3);
}

/// Which columns of a part people see; --json has all of them. Counts are printed whole.
struct PartLayout
{
    const char *part;
    QStringList columns;
    QStringList counts;
};

QList<PartLayout> layouts()
{
    const auto words = [](const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); };
    return {
        {"scorers",
         words("scorer variant_pair unit accuracy low high auroc auroc_low auroc_high f1 n n_ties n_human_ties"),
         {}},
        {"quality",
         words("annotator votes side_bias side_bias_p retest_agreement gold_passed gold_shown median_ms too_fast"),
         words("votes gold_passed gold_shown median_ms too_fast")},
        {"deltas", words("generator scorer n mean_delta low high mean_after share_prefers_distorted n_ties"), {}},
        {"emotions", words("emotion scorer n accuracy low high mean_difference"), {}},
        {"taxonomy", words("class sub_class scorer n mean_gap mean_delta low high"), {}},
    };
}

void printTables(const QJsonObject &document, Context &context)
{
    const QJsonObject definitions = document[QLatin1String("definitions")].toObject();
    if (document[QLatin1String("simulated")].toBool())
        context.line(QStringLiteral("Simulated study: its annotators are programs."));
    for (const PartLayout &layout : layouts()) {
        const QString part = QString::fromLatin1(layout.part);
        if (!document.contains(part))
            continue;
        context.line(part);
        QList<QStringList> rows;
        for (const QJsonValue &value : document[part].toArray()) {
            QStringList cells;
            for (const QString &column : layout.columns)
                cells.append(layout.counts.contains(column) && value[column].isDouble()
                                 ? QString::number(value[column].toDouble())
                                 : cell(value.toObject(), column));
            rows.append(cells);
        }
        if (rows.isEmpty()) {
            context.line(QStringLiteral("  nothing to compute from"));
        } else {
            for (const QString &line : textTable(layout.columns, rows))
                context.line(QStringLiteral("  ") + line);
        }
        context.line(QStringLiteral("  ") + definitions[part].toString());
    }
    context.line(QStringLiteral("Votes counted: %1. Intervals at level %2.")
                     .arg(definitions[QLatin1String("votes")].toString(),
                          QString::number(definitions[QLatin1String("level")].toDouble())));
}

/// Fills `options` from the words, or says what the fixed lists forbid.
QString readWords(const StatsWords &words, analysis::StatsOptions &options, QString &hint)
{
    const QStringList parts = analysis::StatsOptions::availableParts();
    if (!words.what.isEmpty())
        options.parts = splitList(words.what);
    if (const QString part = unknownWord(options.parts, parts); !part.isEmpty()) {
        hint = QStringLiteral("There are %1").arg(parts.join(QStringLiteral(", ")));
        return QStringLiteral("no statistic is called '%1'").arg(part);
    }
    const QStringList include = splitList(words.include);
    const QStringList kinds{QStringLiteral("practice"), QStringLiteral("gold"), QStringLiteral("repeats")};
    if (const QString kind = unknownWord(include, kinds); !kind.isEmpty()) {
        hint = QStringLiteral("There are %1").arg(kinds.join(QStringLiteral(", ")));
        return QStringLiteral("--include knows no '%1'").arg(kind);
    }
    if (words.unit != QLatin1String("vote") && words.unit != QLatin1String("pair")) {
        hint = QStringLiteral("It is vote or pair");
        return QStringLiteral("--unit cannot be '%1'").arg(words.unit);
    }
    if (!(words.level > 0 && words.level < 1)) {
        hint = QStringLiteral("0.95 is usual");
        return QStringLiteral("--level must lie between 0 and 1");
    }
    if (words.bootstrap < 0 || words.bootstrap > 1000000)
        return QStringLiteral("--bootstrap must lie between 0 and 1000000");

    options.scorers = splitList(words.scorers);
    options.filter.annotators = splitList(words.annotators);
    options.filter.groups = splitList(words.groups);
    options.filter.question = words.question;
    options.filter.includePractice = include.contains(kinds[0]);
    options.filter.includeGold = include.contains(kinds[1]);
    options.filter.includeRepeats = include.contains(kinds[2]);
    options.agreement.unit = words.unit == QLatin1String("pair") ? analysis::Unit::Pair : analysis::Unit::Vote;
    options.agreement.level = words.level;
    options.agreement.bootstrap = words.bootstrap;
    options.agreement.seed = words.seed;
    return {};
}

int runStats(const StatsWords &words, Context &context)
{
    analysis::StatsOptions options;
    QString hint;
    if (const QString problem = readWords(words, options, hint); !problem.isEmpty())
        return context.usage(problem, hint);

    auto database = storage::Database::open(words.study, storage::Database::Mode::ReadOnly);
    if (!database)
        return context.fail(database.error());
    const auto snapshot = analysis::Snapshot::load(*database, context.progress());
    if (!snapshot)
        return context.fail(snapshot.error());
    const auto document = analysis::statsDocument(*snapshot, options, context.progress());
    if (!document)
        return context.fail(document.error());
    printTables(*document, context);
    context.document(*document);
    return Done;
}

} // namespace

void addStatsCommand(Cli &cli)
{
    auto words = std::make_shared<StatsWords>();
    CLI::App *command = cli.add("stats", "Measure scorers against people, and the quality of votes",
                                "dissensus-cli stats my.dissensus --what scorers,quality --unit pair --json",
                                [words](Context &context) { return runStats(*words, context); });
    addText(command, "STUDY", words->study, "the study file")->required();
    addTexts(command, "--what", words->what,
             "parts, by comma: scorers, quality, deltas, emotions, taxonomy (default all)");
    addTexts(command, "--annotators", words->annotators, "codes, by comma (default all)");
    addTexts(command, "--groups", words->groups, "groups of annotators, by comma (default all)");
    addTexts(command, "--scorer", words->scorers,
             "scorer ids, by comma; an id selects its imported values too (default all)");
    addTexts(command, "--include", words->include, "count also practice, gold, repeats");
    addText(command, "--question", words->question, "only votes on this question (default all)");
    addText(command, "--unit", words->unit, "vote or pair: what n counts when scorers meet people (default vote)");
    command->add_option("--level", words->level, "level of intervals (default 0.95)");
    command->add_option("--bootstrap", words->bootstrap, "replicates of the clustered bootstrap (default none)");
    command->add_option("--seed", words->seed, "seed of the bootstrap (default 1)");
}

} // namespace cli
