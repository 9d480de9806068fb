#include <QProcess>
#include <QTest>

#include "tests/support/paths.h"
#include "tests/support/program.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"

using support::run;
using support::Run;

/// The window's program from outside: what it prints and how it leaves.
class TestDissensus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { qputenv("XDG_CONFIG_HOME", m_folder.file(QStringLiteral("config")).toLocal8Bit()); }

    void helpAndVersion()
    {
        const Run help = run(QStringLiteral("dissensus"), {QStringLiteral("--help")});
        QCOMPARE(help.exitCode, 0);
        QVERIFY(help.out.startsWith("Usage: dissensus"));
        const Run version = run(QStringLiteral("dissensus"), {QStringLiteral("--version")});
        QCOMPARE(version.out.trimmed(), QByteArray("dissensus " DISSENSUS_VERSION));
    }

    void wrongUsageIsOneLine()
    {
        const Run wrong = run(QStringLiteral("dissensus"), {QStringLiteral("--theme"), QStringLiteral("pink")});
        QCOMPARE(wrong.exitCode, 2);
        QVERIFY(wrong.out.isEmpty());
        QCOMPARE(wrong.err.count('\n'), 1);
        QVERIFY(wrong.err.startsWith("dissensus: "));
    }

    void missingStudyIsOneLine()
    {
        const Run missing = run(QStringLiteral("dissensus"), {m_folder.file(QStringLiteral("no.dissensus"))});
        QCOMPARE(missing.exitCode, 1);
        QCOMPARE(missing.err.count('\n'), 1);
        QVERIFY(missing.err.contains("no.dissensus"));
    }

    void withoutADisplayItSaysSo()
    {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            environment.remove(QLatin1String(name));
        program.setProcessEnvironment(environment);
        program.start(support::binFolder() + QStringLiteral("/dissensus"), {});
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 1);
        QCOMPARE(program.readAllStandardError().count('\n'), 1);
    }

    void opensAndLeavesAfterTheFirstPaint()
    {
        support::SmallStudy study(m_folder.path());
        const QStringList quit{QStringLiteral("--quit-after-first-paint")};
        QCOMPARE(run(QStringLiteral("dissensus"), quit).exitCode, 0);
        QCOMPARE(run(QStringLiteral("dissensus"), quit + QStringList{study.path()}).exitCode, 0);
        QCOMPARE(
            run(QStringLiteral("dissensus"), quit + QStringList{QStringLiteral("--annotate"), study.path()}).exitCode,
            0);
    }

    void annotatorModeRefusesWhatIsNoStudy()
    {
        const QString file = m_folder.write(QStringLiteral("text.dissensus"), "not a study");
        const Run wrong = run(QStringLiteral("dissensus"),
                              {QStringLiteral("--annotate"), QStringLiteral("--annotator"), QStringLiteral("a"), file});
        QCOMPARE(wrong.exitCode, 1);
        QVERIFY(wrong.err.contains("text.dissensus"));
    }

    void theWindowLoadsNoRewardModels()
    {
        QProcess ldd;
        ldd.start(QStringLiteral("ldd"), {support::binFolder() + QStringLiteral("/dissensus")});
        QVERIFY(ldd.waitForFinished());
        const QByteArray libraries = ldd.readAllStandardOutput();
        QVERIFY(libraries.contains("libQt6Widgets"));
        for (const char *heavy : {"libtorch", "libc10", "libcuda", "libopencv_imgcodecs"})
            QVERIFY2(!libraries.contains(heavy), heavy);
    }

private:
    support::TestFolder m_folder;
};

QTEST_GUILESS_MAIN(TestDissensus)
#include "tst_dissensus.moc"
