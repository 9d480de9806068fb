#include "app/cli/annotatemessages.h"

#include <QJsonArray>
#include <QTest>

#include "core/trials/protocol.h"
#include "tests/support/studies.h"

using cli::AnnotateInput;
using study::Choice;

namespace {

QList<study::Question> questions(int intensity = 0)
{
    QList<study::Question> asked = trials::defaultProtocol().questions;
    asked[1].intensity = intensity;
    study::Question fit = asked.constFirst();
    fit.id = QStringLiteral("fit");
    asked.append(fit);
    return asked;
}

base::Result<AnnotateInput> read(const QByteArray &line, int intensity = 0)
{
    return cli::readAnnotateLine(line, questions(intensity), 2);
}

} // namespace

class TestAnnotateMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeAnswer();
    void leastAnswer();
    void strengths_data();
    void strengths();
    void furtherQuestions();
    void undoAndStop();
    void wrongLines_data();
    void wrongLines();
    void trialMessage();
};

void TestAnnotateMessages::wholeAnswer()
{
    const auto input = read(
        R"({"trial":"t1","answer":"left","strength":2,"labels":{"left":[{"label":"fear","intensity":2}],"right":[]},
        "ratings":{"right":{"clarity":-1}},"reason":"why","comment":"so","shown_ms":812.4,"flags":["flagged"]})",
        3);
    SUPPORT_OK(input);
    const trials::Submission &submission = input->submission;
    QCOMPARE(submission.trial, QStringLiteral("t1"));
    QVERIFY(submission.finishes);
    QCOMPARE(submission.answers.size(), 3);
    QCOMPARE(*submission.answers.at(0).vote, (study::Vote{Choice::Picture, 0, 2}));
    QCOMPARE(submission.answers.at(1).question, QStringLiteral("emotion"));
    QCOMPARE(submission.answers.at(1).labels.at(0).intensity, 2);
    QCOMPARE(submission.answers.at(1).labels.at(0).position, 0);
    QCOMPARE(submission.answers.at(2).ratings.at(0).position, 1);
    QCOMPARE(submission.answers.at(2).ratings.at(0).value, -1);
    QCOMPARE(submission.reason, QStringLiteral("why"));
    QCOMPARE(submission.comment, QStringLiteral("so"));
    QCOMPARE(submission.responseMs, 812);
    QCOMPARE(submission.flags, QStringList{QStringLiteral("flagged")});
}

void TestAnnotateMessages::leastAnswer()
{
    const auto input = read(R"({"trial":"t1","answer":"both_bad"})");
    SUPPORT_OK(input);
    QCOMPARE(input->submission.answers.size(), 1);
    QCOMPARE(input->submission.answers.at(0).vote->choice, Choice::BothBad);
    QCOMPARE(input->submission.responseMs, -1);
    // Where intensities are asked for, a label without one has the least.
    QCOMPARE(read(R"({"trial":"t","answer":"tie","labels":{"left":[{"label":"sad"}]}})", 3)
                 ->submission.answers.at(1)
                 .labels.at(0)
                 .intensity,
             1);
}

void TestAnnotateMessages::strengths_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("strength");
    QTest::addColumn<int>("stored"); // -1: an error
    const auto row = [](const char *answer, const char *strength, int stored) {
        QTest::addRow("%s %s", answer, strength)
            << QString::fromLatin1(answer) << QString::fromLatin1(strength) << stored;
    };
    row("left", "1", 1);
    row("left", "2", 2);
    row("left", "-2", 2);
    row("right", "2", 2);
    row("right", "-2", -1);
    row("left", "3", -1);
    row("left", "0", -1);
    row("left", "1.5", -1);
    row("left", "\"2\"", -1);
    row("tie", "0", 0);
    row("tie", "1", -1);
    row("skip", "0", 0);
    row("both_good", "-1", -1);
}

void TestAnnotateMessages::strengths()
{
    QFETCH(QString, answer);
    QFETCH(QString, strength);
    QFETCH(int, stored);
    const auto input =
        read(QStringLiteral(R"({"trial":"t","answer":"%1","strength":%2})").arg(answer, strength).toUtf8());
    QCOMPARE(input.has_value(), stored >= 0);
    if (input)
        QCOMPARE(input->submission.answers.at(0).vote->strength, stored);
}

void TestAnnotateMessages::furtherQuestions()
{
    const auto input = read(R"({"trial":"t","answer":"left","answers":{"fit":{"answer":"right","strength":2}}})");
    SUPPORT_OK(input);
    QCOMPARE(input->submission.answers.size(), 2);
    QCOMPARE(input->submission.answers.at(1).question, QStringLiteral("fit"));
    QCOMPARE(input->submission.answers.at(1).vote->position, 1);
}

void TestAnnotateMessages::undoAndStop()
{
    QCOMPARE(read(R"({"undo":true})")->kind, AnnotateInput::Kind::Undo);
    QCOMPARE(read(R"({"stop":true})")->kind, AnnotateInput::Kind::Stop);
}

void TestAnnotateMessages::wrongLines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("what");
    const auto row = [](const char *what, const QByteArray &line) {
        QTest::addRow("%s", line.left(80).constData()) << line << QString::fromLatin1(what);
    };
    row("not JSON", "hello");
    row("$.trial is empty", R"({"trial":"","answer":"left"})");
    row("not JSON", R"({"trial":"t","answer":"left")");
    row("not a JSON object", "[1]");
    row("not JSON", "\"left\"\xff");
    row("$.trial", R"({"answer":"left"})");
    row("$.trial", R"({"trial":7,"answer":"left"})");
    row("$.answer", R"({"trial":"t"})");
    row("$.answer", R"({"trial":"t","answer":"middle"})");
    row("$.answer", R"({"trial":"t","answer":"undone"})");
    row("$.answer", R"({"trial":"t","answer":["left"]})");
    row("$.strenght", R"({"trial":"t","answer":"left","strenght":2})");
    row("$.labels", R"({"trial":"t","answer":"left","labels":[]})");
    row("$.labels.middle", R"({"trial":"t","answer":"left","labels":{"middle":[]}})");
    row("$.labels.left", R"({"trial":"t","answer":"left","labels":{"left":"fear"}})");
    row("$.labels.left[0]", R"({"trial":"t","answer":"left","labels":{"left":["fear"]}})");
    row("$.labels.left[0]", R"({"trial":"t","answer":"left","labels":{"left":[{"label":"fear","intensity":"2"}]}})");
    row("$.labels.left[0].strength",
        R"({"trial":"t","answer":"left","labels":{"left":[{"label":"fear","strength":2}]}})");
    row("$.ratings.left", R"({"trial":"t","answer":"left","ratings":{"left":[1]}})");
    row("$.ratings.left.clarity", R"({"trial":"t","answer":"left","ratings":{"left":{"clarity":"1"}}})");
    row("$.shown_ms", R"({"trial":"t","answer":"left","shown_ms":-1})");
    row("$.shown_ms", R"({"trial":"t","answer":"left","shown_ms":1e12})");
    row("$.reason", R"({"trial":"t","answer":"left","reason":5})");
    row("$.flags", R"({"trial":"t","answer":"left","flags":"flagged"})");
    row("$.answers.other", R"({"trial":"t","answer":"left","answers":{"other":{"answer":"left"}}})");
    row("$.answers.fit.labels", R"({"trial":"t","answer":"left","answers":{"fit":{"labels":{}}}})");
    row("$.undo", R"({"undo":false})");
    row("$.undo", R"({"undo":true,"trial":"t"})");
}

void TestAnnotateMessages::wrongLines()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, what);
    const auto input = read(line);
    QVERIFY(!input);
    QVERIFY2(input.error().message.contains(what), qPrintable(input.error().message));
    QVERIFY(input.error().code.startsWith(QLatin1String("annotate.")));
}

void TestAnnotateMessages::trialMessage()
{
    trials::BlindTrial trial;
    trial.id = QStringLiteral("t1");
    trial.prompt = QStringLiteral("a \"boat\"\nat sea");
    trial.questions = trials::defaultProtocol().questions;
    trial.position = 3;
    trial.of = 120;
    trial.pictures = {{QStringLiteral("aa"), {}}, {QStringLiteral("bb"), {}}};
    const base::Error broken{
        QStringLiteral("picture.broken"), QStringLiteral("the picture cannot be read"), {}, 0, {}, {}};
    const QJsonObject message =
        cli::trialMessage(trial, {{QStringLiteral("/tmp/x.png"), QSize(7, 5), {}}, {{}, QSize(9, 8), broken}});
    QCOMPARE(message.keys(), (QStringList{QStringLiteral("of"), QStringLiteral("pictures"), QStringLiteral("position"),
                                          QStringLiteral("practice"), QStringLiteral("prompt"),
                                          QStringLiteral("questions"), QStringLiteral("trial")}));
    QCOMPARE(message.value(QLatin1String("position")).toInt(), 3);
    const QJsonArray pictures = message.value(QLatin1String("pictures")).toArray();
    QCOMPARE(pictures.at(0).toObject(), (QJsonObject{{QStringLiteral("handle"), QStringLiteral("left")},
                                                     {QStringLiteral("width"), 7},
                                                     {QStringLiteral("height"), 5},
                                                     {QStringLiteral("file"), QStringLiteral("/tmp/x.png")}}));
    QCOMPARE(pictures.at(1).toObject().value(QLatin1String("handle")).toString(), QStringLiteral("right"));
    QVERIFY(pictures.at(1).toObject().value(QLatin1String("file")).isNull());
    QVERIFY(pictures.at(1).toObject().contains(QLatin1String("error")));
    const QJsonArray asked = message.value(QLatin1String("questions")).toArray();
    QCOMPARE(asked.size(), 3);
    QCOMPARE(asked.at(0).toObject().value(QLatin1String("answers")).toArray().size(), 5);
    QCOMPARE(asked.at(1).toObject().value(QLatin1String("labels")).toArray().size(), 4);
    QCOMPARE(asked.at(2).toObject().value(QLatin1String("dimensions")).toArray().size(), 17);
}

QTEST_GUILESS_MAIN(TestAnnotateMessages)
#include "tst_annotatemessages.moc"
