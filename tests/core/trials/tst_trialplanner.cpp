#include "core/trials/trialplanner.h"

#include <QTest>

#include "core/storage/annotatorrepository.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/sourcerepository.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"

using support::must;
using support::SmallStudy;
using support::SmallStudyPlan;

namespace {

trials::Plan plan(SmallStudy &study, const QString &code = QStringLiteral("a01"))
{
    const auto annotator =
        must(storage::AnnotatorRepository(study.database()).addAnnotator(code, study::AnnotatorKind::Human));
    return must(trials::TrialPlanner(study.database()).plan(annotator));
}

/// The plan in words that do not depend on row numbers: one line per trial.
QStringList inWords(SmallStudy &study, const trials::Plan &plan)
{
    QHash<study::PictureId, QString> uids;
    for (const study::Picture &picture : must(storage::PictureRepository(study.database()).pictures()))
        uids.insert(picture.id, picture.uid);
    QHash<study::PromptId, QString> prompts;
    for (const study::Prompt &prompt : must(storage::PromptRepository(study.database()).prompts()))
        prompts.insert(prompt.id, prompt.uid);
    QHash<study::TrialId, int> place;
    QStringList lines;
    for (const study::Trial &trial : plan.trials) {
        place.insert(trial.id, static_cast<int>(lines.size()));
        lines.append(
            QStringLiteral("%1 %2 | %3 %4 %5 %6")
                .arg(uids.value(trial.pictures.at(0)), uids.value(trial.pictures.at(1)), prompts.value(trial.prompt))
                .arg(trial.isPractice)
                .arg(trial.isGold)
                .arg(trial.isRepeat ? place.value(trial.repeatOf) : -1));
    }
    return lines;
}

} // namespace

class TestTrialPlanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anotherMachinePlansTheSame();
    void planningAgainAddsNothing();
    void laterImportsAppend();
    void anotherProtocolPlansAnew();
    void withdrawnPicturesAreNotShown();
    void goldAndPhotographs();
    void unsupportedParts_data();
    void unsupportedParts();
};

void TestTrialPlanner::anotherMachinePlansTheSame()
{
    const QByteArray protocol = R"({"version":1,"pairs":{"repeats":0.2,"practice":3,"per_annotator":8}})";
    const support::TestFolder here;
    const support::TestFolder there;
    SmallStudyPlan content;
    SmallStudy one(here.path(), content);
    content.backwards = true;
    SmallStudy other(there.path(), content);
    one.setProtocol(protocol);
    other.setProtocol(protocol);
    plan(other, QStringLiteral("somebody else")); // annotators have other row numbers too
    const trials::Plan plannedHere = plan(one);
    const trials::Plan plannedThere = plan(other);
    QCOMPARE(plannedHere.trials.size(), 8 + 2 + 3);
    QVERIFY(plannedHere.trials.constFirst().pictures
            != plannedThere.trials.constFirst().pictures); // row numbers differ
    QCOMPARE(inWords(one, plannedHere), inWords(other, plannedThere));
    QVERIFY(inWords(one, plannedHere) != inWords(one, plan(one, QStringLiteral("a02"))));
}

void TestTrialPlanner::planningAgainAddsNothing()
{
    const support::TestFolder folder;
    SmallStudy study(folder.path());
    const trials::Plan first = plan(study);
    QVERIFY(first.protocol.id.isValid()); // the default protocol is stored: trials name it
    QCOMPARE(first.trials.size(), 12 + 1 + 5);
    const trials::Plan again = plan(study);
    QCOMPARE(again.added, 0);
    QCOMPARE(inWords(study, again), inWords(study, first));
}

void TestTrialPlanner::laterImportsAppend()
{
    const support::TestFolder folder;
    SmallStudy study(folder.path());
    study.setProtocol(R"({"version":1,"pairs":{"repeats":0,"practice":2,"per_annotator":14}})");
    const QStringList before = inWords(study, plan(study));
    study.addGroup(17);
    const trials::Plan after = plan(study);
    QCOMPARE(after.added, 2); // twelve of fourteen were planned
    QCOMPARE(inWords(study, after).first(before.size()), before);
    for (int i = 1; i < after.trials.size(); ++i)
        QVERIFY(after.trials.at(i).position > after.trials.at(i - 1).position);
    QCOMPARE(plan(study).added, 0);
}

void TestTrialPlanner::anotherProtocolPlansAnew()
{
    const support::TestFolder folder;
    SmallStudy study(folder.path());
    study.setProtocol(R"({"version":1,"pairs":{"repeats":0,"practice":0,"per_annotator":3}})");
    const trials::Plan first = plan(study);
    study.setProtocol(R"({"version":1,"pairs":{"repeats":0,"practice":0,"per_annotator":4}})");
    const trials::Plan second = plan(study);
    QCOMPARE(second.trials.size(), 4);
    for (const study::Trial &trial : second.trials)
        QVERIFY(trial.protocol != first.protocol.id);
}

void TestTrialPlanner::withdrawnPicturesAreNotShown()
{
    const support::TestFolder folder;
    SmallStudy study(folder.path());
    study.setProtocol(R"({"version":1,"pairs":{"repeats":0,"practice":0,"per_annotator":6}})");
    const trials::Plan before = plan(study);
    storage::SourceRepository sources(study.database());
    const auto source = must(sources.addSource(
        {{}, {}, QStringLiteral("folder"), QStringLiteral("s"), QStringLiteral("/s"), QStringLiteral("c"), 1, false}));
    const study::PictureId withdrawn = before.trials.constFirst().pictures.constFirst();
    must(sources.addItem(source.id, storage::SourceRepository::Item::Picture, withdrawn.value));
    must(sources.withdraw(source.id));
    const trials::Plan after = plan(study);
    QCOMPARE(after.trials.size(), 6); // others took the places of those that cannot be shown
    for (const study::Trial &trial : after.trials)
        QVERIFY(!trial.pictures.contains(withdrawn));
}

void TestTrialPlanner::goldAndPhotographs()
{
    const support::TestFolder folder;
    SmallStudyPlan content;
    content.variants = {QStringLiteral("original"), QStringLiteral("distorted")};
    content.withPhotographs = true;
    SmallStudy study(folder.path(), content);
    study.setProtocol(R"({"version":1,"pairs":{"design":"photo-clean","repeats":0,"practice":0}})");
    QCOMPARE(plan(study).trials.size(), 4);

    QStringList uids;
    for (const study::Picture &picture : must(storage::PictureRepository(study.database()).pictures()))
        if (uids.size() < 2)
            uids.append(picture.uid);
    study.setProtocol(QStringLiteral(R"({"version":1,"pairs":{"repeats":0,"practice":0},"gold_share":1,
        "gold":[{"prompt_group":"group0","better":"%1","worse":"%2"}]})")
                          .arg(uids.at(0), uids.at(1))
                          .toUtf8());
    const trials::Plan withGold = plan(study);
    int gold = 0;
    for (const study::Trial &trial : withGold.trials) {
        gold += trial.isGold ? 1 : 0;
        QCOMPARE(trial.goldBetter.isValid(), trial.isGold);
        if (trial.isGold)
            QCOMPARE(must(storage::PictureRepository(study.database()).picture(trial.goldBetter))->uid, uids.at(0));
    }
    QCOMPARE(gold, 1);
    QCOMPARE(withGold.trials.size(), 12); // the gold pair is one of the twelve, and is not asked twice
}

void TestTrialPlanner::unsupportedParts_data()
{
    QTest::addColumn<QByteArray>("protocol");
    QTest::addColumn<QString>("path");
    QTest::newRow("active") << QByteArray(R"({"version":1,"pairs":{"selection":"active"}})")
                            << QStringLiteral("$.pairs.selection");
    QTest::newRow("separate") << QByteArray(R"({"version":1,"passes":"separate"})") << QStringLiteral("$.passes");
    QTest::newRow("list") << QByteArray(R"({"version":1,"pairs":{"design":"list"}})")
                          << QStringLiteral("$.pairs.design");
}

void TestTrialPlanner::unsupportedParts()
{
    QFETCH(QByteArray, protocol);
    QFETCH(QString, path);
    const support::TestFolder folder;
    SmallStudy study(folder.path());
    study.setProtocol(protocol);
    const auto annotator = must(
        storage::AnnotatorRepository(study.database()).addAnnotator(QStringLiteral("a"), study::AnnotatorKind::Human));
    const auto planned = trials::TrialPlanner(study.database()).plan(annotator);
    SUPPORT_FAILS(planned, "protocol.unsupported");
    QVERIFY(planned.error().message.startsWith(path));
}

QTEST_GUILESS_MAIN(TestTrialPlanner)
#include "tst_trialplanner.moc"
