// A core image of the window that judges (--annotate): no generator's name, no score and no file name is in it.

#include <QProcess>
#include <QTest>

#include "tests/support/coreimage.h"
#include "tests/support/paths.h"
#include "tests/support/plantedstudy.h"
#include "tests/support/text.h"

using support::must;
using support::s;

class TestWindowCoreImage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsNothingPlanted();
};

void TestWindowCoreImage::holdsNothingPlanted()
{
    support::PlantedStudy planted;
    QProcess window;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(s("QT_QPA_PLATFORM"), s("offscreen"));
    environment.insert(s("XDG_CONFIG_HOME"), planted.folder().file(s("config")));
    window.setProcessEnvironment(environment);
    window.start(support::binFolder() + s("/dissensus"),
                 {s("--annotate"), s("--annotator"), s("a01"), planted.study().path()});
    QVERIFY(window.waitForStarted());
    const auto process = static_cast<pid_t>(window.processId());
    // The first trial's id is in memory as soon as the session is open; then pictures are decoded ahead.
    QTRY_VERIFY_WITH_TIMEOUT(!support::childProcesses(process).isEmpty(), 30000);
    auto trial = must(planted.study().database().prepare(s("SELECT uid FROM trial ORDER BY position LIMIT 1")));
    QString uid;
    QTRY_VERIFY_WITH_TIMEOUT((must(trial.run()), trial.next() && !(uid = trial.text(0)).isEmpty()), 30000);
    QTRY_VERIFY_WITH_TIMEOUT(!support::foundIn(process, uid).isEmpty(), 30000);
    QTest::qWait(500);
    QCOMPARE(planted.foundIn(process), QStringList());
    window.terminate();
    if (!window.waitForFinished(5000))
        window.kill();
    window.waitForFinished();
}

QTEST_GUILESS_MAIN(TestWindowCoreImage)
#include "tst_windowcoreimage.moc"
