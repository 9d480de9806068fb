#include "core/storage/exclusivelock.h"

#include <sys/wait.h>
#include <unistd.h>

#include <QtTest>

#include "core/storage/database.h"
#include "tests/support/studies.h"

using storage::ExclusiveLock;

class TestExclusiveLock : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;
    QString m_study;

private Q_SLOTS:
    void initTestCase()
    {
        m_study = m_folder.file(QStringLiteral("s.dissensus"));
        support::must(storage::Database::create(m_study, {}));
    }

    void onlyOneHoldsIt()
    {
        auto first = ExclusiveLock::take(m_study, QStringLiteral("annotator-p1"));
        SUPPORT_OK(first);
        SUPPORT_FAILS(ExclusiveLock::take(m_study, QStringLiteral("annotator-p1")), "study.locked");
        SUPPORT_OK(ExclusiveLock::take(m_study, QStringLiteral("annotator-p2")));
        SUPPORT_OK(ExclusiveLock::take(m_study, QStringLiteral("maintenance")));
        const ExclusiveLock moved = std::move(*first);
        SUPPORT_FAILS(ExclusiveLock::take(m_study, QStringLiteral("annotator-p1")), "study.locked");
    }

    void freeAgainAfterwards()
    {
        {
            const auto held = ExclusiveLock::take(m_study, QStringLiteral("maintenance"));
            SUPPORT_OK(held);
        }
        SUPPORT_OK(ExclusiveLock::take(m_study, QStringLiteral("maintenance")));
    }

    void sameLockThroughALink()
    {
        const QString link = m_folder.file(QStringLiteral("link.dissensus"));
        QVERIFY(QFile::link(m_study, link));
        const auto held = ExclusiveLock::take(m_study, QStringLiteral("maintenance"));
        SUPPORT_OK(held);
        SUPPORT_FAILS(ExclusiveLock::take(link, QStringLiteral("maintenance")), "study.locked");
    }

    void diesWithItsProcess()
    {
        int ready[2];
        QCOMPARE(pipe(ready), 0);
        const pid_t child = fork();
        if (child == 0) {
            const auto held = ExclusiveLock::take(m_study, QStringLiteral("annotator-p1"));
            const char answer = held ? 'y' : 'n';
            [[maybe_unused]] const auto written = write(ready[1], &answer, 1);
            pause();
            _exit(0);
        }
        char answer = 0;
        QCOMPARE(read(ready[0], &answer, 1), ssize_t(1));
        QCOMPARE(answer, 'y');
        SUPPORT_FAILS(ExclusiveLock::take(m_study, QStringLiteral("annotator-p1")), "study.locked");
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        SUPPORT_OK(ExclusiveLock::take(m_study, QStringLiteral("annotator-p1")));
    }

    void fileTellsNoCode()
    {
        const auto held = ExclusiveLock::take(m_study, QStringLiteral("annotator-secretcode"));
        SUPPORT_OK(held);
        for (const QString &name : QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden))
            QVERIFY2(!name.contains(QLatin1String("secretcode")), qPrintable(name));
        QCOMPARE(QFileInfo(m_study + QStringLiteral("-lock")).size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestExclusiveLock)
#include "tst_exclusivelock.moc"
