// A core image of a running annotator, in the command line and in the window: no generator's name, no score and no
// file name is in it, because the process never held one.

#include <cstring>

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QtEndian>
#include <QTest>

#include "core/storage/picturerepository.h"
#include "core/storage/scorerepository.h"
#include "tests/support/annotateclient.h"
#include "tests/support/coreimage.h"
#include "tests/support/paths.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"

using support::must;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

constexpr double plantedScore = 77.62513749218;

/// The forms in which the planted score lies in memory: as text, as SQLite stores it and as the processor does.
QByteArrayList scoreForms()
{
    char little[sizeof plantedScore];
    std::memcpy(little, &plantedScore, sizeof little);
    QByteArray bytes(little, sizeof little);
    QByteArray big = bytes;
    std::reverse(big.begin(), big.end());
    return {"77.625137", bytes, big};
}

/// The word as it would lie in a QString or in UTF-8.
QByteArrayList textForms(const QString &word)
{
    return {word.toUtf8(), QByteArray(reinterpret_cast<const char *>(word.utf16()), word.size() * 2)};
}

/// "WHERE: FORM" for everything planted that is in the memory of the process.
QStringList findIn(pid_t process, const QByteArrayList &planted)
{
    QStringList found;
    const qint64 read = support::readMemory(process, [&](const QString &mapping, const QByteArray &bytes) {
        for (const QByteArray &form : planted)
            if (bytes.contains(form))
                found += mapping + s(": ") + QString::fromLatin1(form.toPercentEncoding());
    });
    if (read < 1000000)
        qFatal("the memory of process %d cannot be read", process);
    return found;
}

} // namespace

class TestCoreImage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_study.reset(); }

    void commandLine();
    void window();

private:
    int votes() const
    {
        auto count = must(m_study->database().prepare(s("SELECT count(*) FROM vote")));
        must(count.run());
        count.next();
        return static_cast<int>(count.integer(0));
    }

    std::unique_ptr<support::TestFolder> m_folder;
    std::unique_ptr<support::SmallStudy> m_study;
    QByteArrayList m_planted;
};

void TestCoreImage::init()
{
    m_folder = std::make_unique<support::TestFolder>();
    support::SmallStudyPlan plan;
    plan.generators = {s("KryptonDiffusion"), s("ArgonPainter"), s("XenonSketch")};
    m_study = std::make_unique<support::SmallStudy>(m_folder->path(), plan);
    // The owner's own words name generators, too.
    m_study->setProtocol(R"({"version":1,"title":"ArgonPainter against KryptonDiffusion",
        "pairs":{"generators":["KryptonDiffusion","ArgonPainter","XenonSketch"],"practice":1}})");
    storage::ScoreRepository scores(m_study->database());
    const auto fingerprint = must(scores.addFingerprint(s("secretscorer"), QString(64, u'd'), s("{}")));
    for (const study::Picture &picture : must(storage::PictureRepository(m_study->database()).pictures())) {
        study::Score score;
        score.asset = picture.asset;
        score.fingerprint = fingerprint.id;
        score.value = plantedScore;
        score.origin = s("computed");
        must(scores.addScore(score));
    }
    m_planted = scoreForms();
    for (const QString &word : plan.generators + QStringList{s("secretscorer"), s("pictures/")})
        m_planted += textForms(word);
}

void TestCoreImage::commandLine()
{
    support::AnnotateClient client(m_study->path(), s("a01"));
    const auto process = static_cast<pid_t>(client.process().processId());
    QString lastTrial;
    const QStringList voted = client.judge(
        [&lastTrial](const QJsonObject &trial) {
            lastTrial = trial.value(s("trial")).toString();
            return QJsonObject{{s("trial"), lastTrial}, {s("answer"), s("left")}};
        },
        8);
    QCOMPARE(voted.size(), 8);
    QCOMPARE(findIn(process, m_planted), QStringList());
    // A hunt that cannot find anything proves nothing: the trial's id is there, and the helper holds the names.
    QVERIFY(!findIn(process, textForms(lastTrial)).isEmpty());
    const QList<pid_t> helpers = support::childProcesses(process);
    QVERIFY(!helpers.isEmpty());
    QStringList known;
    for (const pid_t helper : helpers)
        known += findIn(helper, m_planted);
    QVERIFY(!known.isEmpty());
    client.finish();
}

void TestCoreImage::window()
{
    const QString program = support::binFolder() + s("/dissensus");
    if (!QFile::exists(program))
        QSKIP("built without the window");
    QProcess window;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(s("QT_QPA_PLATFORM"), s("offscreen"));
    environment.insert(s("XDG_CONFIG_HOME"), m_folder->file(s("config")));
    window.setProcessEnvironment(environment);
    window.start(program, {s("--annotate"), s("--annotator"), s("a01"), m_study->path()});
    QVERIFY(window.waitForStarted());
    const auto process = static_cast<pid_t>(window.processId());
    // The first trial's id is in memory as soon as the session is open; then pictures are decoded ahead.
    QTRY_VERIFY_WITH_TIMEOUT(!support::childProcesses(process).isEmpty(), 30000);
    auto trial = must(m_study->database().prepare(s("SELECT uid FROM trial ORDER BY position LIMIT 1")));
    QString uid;
    QTRY_VERIFY_WITH_TIMEOUT((must(trial.run()), trial.next() && !(uid = trial.text(0)).isEmpty()), 30000);
    QTRY_VERIFY_WITH_TIMEOUT(!findIn(process, textForms(uid)).isEmpty(), 30000);
    QTest::qWait(500);
    QCOMPARE(findIn(process, m_planted), QStringList());
    window.terminate();
    if (!window.waitForFinished(5000))
        window.kill();
    window.waitForFinished();
}

QTEST_GUILESS_MAIN(TestCoreImage)
#include "tst_coreimage.moc"
