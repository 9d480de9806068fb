#include "core/trials/helpermessages.h"

#include <QTest>

#include "tests/support/studies.h"

using namespace trials;
using support::must;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

Seat seatWithEverything()
{
    Seat seat;
    seat.annotator = study::AnnotatorId(7);
    Protocol protocol = must(parseProtocol(R"({"version":1,"instructions":"*look*","consent":"yes?","too_fast_ms":123,
        "break_minutes":7.5,"picture_size":"fixed","surround":"#101010","background_questions":["age"],
        "questions":[{"kind":"choice","strength":3},{"kind":"labels","set":"paper"}]})"));
    seat.protocol = toBlind(protocol);
    seat.protocolHash = protocolHash(protocol);
    seat.consentMissing = true;
    study::Trial trial;
    trial.id = study::TrialId(3);
    trial.uid = s("uid");
    trial.prompt = study::PromptId(4);
    trial.isPractice = true;
    trial.pictures = {study::PictureId(5), study::PictureId(6)};
    seat.trials = {trial};
    seat.pictures.insert(study::PictureId(5), {study::AssetId(8), QSize(10, 20)});
    seat.prompts.insert(study::PromptId(4), s("Pferd 🐎"));
    seat.revealKeys.insert(study::PromptId(4), {s("revealed/a/*"), s("revealed/a/g")});
    seat.warned.insert(trial.id);
    seat.protocol.warningText = s("blood");
    study::Answer answer;
    answer.id = study::AnswerId(9);
    answer.uid = s("a");
    answer.trial = trial.id;
    answer.question = s("preference");
    answer.supersedes = study::AnswerId(2);
    answer.vote = study::Vote{study::Choice::Picture, 1, 2};
    answer.labels = {{s("l"), 1, s("fear"), 2}};
    answer.ratings = {{s("r"), 0, s("clarity"), -1.5}};
    answer.flags = {s("too_fast")};
    answer.responseMs = 812;
    study::Answer without = answer;
    without.vote.reset();
    seat.answers = {answer, without};
    return seat;
}

} // namespace

class TestHelperMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seatComesBack();
    void requestComesBack();
    void errorComesBack();
    void cutBytesAreNoAnswer();
    void imageHead();
};

void TestHelperMessages::seatComesBack()
{
    const Seat sent = seatWithEverything();
    const Seat got = must(seatFromBytes(toBytes(base::Result<Seat>(sent))));
    QCOMPARE(got.annotator, sent.annotator);
    QCOMPARE(got.protocolHash, sent.protocolHash);
    QCOMPARE(got.protocol.questions, sent.protocol.questions);
    QCOMPARE(got.protocol.instructions, sent.protocol.instructions);
    QCOMPARE(got.protocol.consent, sent.protocol.consent);
    QCOMPARE(got.protocol.tooFastMs, 123);
    QCOMPARE(got.protocol.breakMinutes, 7.5);
    QCOMPARE(got.protocol.pictureSize, PictureSize::Fixed);
    QCOMPARE(got.protocol.surround, s("#101010"));
    QCOMPARE(got.protocol.backgroundQuestions, sent.protocol.backgroundQuestions);
    QVERIFY(got.consentMissing);
    QCOMPARE(got.trials.size(), 1);
    QCOMPARE(got.trials[0].pictures, sent.trials[0].pictures);
    QVERIFY(got.trials[0].isPractice);
    QCOMPARE(got.prompts, sent.prompts);
    QCOMPARE(got.revealKeys, sent.revealKeys);
    QCOMPARE(got.warned, sent.warned);
    QCOMPARE(got.protocol.warningText, s("blood"));
    QCOMPARE(got.pictures.value(study::PictureId(5)).asset, study::AssetId(8));
    QCOMPARE(got.pictures.value(study::PictureId(5)).size, QSize(10, 20));
    QCOMPARE(got.answers.size(), 2);
    QCOMPARE(got.answers[0].vote, sent.answers[0].vote);
    QVERIFY(!got.answers[1].vote);
    QCOMPARE(got.answers[0].labels[0].label, s("fear"));
    QCOMPARE(got.answers[0].ratings[0].value, -1.5);
    QCOMPARE(got.answers[0].flags, sent.answers[0].flags);
    QCOMPARE(got.answers[0].supersedes, study::AnswerId(2));
}

void TestHelperMessages::requestComesBack()
{
    HelperRequest request;
    request.kind = HelperRequest::Kind::Seat;
    request.owner = {s("a01"), study::AnnotatorKind::Machine, {s("g1")}};
    request.annotator = study::AnnotatorId(11);
    request.asset = study::AssetId(12);
    request.within = QSize(300, 200);
    const auto got = requestFromBytes(toBytes(request));
    QVERIFY(got);
    QCOMPARE(got->kind, HelperRequest::Kind::Seat);
    QCOMPARE(got->owner.code, s("a01"));
    QCOMPARE(got->owner.kind, study::AnnotatorKind::Machine);
    QCOMPARE(got->owner.groups, QStringList{s("g1")});
    QCOMPARE(got->annotator, study::AnnotatorId(11));
    QCOMPARE(got->asset, study::AssetId(12));
    QCOMPARE(got->within, QSize(300, 200));
    QVERIFY(!requestFromBytes("\x09nonsense"));
}

void TestHelperMessages::errorComesBack()
{
    base::Error error{s("study.newer"), s("what"), s("/f"), 3, s("hint"), {s("detail")}};
    const auto got = doneFromBytes(toBytes(base::Result<void>(tl::make_unexpected(error))));
    QVERIFY(!got);
    QCOMPARE(got.error().code, error.code);
    QCOMPARE(got.error().toLine(), error.toLine());
    QCOMPARE(got.error().details, error.details);
    SUPPORT_FAILS(seatFromBytes(toBytes(base::Result<Seat>(tl::make_unexpected(error)))), "study.newer");
}

void TestHelperMessages::cutBytesAreNoAnswer()
{
    const QByteArray whole = toBytes(base::Result<Seat>(seatWithEverything()));
    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY2(!seatFromBytes(whole.first(length)), qPrintable(QString::number(length)));
}

void TestHelperMessages::imageHead()
{
    const QImage sent(7, 5, QImage::Format_RGB32);
    const QImage got = must(imageFromBytes(toBytes(base::Result<QImage>(sent))));
    QCOMPARE(got.size(), sent.size());
    QCOMPARE(got.format(), sent.format());
    SUPPORT_FAILS(imageFromBytes("\x01nonsense and more nonsense"), "annotate.helper");
}

QTEST_GUILESS_MAIN(TestHelperMessages)
#include "tst_helpermessages.moc"
