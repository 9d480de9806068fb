#include <cmath>

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include "core/base/hash.h"
#include "core/storage/annotatorrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/scorerepository.h"
#include "core/storage/transaction.h"
#include "core/storage/trialrepository.h"
#include "tests/support/paths.h"
#include "tests/support/program.h"
#include "tests/support/studies.h"

using support::must;
using support::runCli;

namespace {

/// The paper's seven pairs with their published scores under the distorted prompt, and votes by two annotators:
/// "ann" prefers the distorted picture in the first five pairs, "bob" the original in all seven.
class BenchStudy
{
public:
    explicit BenchStudy(const QString &path)
        : m_database(must(storage::Database::create(path, QStringLiteral("Bench"))))
    {
    }

    void addPair(int index, const QHash<QString, double> &row)
    {
        storage::PromptRepository prompts(m_database);
        storage::PictureRepository pictures(m_database);
        const auto group = must(prompts.addGroup(QStringLiteral("pair-%1").arg(index)));
        const auto original =
            must(prompts.addPrompt(group.id, QStringLiteral("original"), QStringLiteral("plain %1").arg(index)));
        const auto distorted =
            must(prompts.addPrompt(group.id, QStringLiteral("distorted"), QStringLiteral("wild %1").arg(index)));
        const auto generator = must(pictures.addGenerator(QStringLiteral("G")));
        study::Picture picture;
        picture.generator = generator.id;
        picture.prompt = original.id;
        picture.variant = original.variant;
        const auto originalPicture = must(pictures.addPicture(picture));
        picture.prompt = distorted.id;
        picture.variant = distorted.variant;
        const auto distortedPicture = must(pictures.addPicture(picture));
        for (const auto &[scorer, column] : scorers()) {
            addScore(scorer, originalPicture, distorted.text, row[column + QLatin1String("_oidp")]);
            addScore(scorer, distortedPicture, distorted.text, row[column + QLatin1String("_didp")]);
        }
        // Sides alternate, so that a preferred picture is not always on the same side.
        const QList<study::PictureId> shown =
            index % 2 == 0 ? QList{originalPicture, distortedPicture} : QList{distortedPicture, originalPicture};
        addVote(QStringLiteral("ann"), distorted.id, shown, index < 5 ? distortedPicture : originalPicture);
        addVote(QStringLiteral("bob"), distorted.id, shown, originalPicture);
    }

    static QList<std::pair<QString, QString>> scorers()
    {
        return {{QStringLiteral("import:hps-v3"), QStringLiteral("hpsv3")},
                {QStringLiteral("import:hps-v2.1"), QStringLiteral("hpsv2")},
                {QStringLiteral("import:imagereward"), QStringLiteral("image_reward")}};
    }

private:
    void addScore(const QString &scorer, study::PictureId picture, const QString &prompt, double value)
    {
        storage::ScoreRepository repository(m_database);
        study::Score score;
        score.picture = picture;
        score.promptHash = base::promptHash(prompt);
        score.fingerprint =
            must(repository.addFingerprint(scorer, QStringLiteral("scores.csv"), QStringLiteral("{}"))).id;
        score.value = value;
        score.origin = QStringLiteral("scores.csv");
        must(repository.addScore(score));
    }

    void addVote(const QString &annotator, study::PromptId prompt, const QList<study::PictureId> &shown,
                 study::PictureId preferred)
    {
        storage::TrialRepository repository(m_database);
        study::Trial trial;
        trial.annotator =
            must(storage::AnnotatorRepository(m_database).addAnnotator(annotator, study::AnnotatorKind::Human)).id;
        trial.prompt = prompt;
        trial.question = QStringLiteral("preference");
        trial.pictures = shown;
        study::Answer answer;
        answer.trial = must(repository.addTrial(trial));
        answer.question = trial.question;
        answer.vote = study::Vote{study::Choice::Picture, int(shown.indexOf(preferred)), 1};
        answer.answeredAt = 1000;
        answer.responseMs = 800;
        answer.appVersion = QStringLiteral("test");
        must(repository.addAnswer(answer));
    }

    storage::Database m_database;
};

QList<QHash<QString, double>> benchScores()
{
    QFile file(support::aasFolder() + QStringLiteral("/bench/scores.csv"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto cells = [](const QByteArray &line) { return QString::fromUtf8(line).trimmed().split(QLatin1Char(',')); };
    const QStringList head = cells(file.readLine());
    QList<QHash<QString, double>> rows;
    while (!file.atEnd()) {
        const QStringList values = cells(file.readLine());
        QHash<QString, double> row;
        for (qsizetype i = 0; i < values.size(); ++i)
            row.insert(head[i], values[i].toDouble());
        rows.append(row);
    }
    return rows;
}

QJsonObject rowOf(const QJsonDocument &document, const QString &part, const QString &key, const QString &value)
{
    const QJsonArray rows = document[part].toArray();
    for (const QJsonValue &row : rows) {
        if (row[key].toString() == value)
            return row.toObject();
    }
    return {};
}

} // namespace

class StatsCommandTest : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;
    QString m_study;
    QList<QHash<QString, double>> m_scores;

    QJsonDocument stats(const QStringList &more)
    {
        const auto run = runCli(QStringList{QStringLiteral("stats"), m_study, QStringLiteral("--json")} + more);
        if (run.exitCode != 0)
            qWarning("%s", run.err.constData());
        return run.json();
    }

private Q_SLOTS:
    void initTestCase()
    {
        SUPPORT_NEED_AAS;
        m_study = m_folder.file(QStringLiteral("bench.dissensus"));
        m_scores = benchScores();
        QCOMPARE(m_scores.size(), 7);
        BenchStudy study(m_study);
        for (int i = 0; i < m_scores.size(); ++i)
            study.addPair(i, m_scores[i]);
    }

    void aScorerThatPicksTheOriginalAlwaysIsRightWhenPeopleDo()
    {
        // HPSv3 and HPSv2.1 prefer the original in 7 of 7: right in ann's last two votes and all seven of bob's.
        for (const char *scorer : {"import:hps-v3", "import:hps-v2.1"}) {
            const QJsonObject row =
                rowOf(stats({}), QStringLiteral("scorers"), QStringLiteral("scorer"), QString::fromLatin1(scorer));
            QCOMPARE(row[QLatin1String("variant_pair")].toString(), QStringLiteral("distorted/original"));
            QCOMPARE(row[QLatin1String("unit")].toString(), QStringLiteral("vote"));
            QCOMPARE(row[QLatin1String("n")].toInt(), 14);
            QCOMPARE(row[QLatin1String("accuracy")].toDouble(), 9.0 / 14);
            QCOMPARE(row[QLatin1String("f1")].toDouble(-1), 0.0);
            QCOMPARE(row[QLatin1String("positive_share")].toDouble(), 5.0 / 14);
            QCOMPARE(row[QLatin1String("n_ties")].toInt(), 0);
        }
    }

    void imageRewardPicksTheOriginalInFourOfSeven()
    {
        int right = 0;
        for (int i = 0; i < m_scores.size(); ++i) {
            const bool prefersDistorted =
                m_scores[i][QStringLiteral("image_reward_didp")] > m_scores[i][QStringLiteral("image_reward_oidp")];
            right += (prefersDistorted == (i < 5)) + !prefersDistorted;
        }
        const QJsonObject row =
            rowOf(stats({}), QStringLiteral("scorers"), QStringLiteral("scorer"), QStringLiteral("import:imagereward"));
        QCOMPARE(row[QLatin1String("accuracy")].toDouble(), right / 14.0);
        const QJsonObject bob =
            rowOf(stats({QStringLiteral("--annotators"), QStringLiteral("bob")}), QStringLiteral("scorers"),
                  QStringLiteral("scorer"), QStringLiteral("import:imagereward"));
        QCOMPARE(bob[QLatin1String("accuracy")].toDouble(), 4.0 / 7); // the published count
        QVERIFY(bob[QLatin1String("auroc")].isNull());
        QVERIFY(bob[QLatin1String("undefined")].toObject().contains(QStringLiteral("auroc")));
    }

    void aurocComparesDifferencesAcrossPairs()
    {
        // By hand: every vote for the distorted picture against every vote for the original.
        double won = 0;
        const auto difference = [this](int i) {
            return m_scores[i][QStringLiteral("hpsv3_didp")] - m_scores[i][QStringLiteral("hpsv3_oidp")];
        };
        for (int positive = 0; positive < 5; ++positive) {
            for (const int negative : {5, 6, 0, 1, 2, 3, 4, 5, 6})
                won += difference(positive) > difference(negative)    ? 1
                       : difference(positive) == difference(negative) ? 0.5
                                                                      : 0;
        }
        const QJsonObject row =
            rowOf(stats({}), QStringLiteral("scorers"), QStringLiteral("scorer"), QStringLiteral("import:hps-v3"));
        QVERIFY(std::abs(row[QLatin1String("auroc")].toDouble() - won / 45) < 1e-12);
    }

    void unitPairTakesTheMajority()
    {
        // ann and bob disagree in five pairs (no majority) and agree on the original in two.
        const QJsonObject row =
            rowOf(stats({QStringLiteral("--unit"), QStringLiteral("pair")}), QStringLiteral("scorers"),
                  QStringLiteral("scorer"), QStringLiteral("import:hps-v3"));
        QCOMPARE(row[QLatin1String("n")].toInt(), 2);
        QCOMPARE(row[QLatin1String("n_human_ties")].toInt(), 5);
        QCOMPARE(row[QLatin1String("accuracy")].toDouble(), 1.0);
    }

    void anIdSelectsItsImportedValues()
    {
        const QJsonArray rows =
            stats({QStringLiteral("--scorer"), QStringLiteral("hps-v3,hps-v2.1")})[QLatin1String("scorers")].toArray();
        QCOMPARE(rows.size(), 2);
    }

    void qualityFollowsTheDisplayedSides()
    {
        const QJsonObject row = rowOf(stats({QStringLiteral("--what"), QStringLiteral("quality")}),
                                      QStringLiteral("quality"), QStringLiteral("annotator"), QStringLiteral("bob"));
        QCOMPARE(row[QLatin1String("votes")].toInt(), 7);
        QCOMPARE(row[QLatin1String("side_bias")].toDouble(),
                 4.0 / 7); // the original is on the left in pairs 0, 2, 4, 6
        QCOMPARE(row[QLatin1String("side_bias_p")].toDouble(), 1.0);
        QCOMPARE(row[QLatin1String("median_ms")].toDouble(), 800.0);
        QVERIFY(row[QLatin1String("retest_agreement")].isNull());
    }

    void bootstrapRepeatsWithItsSeed()
    {
        const QStringList options{QStringLiteral("--bootstrap"), QStringLiteral("100"), QStringLiteral("--seed"),
                                  QStringLiteral("3")};
        QCOMPARE(stats(options), stats(options));
        QVERIFY(
            rowOf(stats(options), QStringLiteral("scorers"), QStringLiteral("scorer"), QStringLiteral("import:hps-v3"))
                .contains(QStringLiteral("bootstrap_low")));
    }

    void printsTablesForPeople()
    {
        const auto run = runCli({QStringLiteral("stats"), m_study});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.out.contains("import:hps-v3"));
        QVERIFY(run.out.contains("0.643"));
        QVERIFY(run.err.isEmpty());
    }

    void wrongUse_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        const auto row = [](const char *name, const char *option, const char *value, int exitCode) {
            QTest::newRow(name) << QStringList{QString::fromLatin1(option), QString::fromLatin1(value)} << exitCode;
        };
        row("unknown statistic", "--what", "magic", 2);
        row("unknown unit", "--unit", "picture", 2);
        row("level of 95", "--level", "95", 2);
        row("level of zero", "--level", "0", 2);
        row("level in words", "--level", "high", 2);
        row("negative bootstrap", "--bootstrap", "-1", 2);
        row("unknown kind", "--include", "skips", 2);
        row("unknown annotator", "--annotators", "eve", 1);
        row("unknown group", "--groups", "nobody", 1);
        row("unknown scorer", "--scorer", "clip-l", 1);
        row("unknown question", "--question", "beauty", 1);
        row("unknown option", "--colour", "red", 2);
    }

    void wrongUse()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        const auto run = runCli(QStringList{QStringLiteral("stats"), m_study} + arguments);
        QCOMPARE(run.exitCode, exitCode);
        QVERIFY(run.out.isEmpty());
        QCOMPARE(run.err.count('\n'), 1);
        QVERIFY(run.err.startsWith("dissensus-cli: "));
    }

    void aMissingStudyIsNamed()
    {
        const auto run = runCli(
            {QStringLiteral("stats"), m_folder.file(QStringLiteral("none.dissensus")), QStringLiteral("--json")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY(run.out.isEmpty());
        QVERIFY(QJsonDocument::fromJson(run.err)[QLatin1String("error")][QLatin1String("code")].isString());
    }
};

QTEST_GUILESS_MAIN(StatsCommandTest)
#include "tst_statscommand.moc"
