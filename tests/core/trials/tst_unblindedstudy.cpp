#include "core/trials/unblindedstudy.h"

#include <QTest>

#include "core/storage/annotatorrepository.h"
#include "core/storage/picturerepository.h"
#include "core/storage/revealrepository.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"

using support::must;
using namespace trials;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestUnblindedStudy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOnlyWhatASeatMayKnow();
    void warnsOfPairsByTheirLabels();
    void planStateFollowsWhatIsPlanned();
    void keysOfReveals();
    void reducesPixels();
};

void TestUnblindedStudy::tellsOnlyWhatASeatMayKnow()
{
    const support::TestFolder folder;
    support::SmallStudy study(folder.path());
    UnblindedStudy unblinded(study.path());
    const Seat seat = must(unblinded.seat({s("a01"), study::AnnotatorKind::Human, {}, {}, {}}));
    QVERIFY(!seat.trials.isEmpty());
    for (const study::Trial &trial : seat.trials) {
        QVERIFY(seat.prompts.contains(trial.prompt));
        QCOMPARE(trial.pictures.size(), 2);
        QVERIFY(!trial.repeatOf.isValid());
        for (const study::PictureId picture : trial.pictures)
            QCOMPARE(seat.pictures.value(picture).size, QSize(24, 24));
    }
    QVERIFY(seat.warned.isEmpty());
    // Nothing is planned twice.
    QCOMPARE(must(unblinded.seat({s("a01"), study::AnnotatorKind::Human, {}, {}, {}})).trials.size(),
             seat.trials.size());
}

void TestUnblindedStudy::warnsOfPairsByTheirLabels()
{
    const support::TestFolder folder;
    support::SmallStudy study(folder.path());
    study.setProtocol(R"({"version":1,"content_warning":{"labels":["emotion_and_subject"],"text":"blood"}})");
    storage::PictureRepository pictures(study.database());
    const study::PictureId disturbing = must(pictures.pictures()).constFirst().id;
    must(pictures.setTaxonomy(disturbing, {s("emotion_and_subject.some_kind")}));
    const Seat seat = must(UnblindedStudy(study.path()).seat({s("a01"), study::AnnotatorKind::Human, {}, {}, {}}));
    QCOMPARE(seat.protocol.warningText, s("blood"));
    QVERIFY(!seat.warned.isEmpty());
    for (const study::Trial &trial : seat.trials)
        QCOMPARE(seat.warned.contains(trial.id), trial.pictures.contains(disturbing));
}

void TestUnblindedStudy::planStateFollowsWhatIsPlanned()
{
    const support::TestFolder folder;
    support::SmallStudy study(folder.path());
    UnblindedStudy unblinded(study.path());
    const Seat seat = must(unblinded.seat({s("a01"), study::AnnotatorKind::Human, {}, {}, {}}));
    const qint64 state = must(unblinded.planState(seat.annotator));
    QCOMPARE(must(unblinded.planState(seat.annotator)), state);
    study.addGroup(9);
    QVERIFY(must(unblinded.planState(seat.annotator)) > state);
}

void TestUnblindedStudy::keysOfReveals()
{
    const support::TestFolder folder;
    support::SmallStudy study(folder.path());
    UnblindedStudy unblinded(study.path());
    const Seat seat = must(unblinded.seat({s("a01"), study::AnnotatorKind::Human, {}, {}, {}}));
    storage::RevealRepository reveals(study.database());
    const QStringList keys = seat.revealKeys.value(seat.trials.constFirst().prompt);
    QCOMPARE(must(reveals.isAnySet(keys)), false);
    const auto annotator = must(storage::AnnotatorRepository(study.database()).annotatorByCode(s("a01")));
    must(reveals.revealAll(*annotator));
    QCOMPARE(must(reveals.isAnySet(keys)), true);
}

void TestUnblindedStudy::reducesPixels()
{
    const support::TestFolder folder;
    support::SmallStudy study(folder.path());
    UnblindedStudy unblinded(study.path());
    const Seat seat = must(unblinded.seat({s("a01"), study::AnnotatorKind::Human, {}, {}, {}}));
    const study::AssetId asset = seat.pictures.value(seat.trials.constFirst().pictures.constFirst()).asset;
    QCOMPARE(must(unblinded.pixels(asset, {})).size(), QSize(24, 24));
    QCOMPARE(must(unblinded.pixels(asset, QSize(10, 10))).size(), QSize(10, 10));
    SUPPORT_FAILS(unblinded.pixels(study::AssetId(123456), {}), "picture.missing");
}

QTEST_GUILESS_MAIN(TestUnblindedStudy)
#include "tst_unblindedstudy.moc"
