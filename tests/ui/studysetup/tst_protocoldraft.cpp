#include "ui/studysetup/protocoldraft.h"

#include <QJsonArray>
#include <QTest>

#include "ui/studysetup/protocolfields.h"

using studysetup::ProtocolDraft;
using studysetup::ProtocolField;

class TestProtocolDraft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesByPath();
    void problemsByPath();
    void questionsComeAndGo();
    void everyFieldReadsWhatItWrites();
    void wrongTextsAreExplained();
    void rowsOfListsAreNamed();
    void anEmptyWarningIsNone();

private:
    static ProtocolField field(const ProtocolDraft &draft, const QString &path);
};

ProtocolField TestProtocolDraft::field(const ProtocolDraft &draft, const QString &path)
{
    for (const auto &section : studysetup::protocolSections(draft, {QStringLiteral("Krea")})) {
        for (const ProtocolField &one : section.fields) {
            if (one.path == path)
                return one;
        }
    }
    qFatal("no field %s", qPrintable(path));
}

void TestProtocolDraft::valuesByPath()
{
    ProtocolDraft draft;
    QCOMPARE(draft.value(QStringLiteral("pairs.practice")).toInt(), 5);
    QCOMPARE(draft.value(QStringLiteral("questions[1].set")).toString(), QStringLiteral("paper"));
    draft.set(QStringLiteral("questions[1].set"), QStringLiteral("artemis"));
    draft.set(QStringLiteral("pairs.practice"), 7);
    const auto protocol = draft.protocol();
    QVERIFY(protocol);
    QCOMPARE(protocol->pairs.practice, 7);
    QCOMPARE(protocol->questions[1].set, QStringLiteral("artemis"));
}

void TestProtocolDraft::problemsByPath()
{
    ProtocolDraft draft;
    QVERIFY(draft.problems().isEmpty());
    draft.set(QStringLiteral("pairs.repeats"), 3);
    draft.set(QStringLiteral("questions[1].id"), QStringLiteral("preference"));
    const auto problems = draft.problems();
    QCOMPARE(problems.size(), 2);
    QVERIFY(problems.contains(QStringLiteral("pairs.repeats")));
    QVERIFY(problems.contains(QStringLiteral("questions[1].id")));
    QVERIFY(!draft.protocol());
}

void TestProtocolDraft::questionsComeAndGo()
{
    ProtocolDraft draft;
    const int before = draft.questions();
    for (const auto kind : {study::QuestionKind::Choice, study::QuestionKind::Labels, study::QuestionKind::Ratings}) {
        draft.addQuestion(kind);
        QCOMPARE(draft.questionKind(draft.questions() - 1), study::toText(kind));
        QVERIFY2(draft.protocol(), "a new question leaves the protocol whole");
    }
    QCOMPARE(draft.questions(), before + 3);
    const QJsonValue moved = draft.value(QStringLiteral("questions[2].id"));
    draft.moveQuestion(2, -1);
    QCOMPARE(draft.value(QStringLiteral("questions[1].id")), moved);
    draft.moveQuestion(0, -1); // nowhere to go
    draft.removeQuestion(1);
    QCOMPARE(draft.questions(), before + 2);
    QVERIFY(draft.protocol());
}

void TestProtocolDraft::everyFieldReadsWhatItWrites()
{
    ProtocolDraft draft;
    draft.set(QStringLiteral("gold"), QJsonArray{QJsonObject{{QStringLiteral("prompt_group"), QStringLiteral("a")},
                                                             {QStringLiteral("better"), QStringLiteral("p1")},
                                                             {QStringLiteral("worse"), QStringLiteral("p2")}}});
    draft.set(QStringLiteral("content_warning.labels"),
              QJsonArray{QStringLiteral("fear"), QStringLiteral("mood.gore")});
    int fields = 0;
    for (const auto &section : studysetup::protocolSections(draft, {QStringLiteral("Krea")})) {
        for (const ProtocolField &one : section.fields) {
            const QJsonValue value = draft.value(one.path);
            if (value.isUndefined() && one.path.endsWith(QLatin1String(".text")))
                continue; // the file leaves an empty one out
            QVERIFY2(!value.isUndefined(), qPrintable(one.path));
            const QString text = studysetup::fieldText(one, value);
            QCOMPARE(studysetup::fieldValue(one, text), value);
            QVERIFY2(studysetup::fieldProblem(one, text).isEmpty(), qPrintable(one.path));
            ++fields;
        }
    }
    QVERIFY(fields > 20);
}

void TestProtocolDraft::wrongTextsAreExplained()
{
    const ProtocolDraft draft;
    const auto problem = [&draft](const char *path, const char *text, const char *reader = "") {
        return studysetup::fieldProblem(field(draft, QLatin1String(path)), QString::fromUtf8(text),
                                        QLatin1String(reader));
    };
    QVERIFY(problem("pairs.repeats", "12.5").isEmpty());
    QVERIFY(problem("pairs.repeats", "5 %").isEmpty());
    QVERIFY(problem("pairs.repeats", "101").contains(QStringLiteral("from 0 to 100")));
    QVERIFY(problem("pairs.practice", "2.5").contains(QStringLiteral("whole number")));
    QVERIFY(problem("pairs.practice", "many").contains(QStringLiteral("many")));
    QVERIFY(problem("minimum_window", "1024×700").isEmpty());
    QVERIFY(problem("minimum_window", "wide").contains(QStringLiteral("1024 × 700")));
    QVERIFY(problem("surround", "grey", "must be a colour").contains(QStringLiteral("#808080")));
    QVERIFY(problem("questions[0].id", "a b", "must be 1 to 64").contains(QStringLiteral("letters")));
}

void TestProtocolDraft::rowsOfListsAreNamed()
{
    ProtocolDraft draft;
    const ProtocolField gold = field(draft, QStringLiteral("gold"));
    draft.set(gold.path,
              studysetup::fieldValue(gold, QStringLiteral(R"([{"prompt_group":"harbour","better":"p1","worse":"p2"},
                                                      {"prompt_group":"lamp","better":"p3","worse":""}])")));
    QCOMPARE(draft.value(QStringLiteral("gold[0].worse")).toString(), QStringLiteral("p2"));
    const auto rows = studysetup::rowProblems(gold, draft.problems());
    QCOMPARE(rows.keys(), QStringList{QStringLiteral("[1].worse")});
    QVERIFY(studysetup::problemOf(gold, draft.problems()).startsWith(QStringLiteral("row 2")));
    QVERIFY(studysetup::rowProblems(field(draft, QStringLiteral("background_questions")), draft.problems()).isEmpty());
}

void TestProtocolDraft::anEmptyWarningIsNone()
{
    const ProtocolDraft without;
    ProtocolDraft draft;
    const ProtocolField labels = field(draft, QStringLiteral("content_warning.labels"));
    draft.set(labels.path, studysetup::fieldValue(labels, QStringLiteral(" fear, , mood.gore ")));
    draft.set(QStringLiteral("content_warning.text"), QStringLiteral("Blood is shown."));
    QCOMPARE(draft.protocol()->contentWarning.labels,
             (QStringList{QStringLiteral("fear"), QStringLiteral("mood.gore")}));
    QCOMPARE(draft.protocol()->contentWarning.text, QStringLiteral("Blood is shown."));
    QCOMPARE(studysetup::fieldText(labels, draft.value(labels.path)), QStringLiteral("fear, mood.gore"));
    draft.set(labels.path, studysetup::fieldValue(labels, QString()));
    draft.set(QStringLiteral("content_warning.text"), QString());
    QVERIFY2(draft == without, "nothing to cover leaves the protocol as it was");
}

QTEST_GUILESS_MAIN(TestProtocolDraft)
#include "tst_protocoldraft.moc"
