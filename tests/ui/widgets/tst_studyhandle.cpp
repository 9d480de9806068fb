#include "ui/widgets/studyhandle.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include "core/storage/studyrepository.h"
#include "core/storage/transaction.h"
#include "tests/support/studies.h"

using support::must;
using widgets::StudyHandle;

class TestStudyHandle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<support::TestFolder>();
        m_path = m_folder->file(QStringLiteral("one.dissensus"));
        must(storage::Database::create(m_path, QStringLiteral("One")));
    }

    void readsTheHead()
    {
        const StudyHandle::Head head = must(StudyHandle::readHead(m_path));
        QCOMPARE(head.title, QStringLiteral("One"));
        QVERIFY(!head.simulated);
        QCOMPARE(StudyHandle::readHead(m_folder->file(QStringLiteral("none.dissensus"))).error().code,
                 QStringLiteral("study.missing"));
    }

    void jobsRunElsewhereAndReportHere()
    {
        StudyHandle study(must(StudyHandle::readHead(m_path)));
        QThread *worker = nullptr;
        QThread *reporter = nullptr;
        QString title;
        study.run(
            this,
            [&worker](storage::Database &database) {
                worker = QThread::currentThread();
                return storage::StudyRepository(database).setting(QStringLiteral("title"));
            },
            [&](const base::Result<QString> &result) {
                reporter = QThread::currentThread();
                title = result.value_or(QString());
            });
        QTRY_COMPARE(title, QStringLiteral("One"));
        QVERIFY(worker != QThread::currentThread());
        QCOMPARE(reporter, QThread::currentThread());
    }

    void resultsOfAGoneContextAreDropped()
    {
        StudyHandle study(must(StudyHandle::readHead(m_path)));
        auto context = std::make_unique<QObject>();
        bool reported = false;
        bool later = false;
        study.run(
            context.get(), [](storage::Database &database) { return database.revision(); },
            [&reported](const base::Result<qint64> &) { reported = true; });
        context.reset();
        study.run(
            this, [](storage::Database &database) { return database.revision(); },
            [&later](const base::Result<qint64> &) { later = true; });
        QTRY_VERIFY(later);
        QTest::qWait(20);
        QVERIFY(!reported);
    }

    void changesOfOtherConnectionsAreSeen()
    {
        StudyHandle study(must(StudyHandle::readHead(m_path)));
        QSignalSpy changed(&study, &StudyHandle::changed);
        storage::Database other = must(storage::Database::open(m_path));
        {
            auto transaction = must(storage::Transaction::begin(other));
            must(storage::StudyRepository(other).setSetting(QStringLiteral("title"), QStringLiteral("Two")));
            must(transaction.commit());
        }
        QTRY_VERIFY(!changed.isEmpty());
    }

private:
    std::unique_ptr<support::TestFolder> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestStudyHandle)
#include "tst_studyhandle.moc"
