#include "ui/shell/studylifecycle.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/studies.h"
#include "ui/widgets/recentstudies.h"

using shell::StudyLifecycle;

class TestStudyLifecycle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
        QCoreApplication::setOrganizationName(QStringLiteral("dissensus-test"));
    }

    void createsOpensCloses()
    {
        StudyLifecycle lifecycle;
        QSignalSpy changed(&lifecycle, &StudyLifecycle::studyChanged);
        const QString path = m_folder.file(QStringLiteral("made here.dissensus"));
        lifecycle.create(path);
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(lifecycle.study()->title(), QStringLiteral("made here"));
        QCOMPARE(widgets::recentStudies().constFirst().path, lifecycle.study()->path());
        lifecycle.close();
        QVERIFY(!lifecycle.study());
        QCOMPARE(changed.size(), 2);
    }

    void aStudyIsNotMadeTwice()
    {
        StudyLifecycle lifecycle;
        QSignalSpy failed(&lifecycle, &StudyLifecycle::failed);
        lifecycle.create(m_folder.write(QStringLiteral("there.dissensus"), "something"));
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].value<base::Error>().code, QStringLiteral("study.exists"));
    }

    void theLatestRequestWins()
    {
        const QString first = m_folder.file(QStringLiteral("first.dissensus"));
        const QString second = m_folder.file(QStringLiteral("second.dissensus"));
        support::must(storage::Database::create(first, QStringLiteral("First")));
        support::must(storage::Database::create(second, QStringLiteral("Second")));
        StudyLifecycle lifecycle;
        QSignalSpy changed(&lifecycle, &StudyLifecycle::studyChanged);
        lifecycle.open(first);
        lifecycle.open(second);
        QTRY_VERIFY(!lifecycle.isBusy());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(lifecycle.study()->title(), QStringLiteral("Second"));
    }

private:
    support::TestFolder m_folder;
};

QTEST_GUILESS_MAIN(TestStudyLifecycle)
#include "tst_studylifecycle.moc"
