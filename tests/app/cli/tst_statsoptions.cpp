#include <csignal>

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include "tests/support/manyvotes.h"
#include "tests/support/paths.h"
#include "tests/support/program.h"
#include "tests/support/studies.h"

using support::runCli;

namespace {

QByteArray number(int value)
{
    return QByteArray::number(value);
}

/// Pictures of generators A, B and C without files, original and distorted, under twelve prompts. `hps-v3` likes A
/// least; under the original prompt a distorted picture of A has 1, of B 2, of C 4 more than the prompt's number.
QByteArray pictures(bool withScores)
{
    QByteArray text = "picture,prompt_group,prompt,variant,generator";
    text += withScores ? ",score:hps-v3@original,score:hps-v3@distorted\n" : "\n";
    for (int prompt = 0; prompt < 12; ++prompt)
        for (const char *variant : {"original", "distorted"})
            for (int generator = 0; generator < 3; ++generator) {
                const char name = char('A' + generator);
                text += QByteArray(variant) + '-' + name + number(prompt) + ",g" + number(prompt) + ",a " + variant
                        + " prompt " + number(prompt) + ',' + variant + ',' + name;
                const int value = prompt + (1 << generator) + (qstrcmp(variant, "original") == 0 ? 10 : 0);
                if (withScores)
                    text += ',' + number(value) + ',' + number(20 - value);
                text += '\n';
            }
    return text;
}

struct Vote
{
    QByteArray annotator;
    int prompt = 0;
    char left = 'A';
    char right = 'B';
    QByteArray answer = "left";
    QByteArray kind = {}; ///< "practice", "gold", "repeat"
};

QByteArray votes(const QList<Vote> &all)
{
    QByteArray text =
        "vote_id,trial_id,annotator,groups,prompt_group,prompt,variant,question,left_picture,right_picture,"
        "answer,is_practice,is_gold,is_repeat,answered_at,response_ms\n";
    int n = 0;
    for (const Vote &vote : all) {
        const QByteArray prompt = number(vote.prompt);
        text += 'v' + number(n) + ",t" + number(n) + ',' + vote.annotator + ','
                + (vote.annotator < "m" ? "early" : "late") + ",g" + prompt + ",a original prompt " + prompt
                + ",original,preference,original-" + vote.left + prompt + ",original-" + vote.right + prompt + ','
                + vote.answer + ',' + number(vote.kind == "practice") + ',' + number(vote.kind == "gold") + ','
                + number(vote.kind == "repeat") + ",2026-01-31T12:00:00.000Z,1000\n";
        ++n;
    }
    return text;
}

QList<Vote> usualVotes()
{
    QList<Vote> all;
    for (int prompt = 0; prompt < 12; ++prompt) {
        for (const char *annotator : {"ann", "bob", "zoe"}) {
            // zoe prefers the other one of A and B; under odd prompts the sides are swapped.
            const auto add = [&](char first, char second, const QByteArray &winner) {
                const bool swapped = prompt % 2 == 1;
                const QByteArray side = winner == "first"    ? (swapped ? "right" : "left")
                                        : winner == "second" ? (swapped ? "left" : "right")
                                                             : winner;
                all.append({annotator, prompt, swapped ? second : first, swapped ? first : second, side});
            };
            const bool prefersA = (prompt == 1) == (annotator[0] == 'z');
            add('A', 'B', prompt % 4 == 0 ? "tie" : prefersA ? "first" : "second");
            add('C', 'B', prompt % 5 == 0 ? "both_bad" : prompt % 3 == 0 ? "first" : "second");
        }
    }
    all.append({"ann", 1, 'A', 'C', "skip"});
    all.append({"ann", 2, 'A', 'C', "left", "practice"});
    all.append({"ann", 3, 'A', 'C', "left", "gold"});
    all.append({"ann", 1, 'B', 'A', "left", "repeat"});
    return all;
}

} // namespace

/// Every option of `stats`, from outside, and studies in which there is little or nothing to compute from.
class StatsOptionsTest : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;
    QString m_study;

    QString make(const QString &name, bool withScores, const QList<Vote> &all)
    {
        const QString study = m_folder.file(name + QStringLiteral(".dissensus"));
        const auto must = [](const QStringList &arguments) {
            const auto run = runCli(arguments);
            if (run.exitCode != 0)
                qFatal("%s", run.err.constData());
        };
        must({QStringLiteral("study"), QStringLiteral("create"), study});
        must({QStringLiteral("import"), study, m_folder.write(QStringLiteral("pictures.csv"), pictures(withScores))});
        if (!all.isEmpty())
            must({QStringLiteral("import"), study, m_folder.write(QStringLiteral("votes.csv"), votes(all))});
        return study;
    }

    static QJsonObject statsOf(const QString &study, const QStringList &more = {})
    {
        const auto run = runCli(QStringList{QStringLiteral("stats"), study, QStringLiteral("--json")} + more);
        if (run.exitCode != 0)
            qWarning("%s", run.err.constData());
        return run.json().object();
    }
    QJsonObject stats(const QStringList &more = {}) { return statsOf(m_study, more); }

    static QJsonObject generator(const QJsonObject &document, const char *name)
    {
        for (const QJsonValue &row : document[QLatin1String("ranking")][QLatin1String("generators")].toArray())
            if (row[QLatin1String("generator")].toString() == QLatin1String(name))
                return row.toObject();
        return {};
    }

private Q_SLOTS:
    void initTestCase() { m_study = make(QStringLiteral("usual"), true, usualVotes()); }

    void everyPartIsThere()
    {
        const QJsonObject document = stats({QStringLiteral("--compare"), QStringLiteral("C"), QStringLiteral("A")});
        for (const char *part : {"agreement", "ranking", "scorers", "deltas", "compare", "emotions", "taxonomy", "gaps",
                                 "means", "quality", "judges"}) {
            QVERIFY2(document.contains(QLatin1String(part)), part);
            QVERIFY2(!document[QLatin1String("definitions")][QLatin1String(part)].toString().isEmpty(), part);
        }
    }

    void whatChoosesParts()
    {
        const QJsonObject document = stats({QStringLiteral("--what"), QStringLiteral("agreement,quality")});
        QVERIFY(document.contains(QLatin1String("agreement")) && document.contains(QLatin1String("quality")));
        QVERIFY(!document.contains(QLatin1String("ranking")) && !document.contains(QLatin1String("scorers")));
    }

    void estimatesHaveTheirShape()
    {
        const QJsonObject agreement = stats()[QLatin1String("agreement")].toObject();
        const QJsonObject alpha = agreement[QLatin1String("krippendorff_alpha")].toObject();
        for (const QJsonValue &value : {agreement[QLatin1String("percent")], agreement[QLatin1String("fleiss_kappa")],
                                        alpha[QLatin1String("nominal")], alpha[QLatin1String("ordinal")]}) {
            QVERIFY(value[QLatin1String("value")].isDouble());
            QCOMPARE(value[QLatin1String("n")].toInt(), 24);
            QVERIFY(value[QLatin1String("low")].toDouble() <= value[QLatin1String("value")].toDouble());
            QVERIFY(value[QLatin1String("high")].toDouble() >= value[QLatin1String("value")].toDouble());
        }
        const QJsonArray cohen = agreement[QLatin1String("cohen_kappa")].toArray();
        QCOMPARE(cohen.size(), 6); // three pairs of annotators, two kinds of weights
        QCOMPARE(cohen[0][QLatin1String("weights")].toString(), QStringLiteral("none"));
        QCOMPARE(cohen[1][QLatin1String("weights")].toString(), QStringLiteral("quadratic"));
        QCOMPARE(cohen[0][QLatin1String("kappa")].toDouble(), 1.0); // ann and bob always say the same
    }

    void rankingSumsToZeroAndCountsBothBad()
    {
        const QJsonObject document = stats({QStringLiteral("--what"), QStringLiteral("ranking")});
        const QJsonObject ranking = document[QLatin1String("ranking")].toObject();
        double sum = 0;
        for (const QJsonValue &row : ranking[QLatin1String("generators")].toArray())
            sum += row[QLatin1String("score")].toDouble();
        QVERIFY(std::abs(sum) < 1e-9);
        QCOMPARE(ranking[QLatin1String("model")].toString(), QStringLiteral("davidson"));
        QCOMPARE(ranking[QLatin1String("excluded_both_bad")].toInt(), 9); // prompts 0, 5 and 10 by three annotators
        QVERIFY(ranking[QLatin1String("connected")].toBool());
        QCOMPARE(generator(document, "B")[QLatin1String("n")].toInt(), 72 - 9);
        const QJsonObject kept = stats(
            {QStringLiteral("--what"), QStringLiteral("ranking"), QStringLiteral("--both-bad"), QStringLiteral("tie")});
        QCOMPARE(kept[QLatin1String("ranking")][QLatin1String("excluded_both_bad")].toInt(-1), 0);
        QCOMPARE(generator(kept, "B")[QLatin1String("n")].toInt(), 72);
        QVERIFY(kept[QLatin1String("ranking")][QLatin1String("tie_parameter")].toDouble()
                > ranking[QLatin1String("tie_parameter")].toDouble());
    }

    void includeAddsVotes()
    {
        const auto counted = [this](const QStringList &more) { return stats(more)[QLatin1String("votes")].toInt(); };
        QCOMPARE(counted({}), 72);
        QCOMPARE(counted({QStringLiteral("--include"), QStringLiteral("practice")}), 73);
        QCOMPARE(counted({QStringLiteral("--include"), QStringLiteral("practice,gold,repeats")}), 75);
    }

    void annotatorsAndGroupsFilter()
    {
        QCOMPARE(stats({QStringLiteral("--annotators"), QStringLiteral("ann")})[QLatin1String("votes")].toInt(), 24);
        QCOMPARE(stats({QStringLiteral("--groups"), QStringLiteral("early")})[QLatin1String("votes")].toInt(), 48);
        QCOMPARE(stats({QStringLiteral("--groups"), QStringLiteral("early,late")})[QLatin1String("votes")].toInt(), 72);
    }

    void groupsAloneOnRequest()
    {
        const QJsonObject document =
            stats({QStringLiteral("--what"), QStringLiteral("agreement,ranking"), QStringLiteral("--by-group")});
        const QJsonArray groups = document[QLatin1String("by_group")].toArray();
        QCOMPARE(groups.size(), 2);
        QCOMPARE(groups[0][QLatin1String("group")].toString(), QStringLiteral("early"));
        QCOMPARE(groups[0][QLatin1String("agreement")][QLatin1String("percent")][QLatin1String("value")].toDouble(),
                 1.0);
        QVERIFY(groups[1][QLatin1String("agreement")][QLatin1String("percent")][QLatin1String("value")]
                    .isNull()); // one person
        QVERIFY(document[QLatin1String("ranking_test")][QLatin1String("p")].toDouble(2)
                < 0.05); // zoe votes the other way
    }

    void levelWidensIntervals()
    {
        const auto width = [this](const char *level) {
            const QJsonValue percent =
                stats({QStringLiteral("--what"), QStringLiteral("agreement"), QStringLiteral("--level"),
                       QString::fromLatin1(level)})[QLatin1String("agreement")][QLatin1String("percent")];
            return percent[QLatin1String("high")].toDouble() - percent[QLatin1String("low")].toDouble();
        };
        QVERIFY(width("0.5") < width("0.95"));
    }

    void bootstrapStandsBesideAndRepeats()
    {
        const QStringList options{QStringLiteral("--what"), QStringLiteral("agreement,ranking,scorers"),
                                  QStringLiteral("--bootstrap"), QStringLiteral("200"), QStringLiteral("--seed")};
        const QJsonObject first = stats(options + QStringList{QStringLiteral("5")});
        QCOMPARE(first, stats(options + QStringList{QStringLiteral("5")}));
        QVERIFY(first != stats(options + QStringList{QStringLiteral("6")}));
        QVERIFY(generator(first, "A")[QLatin1String("bootstrap_low")].toDouble(9)
                < generator(first, "A")[QLatin1String("score")].toDouble());
        QVERIFY(first[QLatin1String("agreement")][QLatin1String("percent")][QLatin1String("bootstrap_low")].isDouble());
        QVERIFY(first[QLatin1String("scorers")][0][QLatin1String("bootstrap_high")].isDouble());
        QVERIFY(first[QLatin1String("definitions")][QLatin1String("bootstrap")].toString().contains(
            QLatin1String("seed 5")));
    }

    void leftAdvantageIsEstimatedOnRequest()
    {
        QVERIFY(!stats()[QLatin1String("ranking")].toObject().contains(QLatin1String("left_advantage")));
        const QJsonObject left =
            stats({QStringLiteral("--left-advantage")})[QLatin1String("ranking")][QLatin1String("left_advantage")]
                .toObject();
        QVERIFY(left[QLatin1String("value")].toDouble() > 0);
    }

    void compareChoosesItsDefinition()
    {
        const auto row = [this](const QStringList &more) {
            return stats(QStringList{QStringLiteral("--what"), QStringLiteral("compare"), QStringLiteral("--compare"),
                                     QStringLiteral("C"), QStringLiteral("A")}
                         + more)[QLatin1String("compare")][0]
                .toObject();
        };
        // C − A is 3 under every prompt: twelve tied differences.
        const QJsonObject plain = row({});
        QCOMPARE(plain[QLatin1String("n")].toInt(), 12);
        QCOMPARE(plain[QLatin1String("zeros")].toInt(), 0);
        QCOMPARE(plain[QLatin1String("w_plus")].toDouble(), 78.0);
        QCOMPARE(plain[QLatin1String("rank_biserial")].toDouble(), 1.0);
        QVERIFY(plain[QLatin1String("method")].toString().contains(QLatin1String("normal")));
        const QJsonObject corrected = row({QStringLiteral("--correction")});
        QVERIFY(corrected[QLatin1String("p_greater")].toDouble() > plain[QLatin1String("p_greater")].toDouble());
        const QJsonObject exact = row({QStringLiteral("--exact")});
        QCOMPARE(exact[QLatin1String("p_greater")].toDouble(), 1.0 / 4096);
        QVERIFY(exact[QLatin1String("method")].toString().startsWith(QLatin1String("exact")));
        const QJsonObject self =
            stats({QStringLiteral("--what"), QStringLiteral("compare"), QStringLiteral("--compare"),
                   QStringLiteral("A"), QStringLiteral("A"), QStringLiteral("--zero-method"),
                   QStringLiteral("pratt")})[QLatin1String("compare")][0]
                .toObject();
        QCOMPARE(self[QLatin1String("zeros")].toInt(), 12);
        QVERIFY(self[QLatin1String("z")].isNull());
        QVERIFY(!self[QLatin1String("undefined")][QLatin1String("z")].toString().isEmpty());
    }

    void wrongUse_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        const auto row = [](const char *name, const QStringList &arguments, int exitCode) {
            QTest::newRow(name) << arguments << exitCode;
        };
        const auto s = [](const char *text) { return QString::fromLatin1(text); };
        row("compare with one name", {s("--compare"), s("A")}, 2);
        row("compare without names", {s("--what"), s("compare")}, 2);
        row("compare with a stranger", {s("--compare"), s("A"), s("Z")}, 1);
        row("both bad", {s("--both-bad"), s("win")}, 2);
        row("zero method", {s("--zero-method"), s("none")}, 2);
        row("exact and corrected", {s("--compare"), s("A"), s("B"), s("--exact"), s("--correction")}, 2);
    }

    void wrongUse()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        const auto run = runCli(QStringList{QStringLiteral("stats"), m_study} + arguments);
        QCOMPARE(run.exitCode, exitCode);
        QVERIFY(run.out.isEmpty());
        QCOMPARE(run.err.count('\n'), 1);
    }

    void tablesFitThePage()
    {
        const auto run = runCli({QStringLiteral("stats"), m_study, QStringLiteral("--bootstrap"), QStringLiteral("50"),
                                 QStringLiteral("--by-group"), QStringLiteral("--compare"), QStringLiteral("A"),
                                 QStringLiteral("B")});
        QCOMPARE(run.exitCode, 0);
        for (const QString &line : QString::fromUtf8(run.out).split(QLatin1Char('\n')))
            QVERIFY2(line.size() <= 100, qPrintable(line));
        for (const char *part :
             {"agreement", "ranking (davidson)", "scorers on original/original", "compare", "Group late"})
            QVERIFY2(run.out.contains(part), part);
    }

    void littleToComputeFrom_data()
    {
        QTest::addColumn<bool>("withScores");
        QTest::addColumn<QByteArray>("kind");
        QTest::newRow("no votes") << true << QByteArray("none");
        QTest::newRow("no votes and no scores") << false << QByteArray("none");
        QTest::newRow("one vote") << true << QByteArray("one");
        QTest::newRow("one annotator") << true << QByteArray("ann");
        QTest::newRow("all ties") << true << QByteArray("tie");
        QTest::newRow("all both bad") << true << QByteArray("both_bad");
        QTest::newRow("all skipped") << true << QByteArray("skip");
        QTest::newRow("always the same generator") << true << QByteArray("left");
        QTest::newRow("no scorer") << false << QByteArray("left");
    }

    /// Nothing crashes, nothing is NaN, and what does not exist is null with a reason.
    void littleToComputeFrom()
    {
        QFETCH(bool, withScores);
        QFETCH(QByteArray, kind);
        QList<Vote> all;
        if (kind == "one")
            all = {{"ann", 0, 'A', 'B', "left"}};
        for (int prompt = 0; kind != "none" && kind != "one" && prompt < 12; ++prompt)
            for (const char *annotator : {"ann", "bob"})
                if (kind != "ann" || qstrcmp(annotator, "ann") == 0)
                    all.append({annotator, prompt, 'A', prompt % 2 == 0 ? 'B' : 'C',
                                kind == "ann" ? QByteArray("right") : kind});
        const QString study = make(
            QString::fromLatin1(QTest::currentDataTag()).replace(QLatin1Char(' '), QLatin1Char('-')), withScores, all);
        const auto run = runCli({QStringLiteral("stats"), study, QStringLiteral("--json"),
                                 QStringLiteral("--bootstrap"), QStringLiteral("50"), QStringLiteral("--by-group"),
                                 QStringLiteral("--compare"), QStringLiteral("A"), QStringLiteral("B")});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.err.isEmpty());
        const QJsonObject document = run.json().object();
        QVERIFY(!document.isEmpty());
        QVERIFY(!run.out.toLower().contains("nan") && !run.out.contains("inf,"));
        const QJsonObject percent = document[QLatin1String("agreement")][QLatin1String("percent")].toObject();
        const bool hasUnits = kind == "tie" || kind == "both_bad" || kind == "left";
        QCOMPARE(percent[QLatin1String("value")].isDouble(), hasUnits);
        if (!hasUnits)
            QVERIFY(!percent[QLatin1String("undefined")].toString().isEmpty());
        const QJsonObject ranking = document[QLatin1String("ranking")].toObject();
        if (kind == "none" || kind == "skip" || kind == "both_bad" || kind == "tie") {
            QVERIFY(ranking[QLatin1String("tie_parameter")].isNull());
            QVERIFY(!ranking[QLatin1String("undefined")].toString().isEmpty());
        } else {
            QCOMPARE(ranking[QLatin1String("connected")].toBool(true), false);
            QVERIFY(ranking[QLatin1String("penalised")].toBool());
        }
        const QJsonArray scorers = document[QLatin1String("scorers")].toArray();
        QCOMPARE(scorers.size(), withScores && kind != "none" && kind != "skip" ? 1 : 0);
        for (const QJsonValue &row : scorers)
            for (const char *column : {"accuracy", "auroc", "f1", "spearman"})
                QVERIFY2(row[QLatin1String(column)].isDouble()
                             || !row[QLatin1String("undefined")][QLatin1String(column)].toString().isEmpty(),
                         column);
        const auto tables = runCli({QStringLiteral("stats"), study});
        QCOMPARE(tables.exitCode, 0);
        QVERIFY(!tables.out.contains("nan"));
    }

    void aBootstrapTellsHowFarItIsAndCanBeStopped()
    {
        support::ManyVotesPlan plan;
        plan.votes = 20000;
        plan.prompts = 60;
        const QString study = support::makeManyVotes(m_folder.file(QString()), plan);
        QProcess process;
        process.start(support::binFolder() + QStringLiteral("/dissensus-cli"),
                      {QStringLiteral("stats"), study, QStringLiteral("--what"), QStringLiteral("scorers"),
                       QStringLiteral("--bootstrap"), QStringLiteral("1000000"), QStringLiteral("--json"),
                       QStringLiteral("--progress")});
        QByteArray err;
        const auto tells = [&] {
            return (err += process.readAllStandardError()).contains("drawing bootstrap replicates: ");
        };
        QTRY_VERIFY_WITH_TIMEOUT(tells(), 60000);
        QCOMPARE(process.state(), QProcess::Running); // its number would be 0, our own group
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(30000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 130);
        QVERIFY(process.readAllStandardOutput().isEmpty());
        QVERIFY((err + process.readAllStandardError())
                    .endsWith("{\"error\":{\"code\":\"cancelled\",\"message\":\"cancelled\"}}\n"));
    }

    void aSeedIsNotNegative()
    {
        const auto run = runCli({QStringLiteral("stats"), m_study, QStringLiteral("--seed"), QStringLiteral("-1")});
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.err.contains("--seed"), run.err.constData());
    }
};

QTEST_GUILESS_MAIN(StatsOptionsTest)
#include "tst_statsoptions.moc"
