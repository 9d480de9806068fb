#include "app/cli/statscommand.h"

#include <vector>

#include <QJsonObject>

#include "app/cli/cli.h"
#include "app/cli/statstables.h"
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
    QString bothBad = QStringLiteral("leave-out");
    QString zeroMethod = QStringLiteral("wilcoxon");
    QStringList judgeDimensions;
    std::vector<std::string> compare;
    bool correction = false;
    bool exact = false;
    bool leftAdvantage = false;
    bool byGroup = false;
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

/// One of two words, or what is wrong with it.
QString eitherOf(const char *option, const QString &word, const QString &usual, const QString &other, QString &hint)
{
    if (word == usual || word == other)
        return {};
    hint = QStringLiteral("It is %1 or %2").arg(usual, other);
    return QStringLiteral("%1 cannot be '%2'").arg(QString::fromLatin1(option), word);
}

/// Fills in what chooses between definitions.
QString readChoices(const StatsWords &words, analysis::StatsOptions &options, QString &hint)
{
    const QString pair = QStringLiteral("pair");
    const QString tie = QStringLiteral("tie");
    const QString pratt = QStringLiteral("pratt");
    for (const QString &problem :
         {eitherOf("--unit", words.unit, QStringLiteral("vote"), pair, hint),
          eitherOf("--both-bad", words.bothBad, QStringLiteral("leave-out"), tie, hint),
          eitherOf("--zero-method", words.zeroMethod, QStringLiteral("wilcoxon"), pratt, hint)})
        if (!problem.isEmpty())
            return problem;
    if (words.correction && words.exact) {
        hint = QStringLiteral("An exact p needs no correction");
        return QStringLiteral("--correction and --exact exclude each other");
    }
    options.agreement.unit = words.unit == pair ? analysis::Unit::Pair : analysis::Unit::Vote;
    options.bothBadIsTie = words.bothBad == tie;
    options.leftAdvantage = words.leftAdvantage;
    options.byGroup = words.byGroup;
    options.judgeDimensions = splitList(words.judgeDimensions);
    options.wilcoxon.zeros = words.zeroMethod == pratt ? statistics::Zeros::Pratt : statistics::Zeros::Wilcoxon;
    options.wilcoxon.method = words.exact ? statistics::PMethod::Exact : statistics::PMethod::Normal;
    options.wilcoxon.correction = words.correction;
    if (words.compare.size() == 2) {
        options.compareA = QString::fromStdString(words.compare[0]);
        options.compareB = QString::fromStdString(words.compare[1]);
    }
    if (options.compareA.isEmpty() && !words.what.isEmpty() && options.parts.contains(QLatin1String("compare"))) {
        hint = QStringLiteral("Name two generators: --compare A B");
        return QStringLiteral("the part compare wants --compare");
    }
    return {};
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
    if (const QString problem = readChoices(words, options, hint); !problem.isEmpty())
        return problem;
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
    if (!context.options().json)
        for (const QString &line : statsTables(*document))
            context.line(line);
    context.document(*document);
    return Done;
}

} // namespace

void addStatsCommand(Cli &cli)
{
    auto words = std::make_shared<StatsWords>();
    CLI::App *command = cli.add("stats", "Agreement, rankings, scorers against people, tests, and the quality of votes",
                                "dissensus-cli stats my.dissensus --what scorers,quality --unit pair --json",
                                [words](Context &context) { return runStats(*words, context); });
    const std::string parts =
        "parts, by comma: " + analysis::StatsOptions::availableParts().join(QStringLiteral(", ")).toStdString()
        + " (default all)";
    addText(command, "STUDY", words->study, "the study file")->required();
    addTexts(command, "--what", words->what, parts.c_str());
    addTexts(command, "--annotators", words->annotators, "codes, by comma (default all)");
    addTexts(command, "--groups", words->groups, "groups of annotators, by comma (default all)");
    addTexts(command, "--scorer", words->scorers,
             "scorer ids, by comma; an id selects its imported values too (default all)");
    addTexts(command, "--include", words->include, "count also practice, gold, repeats");
    addText(command, "--question", words->question, "only votes on this question (default all)");
    addText(command, "--unit", words->unit, "vote or pair: what n counts when scorers meet people (default vote)");
    command->add_option("--level", words->level, "level of intervals (default 0.95)");
    command->add_option("--bootstrap", words->bootstrap, "replicates of the clustered bootstrap (default none)");
    command
        ->add_option("--seed", words->seed, "seed of the bootstrap (default 1)")
        // The conversion would wrap it around.
        ->check(
            [](const std::string &text) { return std::string(text.starts_with('-') ? "must not be negative" : ""); });
    command->add_flag("--by-group", words->byGroup,
                      "agreement, ranking and scorers also for each group of annotators alone");
    addText(command, "--both-bad", words->bothBad,
            "leave-out or tie: what the ranking makes of it (default leave-out)");
    command->add_flag("--left-advantage", words->leftAdvantage,
                      "let the ranking estimate how much the left side is favoured");
    command
        ->add_option("--compare", words->compare,
                     "two generators: signed-rank test of their distorted pictures under the original prompt")
        ->expected(2);
    command->add_flag("--correction", words->correction, "with a continuity correction of 0.5");
    command->add_flag("--exact", words->exact, "with the exact distribution, up to 500 differences");
    addText(command, "--zero-method", words->zeroMethod, "wilcoxon or pratt: what becomes of zeros (default wilcoxon)");
    addTexts(command, "--judge-dimensions", words->judgeDimensions,
             "dimensions whose ratings are summed against a judge's, by comma (default all)");
}

} // namespace cli
