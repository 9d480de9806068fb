#include <algorithm>
#include <map>
#include <random>

#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include "core/storage/annotatorrepository.h"
#include "core/storage/studyrepository.h"
#include "core/storage/trialrepository.h"
#include "tests/support/annotateclient.h"
#include "tests/support/program.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "tests/support/text.h"

using support::AnnotateClient;
using support::must;
using support::s;

namespace {

QJsonObject answerTo(const QJsonObject &trial, const char *answer)
{
    return {{s("trial"), trial.value(s("trial"))}, {s("answer"), s(answer)}, {s("shown_ms"), 900}};
}

QJsonObject json(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

QJsonObject pictureOf(const QJsonObject &trial, int position)
{
    return trial.value(s("pictures")).toArray().at(position).toObject();
}

} // namespace

class TestAnnotateCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<support::TestFolder>();
        QDir(m_folder->path()).mkpath(s("tmp"));
        qputenv("TMPDIR", QFile::encodeName(temporary()));
    }
    void cleanup()
    {
        m_study.reset();
        qunsetenv("TMPDIR");
    }

    void twoHundredAnswers();
    void messages();
    void doneIsSaidAndUndoStillWorks();
    void errorsLeaveTheTrialOpen();
    void resumesAtTheSamePair();
    void limit();
    void machineAndGroups();
    void brokenPictureCanOnlyBeSkipped();
    void filesComeAndGo();
    void wrongStarts();

private:
    QString temporary() const { return m_folder->file(s("tmp")); }
    void make(const QByteArray &protocol, support::SmallStudyPlan plan = {})
    {
        m_study = std::make_unique<support::SmallStudy>(m_folder->path(), plan);
        m_study->setProtocol(protocol);
    }
    QList<study::Answer> answers(const char *code)
    {
        const auto annotator = must(storage::AnnotatorRepository(m_study->database()).annotatorByCode(s(code)));
        return must(storage::TrialRepository(m_study->database()).answersOf(annotator->id));
    }

    std::unique_ptr<support::TestFolder> m_folder;
    std::unique_ptr<support::SmallStudy> m_study;
};

void TestAnnotateCommand::twoHundredAnswers()
{
    support::SmallStudyPlan plan;
    plan.groups = 40;
    plan.generators = {s("A"), s("B"), s("C"), s("D")};
    make(R"({"version":1,"pairs":{"per_annotator":185,"repeats":0.05,"practice":6},
        "questions":[{"kind":"choice","strength":3},{"kind":"labels","intensity":3},{"kind":"ratings"}]})",
         plan);
    std::mt19937 random(20260131);
    const char *const words[] = {"left", "right", "tie", "both_good", "both_bad", "skip"};

    // What must be in the study in the end, and the order in which it was said.
    std::map<QString, QJsonObject> expected;
    QStringList said;
    int acknowledged = 0;
    int undone = 0;
    AnnotateClient client(m_study->path(), s("a01"));
    QJsonObject trial = client.read();
    while (trial.contains(s("trial"))) {
        const QString id = trial.value(s("trial")).toString();
        if (random() % 9 == 0) { // nonsense is answered with an error, and the trial stays open
            client.send({{s("trial"), id}, {s("answer"), s("left")}, {s("strength"), 4}});
            QVERIFY(client.read().contains(s("error")));
        }
        if (random() % 12 == 0 && !said.isEmpty()) {
            client.send({{s("undo"), true}});
            const QJsonObject reply = client.read();
            QCOMPARE(reply.value(s("undone")).toString(), expected.at(said.constLast()).value(s("vote")).toString());
            trial = client.read();
            QCOMPARE(trial.value(s("trial")).toString(), said.constLast());
            expected.erase(said.takeLast());
            ++undone;
            continue;
        }
        const char *word = words[random() % 6];
        QJsonObject answer = answerTo(trial, word);
        const bool side = qstrcmp(word, "left") == 0 || qstrcmp(word, "right") == 0;
        if (side)
            answer.insert(s("strength"), static_cast<int>(1 + random() % 3) * (qstrcmp(word, "left") == 0 ? -1 : 1));
        if (qstrcmp(word, "skip") == 0)
            answer.insert(s("reason"), s("disturbing"));
        else if (random() % 2 == 0)
            answer.insert(
                s("labels"),
                json(
                    R"({"left":[{"label":"fear","intensity":2}],"right":[{"label":"happy","intensity":3},{"label":"sad","intensity":1}]})"));
        client.send(answer);
        const QJsonObject reply = client.read();
        QVERIFY2(reply.contains(s("committed")), QJsonDocument(reply).toJson().constData());
        answer.insert(s("vote"), reply.value(s("committed")));
        expected[id] = answer;
        said.append(id);
        ++acknowledged;
        trial = client.read();
    }
    QCOMPARE(trial.value(s("done")).toBool(), true);
    QCOMPARE(trial.value(s("of")).toInt(), 185 + 9);
    QCOMPARE(client.finish(), 0);
    QVERIFY(acknowledged >= 200);
    QVERIFY(undone > 5);
    QCOMPARE(expected.size(), 185U + 9U + 6U);

    storage::TrialRepository trials(m_study->database());
    int labels = 0;
    for (const auto &[id, answer] : expected) {
        const auto stored = must(trials.trialByUid(id));
        QVERIFY(stored);
        for (const study::Answer &row : must(trials.currentAnswers(stored->id))) {
            labels += static_cast<int>(row.labels.size());
            if (!row.vote || row.vote->choice == study::Choice::Undone)
                continue;
            QCOMPARE(study::toText(*row.vote), answer.value(s("answer")).toString());
            QCOMPARE(row.vote->strength, std::abs(answer.value(s("strength")).toInt()));
            QCOMPARE(row.uid, answer.value(s("vote")).toString());
            QCOMPARE(row.reason, answer.value(s("reason")).toString());
            QCOMPARE(row.responseMs, 900);
        }
    }
    const auto counts = must(storage::StudyRepository(m_study->database()).counts());
    QCOMPARE(counts.votes, 200);
    QCOMPARE(counts.labels, 3 * std::count_if(expected.begin(), expected.end(), [](const auto &e) {
                                return e.second.contains(s("labels"));
                            }));
    QCOMPARE(labels, counts.labels);
    QCOMPARE(support::runCli({s("check"), m_study->path()}).exitCode, 0);
}

void TestAnnotateCommand::messages()
{
    make(R"({"version":1,"pairs":{"practice":1,"repeats":0}})");
    AnnotateClient client(m_study->path(), s("a01"));
    const QJsonObject trial = client.read();
    QCOMPARE(trial.value(s("practice")).toBool(), true);
    QCOMPARE(trial.value(s("position")).toInt(), 1);
    QCOMPARE(trial.value(s("of")).toInt(), 1);
    QVERIFY(trial.value(s("prompt")).toString().startsWith(s("a boat number ")));
    QCOMPARE(trial.value(s("questions")).toArray().size(), 3);
    for (int position = 0; position < 2; ++position) {
        const QJsonObject picture = pictureOf(trial, position);
        QCOMPARE(picture.value(s("handle")).toString(), position == 0 ? s("left") : s("right"));
        const QImage image(picture.value(s("file")).toString());
        QCOMPARE(image.size(), QSize(24, 24));
        QCOMPARE(image.width(), picture.value(s("width")).toInt());
        QCOMPARE(image.height(), picture.value(s("height")).toInt());
    }
    client.send(answerTo(trial, "tie"));
    QCOMPARE(client.read().keys(), QStringList{s("committed")});
    const QJsonObject next = client.read();
    QCOMPARE(next.value(s("practice")).toBool(), false);
    QCOMPARE(next.value(s("position")).toInt(), 1);
    QCOMPARE(next.value(s("of")).toInt(), 12);
    client.send({{s("stop"), true}});
    client.process().waitForFinished();
    QCOMPARE(client.process().exitCode(), 0);
    QVERIFY(client.process().readAllStandardError().isEmpty());
}

void TestAnnotateCommand::doneIsSaidAndUndoStillWorks()
{
    make(R"({"version":1,"pairs":{"practice":0,"repeats":0,"per_annotator":2}})");
    AnnotateClient client(m_study->path(), s("a01"));
    const QStringList votes = client.judge([](const QJsonObject &trial) { return answerTo(trial, "left"); }, 100);
    QCOMPARE(votes.size(), 2);
    client.send({{s("trial"), s("x")}, {s("answer"), s("left")}});
    QVERIFY(client.read().contains(s("error")));
    client.send({{s("undo"), true}});
    QCOMPARE(client.read().value(s("undone")).toString(), votes.at(1));
    QCOMPARE(client.read().value(s("position")).toInt(), 2);
    QCOMPARE(client.finish(), 0);
    AnnotateClient again(m_study->path(), s("a01"));
    again.judge([](const QJsonObject &trial) { return answerTo(trial, "left"); }, 1);
    QCOMPARE(again.finish(), 0);
    AnnotateClient third(m_study->path(), s("a01"));
    QCOMPARE(third.read(), (QJsonObject{{s("done"), true}, {s("of"), 2}}));
}

void TestAnnotateCommand::errorsLeaveTheTrialOpen()
{
    make(
        R"({"version":1,"pairs":{"practice":0,"repeats":0},"questions":[{"kind":"choice","answers":["left","right"],"strength":0,"allow_skip":false}]})");
    AnnotateClient client(m_study->path(), s("a01"));
    const QJsonObject trial = client.read();
    const QByteArray id = trial.value(s("trial")).toString().toUtf8();
    const QList<QByteArray> lines{"hello",
                                  "{}",
                                  "[]",
                                  "{\"trial\":\"" + id + "\"}",
                                  R"({"trial":"nope","answer":"left"})",
                                  "{\"trial\":\"" + id + R"(","answer":"tie"})",
                                  "{\"trial\":\"" + id + R"(","answer":"skip"})",
                                  "{\"trial\":\"" + id + R"(","answer":"left","strength":2})",
                                  "{\"trial\":\"" + id + R"(","answer":"left","labels":{"left":[{"label":"fear"}]}})",
                                  "{\"undo\":true}",
                                  "{\"comment\":\"" + QByteArray(300000, 'x') + "\"}",
                                  QByteArray(2000, '[')};
    for (const QByteArray &line : lines) {
        client.process().write(line + '\n');
        const QJsonObject error = client.read().value(s("error")).toObject();
        QVERIFY2(!error.value(s("code")).toString().isEmpty() && !error.value(s("message")).toString().isEmpty(),
                 line.left(80).constData());
    }
    QVERIFY(answers("a01").isEmpty());
    client.process().write("\n  \n");     // empty lines mean nothing
    client.send(answerTo(trial, "left")); // the trial was not repeated and is still open
    QVERIFY(client.read().contains(s("committed")));
    QCOMPARE(answers("a01").constFirst().vote->strength, 1);
}

void TestAnnotateCommand::resumesAtTheSamePair()
{
    make(R"({"version":1})");
    AnnotateClient first(m_study->path(), s("a01"));
    first.judge([](const QJsonObject &trial) { return answerTo(trial, "right"); }, 7);
    first.finish();
    AnnotateClient second(m_study->path(), s("a01"));
    const QJsonObject trial = second.read();
    QCOMPARE(trial.value(s("position")).toInt(), 3);
    second.finish();
    AnnotateClient third(m_study->path(), s("a01"));
    const QJsonObject again = third.read();
    QCOMPARE(again.value(s("trial")), trial.value(s("trial")));
    // The same pair on the same sides, under fresh names: every picture has its own colour.
    AnnotateClient other(m_study->path(), s("a02"));
    QVERIFY(other.read().contains(s("trial")));
    for (int position = 0; position < 2; ++position)
        QVERIFY(pictureOf(again, position).value(s("file")) != pictureOf(trial, position).value(s("file")));
    const support::Run locked = support::runCli({s("annotate"), m_study->path(), s("--annotator"), s("a01")});
    QCOMPARE(locked.exitCode, 1);
    QVERIFY(locked.err.contains("at work"));
}

void TestAnnotateCommand::limit()
{
    make(R"({"version":1,"pairs":{"practice":0}})");
    AnnotateClient client(m_study->path(), s("a01"), {s("--limit"), s("3")});
    QCOMPARE(client.judge([](const QJsonObject &trial) { return answerTo(trial, "tie"); }, 100).size(), 3);
    client.send({{s("undo"), true}});
    QVERIFY(client.read().contains(s("undone")));
    const QJsonObject trial = client.read();
    client.send(answerTo(trial, "left"));
    QVERIFY(client.read().contains(s("committed")));
    const QJsonObject done = client.read();
    QVERIFY(done.value(s("done")).toBool());
    QCOMPARE(done.value(s("limit")).toInt(), 3);
    QCOMPARE(client.finish(), 0);
    QCOMPARE(
        support::runCli({s("annotate"), m_study->path(), s("--annotator"), s("a01"), s("--limit"), s("0")}).exitCode,
        2);
}

void TestAnnotateCommand::machineAndGroups()
{
    make(R"({"version":1,"consent":"I agree."})");
    const support::Run machine = support::runCli({s("annotate"), m_study->path(), s("--annotator"), s("bot"),
                                                  s("--machine"), s("--group"), s("g 1"), s("--group"), s("g2")});
    QCOMPARE(machine.exitCode, 0);
    QVERIFY(machine.err.isEmpty());
    const auto annotator = must(storage::AnnotatorRepository(m_study->database()).annotatorByCode(s("bot")));
    QCOMPARE(annotator->kind, study::AnnotatorKind::Machine);
    QCOMPARE(annotator->groups, (QStringList{s("g 1"), s("g2")}));
    const support::Run person = support::runCli({s("annotate"), m_study->path(), s("--annotator"), s("a01")});
    QCOMPARE(person.exitCode, 0);
    QVERIFY(person.err.contains("consent"));
    QCOMPARE(support::runCli({s("annotate"), m_study->path(), s("--annotator"), s("bot")}).exitCode, 1);
}

void TestAnnotateCommand::brokenPictureCanOnlyBeSkipped()
{
    make(R"({"version":1,"pairs":{"practice":0,"repeats":0}})");
    for (int group = 0; group < 4; ++group)
        QVERIFY(QFile::remove(m_study->pictureFile(group, s("Zebra"), s("original"))));
    AnnotateClient client(m_study->path(), s("a01"));
    int broken = 0;
    for (QJsonObject trial = client.read(); trial.contains(s("trial")); trial = client.read()) {
        const bool isBroken = pictureOf(trial, 0).contains(s("error")) || pictureOf(trial, 1).contains(s("error"));
        if (isBroken) {
            ++broken;
            client.send(answerTo(trial, "left"));
            QVERIFY(client.read().contains(s("error")));
        }
        client.send(answerTo(trial, isBroken ? "skip" : "left"));
        QVERIFY(client.read().contains(s("committed")));
    }
    QCOMPARE(broken, 8); // two of three pairs of each group
}

void TestAnnotateCommand::filesComeAndGo()
{
    make(R"({"version":1})");
    const QStringList folders{s("dissensus-annotate-*")};
    QStringList files;
    {
        AnnotateClient client(m_study->path(), s("a01"));
        QJsonObject trial = client.read();
        for (int i = 0; i < 10; ++i) {
            for (int position = 0; position < 2; ++position) {
                const QString file = pictureOf(trial, position).value(s("file")).toString();
                QVERIFY(QFile::exists(file));
                QVERIFY(!files.contains(file));
                files.append(file);
            }
            client.send(answerTo(trial, "tie"));
            QVERIFY(client.read().contains(s("committed")));
            trial = client.read();
        }
        // The open trial, the one before and those prepared ahead.
        QVERIFY(QDir(QFileInfo(files.constLast()).absolutePath()).entryList(QDir::Files).size() <= 2 * 5);
        QVERIFY(!QFile::exists(files.constFirst()));
        const QFileInfo folder(QFileInfo(files.constLast()).absolutePath());
        QCOMPARE(folder.absolutePath(), temporary());
        QCOMPARE(folder.permissions()
                     & (QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther
                        | QFile::ExeOther),
                 QFile::Permissions());
        static const QRegularExpression form(s("^[0-9a-f]+\\.png$"));
        QVERIFY(form.match(QFileInfo(files.constLast()).fileName()).hasMatch());
        client.process().kill();
        client.process().waitForFinished();
    }
    QCOMPARE(QDir(temporary()).entryList(folders, QDir::Dirs).size(), 1); // left by the kill
    AnnotateClient next(m_study->path(), s("a01"));
    next.read();
    QCOMPARE(QDir(temporary()).entryList(folders, QDir::Dirs).size(),
             1); // that one is gone, this is the new one
    QVERIFY(!QFile::exists(files.constLast()));
    QCOMPARE(next.finish(), 0);
    QVERIFY(QDir(temporary()).entryList(folders, QDir::Dirs).isEmpty());
}

void TestAnnotateCommand::wrongStarts()
{
    make(R"({"version":1})");
    QCOMPARE(support::runCli({s("annotate"), m_study->path()}).exitCode, 2);
    QCOMPARE(support::runCli({s("annotate"), s("--annotator"), s("a")}).exitCode, 2);
    const support::Run missing =
        support::runCli({s("annotate"), m_folder->file(s("no.dissensus")), s("--annotator"), s("a")});
    QCOMPARE(missing.exitCode, 1);
    QCOMPARE(missing.err.count('\n'), 1);
    QVERIFY(missing.out.isEmpty());
    QCOMPARE(support::runCli({s("annotate"), m_study->path(), s("--annotator"), s(" ")}).exitCode, 1);
    m_study->setProtocol(R"({"version":1,"passes":"separate"})");
    const support::Run unsupported =
        support::runCli({s("annotate"), m_study->path(), s("--annotator"), s("a"), s("--json")});
    QCOMPARE(unsupported.exitCode, 1);
    QVERIFY(json(unsupported.err).value(s("error")).toObject().value(s("message")).toString().contains(s("$.passes")));
    m_study->setProtocol(R"({"version":1,"pairs":{"prompt_variant":"happy"}})");
    const support::Run nothing = support::runCli({s("annotate"), m_study->path(), s("--annotator"), s("a")});
    QCOMPARE(nothing.exitCode, 0);
    QCOMPARE(json(nothing.out), (QJsonObject{{s("done"), true}, {s("of"), 0}}));
}

QTEST_GUILESS_MAIN(TestAnnotateCommand)
#include "tst_annotatecommand.moc"
