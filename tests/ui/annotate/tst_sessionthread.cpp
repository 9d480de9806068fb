#include "ui/annotate/sessionthread.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/support/smallstudy.h"
#include "tests/support/storedvotes.h"
#include "tests/support/studies.h"
#include "tests/support/submissions.h"

using annotate::SessionThread;

namespace {

const QByteArray protocol =
    R"({"version":1,"pairs":{"repeats":0,"practice":0,"per_annotator":6},"questions":[{"kind":"choice"}]})";

const trials::SessionOwner owner{QStringLiteral("a01"), study::AnnotatorKind::Human, {}};

trials::Submission leftOf(const trials::BlindTrial &trial)
{
    return support::voteOn(trial, {study::Choice::Picture, 0, 1});
}

} // namespace

class TestSessionThread : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<support::TestFolder>();
        m_study = std::make_unique<support::SmallStudy>(m_folder->path());
        m_study->setProtocol(protocol);
    }

    void everyRequestEndsInASignal();
    void whatWasQueuedIsStoredAtTheEnd();
    void endsAsOftenAsItStarts();

private:
    std::unique_ptr<support::TestFolder> m_folder;
    std::unique_ptr<support::SmallStudy> m_study;
};

void TestSessionThread::everyRequestEndsInASignal()
{
    SessionThread thread;
    QSignalSpy failed(&thread, &SessionThread::failed);
    thread.undo(); // nothing is open
    QVERIFY(failed.wait());
    QCOMPARE(failed.first().at(1).value<base::Error>().code, QStringLiteral("annotate.closed"));

    std::optional<trials::BlindTrial> shown;
    connect(&thread, &SessionThread::opened, this,
            [&](const annotate::SessionOpening &, const annotate::Situation &now) { shown = now.trial; });
    thread.open(m_study->path(), owner);
    QTRY_VERIFY(shown);

    QSignalSpy committed(&thread, &SessionThread::committed);
    thread.submit(leftOf(*shown));
    QVERIFY(committed.wait());
    QCOMPARE(support::soundVotes(m_study->path()), 1);

    QSignalSpy undone(&thread, &SessionThread::undone);
    thread.undo();
    QVERIFY(undone.wait());
    QCOMPARE(support::soundVotes(m_study->path()), 0);
    QCOMPARE(failed.size(), 1);
}

void TestSessionThread::whatWasQueuedIsStoredAtTheEnd()
{
    auto thread = std::make_unique<SessionThread>();
    std::optional<trials::BlindTrial> shown;
    connect(thread.get(), &SessionThread::opened, this,
            [&](const annotate::SessionOpening &, const annotate::Situation &now) { shown = now.trial; });
    thread->open(m_study->path(), owner);
    QTRY_VERIFY(shown);
    thread->submit(leftOf(*shown));
    thread.reset(); // before any signal can come back
    QCOMPARE(support::soundVotes(m_study->path()), 1);
}

/// Of interest under the thread sanitizer: the end of a thread meets what was posted to it last.
void TestSessionThread::endsAsOftenAsItStarts()
{
    for (int i = 0; i < 100; ++i) {
        SessionThread thread;
        QSignalSpy failed(&thread, &SessionThread::failed);
        thread.undo();
        QVERIFY(failed.wait()); // it runs
    }
    QCOMPARE(support::soundVotes(m_study->path()), 0);
}

QTEST_GUILESS_MAIN(TestSessionThread)

#include "tst_sessionthread.moc"
