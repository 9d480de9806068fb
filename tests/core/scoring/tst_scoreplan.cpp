#include "core/scoring/scoreplan.h"

#include <QTest>

#include "tests/core/scoring/scoringstudy.h"

using scoring::PromptScope;

class TestScorePlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scorersWithoutPrompt();
    void promptScopes_data();
    void promptScopes();
    void whatIsThereIsReused();
    void anotherFingerprintIsMissing();
    void sharedFileIsOneTask();
    void scorersAreThoseOfTheWorker();
};

namespace {

scoring::ScorerInfo scorer(const char *id, bool needsPrompt)
{
    scoring::ScorerInfo info;
    info.id = QLatin1String(id);
    info.needsPrompt = needsPrompt;
    info.fingerprint = QString(64, QLatin1Char('c'));
    return info;
}

void addScore(storage::Database &database, study::AssetId asset, const char *scorer, const QString &promptHash)
{
    storage::ScoreRepository repository(database);
    const auto print = support::must(
        repository.addFingerprint(QLatin1String(scorer), QString(64, QLatin1Char('c')), QStringLiteral("{}")));
    study::Score score;
    score.asset = asset;
    score.promptHash = promptHash;
    score.fingerprint = print.id;
    score.origin = QStringLiteral("computed");
    support::must(repository.addScore(score));
}

} // namespace

void TestScorePlan::scorersWithoutPrompt()
{
    ScoringStudy study(3);
    storage::Database database = support::must(storage::Database::open(study.path()));
    const auto plan = scoring::ScorePlan::make(database, {}, {scorer("contrast", false), scorer("exposure", false)});
    SUPPORT_OK(plan);
    QCOMPARE(plan->tasks.size(), 6);
    QCOMPARE(plan->reused, 0);
    for (int i = 0; i < 6; ++i) {
        QCOMPARE(plan->tasks[i].sha256, study.assets()[i].sha256);
        QCOMPARE(plan->tasks[i].scorers, (QStringList{QStringLiteral("contrast"), QStringLiteral("exposure")}));
        QVERIFY(plan->tasks[i].promptHashes.isEmpty());
    }
}

void TestScorePlan::promptScopes_data()
{
    QTest::addColumn<PromptScope>("scope");
    QTest::addColumn<int>("prompts");
    QTest::newRow("own") << PromptScope::Own << 1;
    QTest::newRow("group") << PromptScope::Group << 2;
    QTest::newRow("all") << PromptScope::All << 6;
}

void TestScorePlan::promptScopes()
{
    QFETCH(PromptScope, scope);
    QFETCH(int, prompts);
    ScoringStudy study(3);
    storage::Database database = support::must(storage::Database::open(study.path()));
    scoring::ScoreRequest request;
    request.prompts = scope;
    const auto plan = scoring::ScorePlan::make(database, request, {scorer("mps", true)});
    SUPPORT_OK(plan);
    QCOMPARE(plan->tasks.size(), 6);
    for (const scoring::ScoreTask &task : plan->tasks) {
        QCOMPARE(task.promptHashes.size(), prompts);
        for (const QString &hash : task.promptHashes)
            QCOMPARE(base::promptHash(plan->texts.value(hash)), hash);
    }
    QVERIFY(plan->tasks[0].promptHashes.contains(base::promptHash(QStringLiteral("original 0"))));
}

void TestScorePlan::whatIsThereIsReused()
{
    ScoringStudy study(1);
    storage::Database database = support::must(storage::Database::open(study.path()));
    addScore(database, study.assets()[0].id, "contrast", {});
    addScore(database, study.assets()[1].id, "mps", base::promptHash(QStringLiteral("original 0")));
    const QList<scoring::ScorerInfo> scorers{scorer("contrast", false), scorer("mps", true)};
    const auto plan = scoring::ScorePlan::make(database, {}, scorers);
    SUPPORT_OK(plan);
    QCOMPARE(plan->reused, 2);
    QCOMPARE(plan->tasks[0].scorers, QStringList{QStringLiteral("mps")});
    QCOMPARE(plan->tasks[0].promptHashes.size(), 2);
    QCOMPARE(plan->tasks[1].scorers.size(), 2);
    QCOMPARE(plan->tasks[1].promptHashes, QStringList{base::promptHash(QStringLiteral("distorted 0"))});

    scoring::ScoreRequest again;
    again.again = true;
    const auto all = scoring::ScorePlan::make(database, again, scorers);
    SUPPORT_OK(all);
    QCOMPARE(all->reused, 0);
    QCOMPARE(all->tasks[0].scorers.size(), 2);
}

void TestScorePlan::anotherFingerprintIsMissing()
{
    ScoringStudy study(1);
    storage::Database database = support::must(storage::Database::open(study.path()));
    addScore(database, study.assets()[0].id, "contrast", {});
    scoring::ScorerInfo changed = scorer("contrast", false);
    changed.fingerprint = QString(64, QLatin1Char('d'));
    const auto plan = scoring::ScorePlan::make(database, {}, {changed});
    SUPPORT_OK(plan);
    QCOMPARE(plan->reused, 0);
    QCOMPARE(plan->tasks.size(), 2);
}

void TestScorePlan::sharedFileIsOneTask()
{
    ScoringStudy study(2);
    storage::Database database = support::must(storage::Database::open(study.path()));
    storage::PictureRepository repository(database);
    // The first picture's file is also used under the second group's distorted prompt; and a record has no file.
    study::Picture second = support::must(repository.pictures()).last();
    second.id = {};
    second.uid.clear();
    second.asset = study.assets()[0].id;
    support::must(repository.addPicture(second));
    second.asset = {};
    support::must(repository.addPicture(second));
    scoring::ScoreRequest request;
    request.prompts = PromptScope::Own;
    const auto plan = scoring::ScorePlan::make(database, request, {scorer("mps", true)});
    SUPPORT_OK(plan);
    QCOMPARE(plan->tasks.size(), 4);
    QCOMPARE(plan->tasks[0].pictures.size(), 2);
    QCOMPARE(plan->tasks[0].promptHashes.size(), 2);
}

void TestScorePlan::scorersAreThoseOfTheWorker()
{
    scoring::WorkerFacts facts;
    facts.scorers = {scorer("contrast", false), scorer("mps", true), scorer("clip-l", true)};
    facts.scorers[0].installed = true;
    facts.scorers[2].installed = true;
    const auto idsOf = [&](const QStringList &asked) {
        QStringList ids;
        for (const scoring::ScorerInfo &info : support::must(scoring::resolveScorers(asked, facts)))
            ids += info.id;
        return ids;
    };
    const QString contrast = QStringLiteral("contrast");
    const QString clip = QStringLiteral("clip-l");
    QCOMPARE(idsOf({}), (QStringList{contrast, clip})); // every one that is installed
    QCOMPARE(idsOf({clip, contrast, clip}), (QStringList{clip, contrast}));
    SUPPORT_FAILS(scoring::resolveScorers({contrast, QStringLiteral("mps")}, facts), "scorer.notinstalled");
    SUPPORT_FAILS(scoring::resolveScorers({QStringLiteral("hps-v3")}, facts), "scorer.unknown");
}

QTEST_GUILESS_MAIN(TestScorePlan)
#include "tst_scoreplan.moc"
