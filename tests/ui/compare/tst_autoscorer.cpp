#include "ui/compare/autoscorer.h"

#include <QSignalSpy>
#include <QTest>

#include "core/scoring/scorequeue.h"
#include "tests/support/paths.h"
#include "tests/support/studies.h"
#include "tests/ui/support/votedstudy.h"
#include "ui/widgets/activity.h"

using compare::AutoScorer;

/// With a scorer of which one knows what it does: it has "sharpness" and nothing else.
class AutoScorerTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<support::TestFolder> m_folder;
    std::unique_ptr<support::VotedStudy> m_writer;
    widgets::StudyPtr m_study;
    study::Prompt m_prompt;

    static void useScorer(const QString &mode, int when = 0)
    {
        qputenv(
            "DISSENSUS_SCORER",
            QStringLiteral("\"%1/../tests/fakescorer\" %2 %3").arg(support::binFolder(), mode).arg(when).toLocal8Bit());
    }

    analysis::PromptSheet sheet()
    {
        return support::must(analysis::PromptSheet::load(m_writer->database(), m_prompt.group, study::originalVariant));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<support::TestFolder>();
        m_writer = std::make_unique<support::VotedStudy>(m_folder->file(QStringLiteral("a.dissensus")));
        m_prompt = m_writer->addPrompt(QStringLiteral("g"), QStringLiteral("original"), QStringLiteral("a boat"));
        m_writer->addPicture(m_prompt, QStringLiteral("A"), Qt::red);
        m_writer->addPicture(m_prompt, QStringLiteral("B"), Qt::blue);
        m_study = m_writer->open();
    }

    void cleanup()
    {
        m_study.reset();
        m_writer.reset();
    }

    void whatIsMissingStartsOnce()
    {
        useScorer(QStringLiteral("good"));
        AutoScorer scorer;
        scorer.setStudy(m_study);
        QSignalSpy finished(m_study->scoreQueue(), &scoring::ScoreQueue::finished);
        QVERIFY(!m_study->scoreQueue()->isRunning());
        scorer.show(sheet());
        QVERIFY(scorer.state().running);
        QTRY_VERIFY_WITH_TIMEOUT(!m_study->scoreQueue()->isRunning(), 20000);
        QVERIFY2(scorer.state().failure.isEmpty(), qPrintable(scorer.state().failure));
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20000);
        const analysis::PromptSheet after = sheet();
        QVERIFY(after.row(QStringLiteral("sharpness")));
        QVERIFY(after.row(QStringLiteral("sharpness"))->isComplete());
        // Scores that this scorer does not have stay missing, and start nothing again.
        scorer.show(after);
        QVERIFY(!m_study->scoreQueue()->isRunning());
    }

    void nothingStartsUnseen()
    {
        useScorer(QStringLiteral("good"));
        AutoScorer scorer;
        scorer.setStudy(m_study);
        QTest::qWait(50);
        QVERIFY(!m_study->scoreQueue()->isRunning());
    }

    void whatSomebodyCancelledStaysSo()
    {
        useScorer(QStringLiteral("hang"));
        AutoScorer scorer;
        scorer.setStudy(m_study);
        QSignalSpy finished(m_study->scoreQueue(), &scoring::ScoreQueue::finished);
        scorer.show(sheet());
        m_study->scoreQueue()->cancel();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20000);
        scorer.show(sheet());
        QVERIFY(!m_study->scoreQueue()->isRunning());
        useScorer(QStringLiteral("good"));
        scorer.retry();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, 20000);
        QVERIFY(sheet().row(QStringLiteral("sharpness")));
    }

    void aFailureSaysWhyAndCanBeRetried_data()
    {
        QTest::addColumn<QString>("mode"); // of the stand-in; a path: that program
        QTest::addColumn<QString>("said");
        QTest::newRow("missing") << QStringLiteral("/nowhere/dissensus-scorer") << QStringLiteral("does not start");
        QTest::newRow("another program") << QStringLiteral("/bin/false")
                                         << QStringLiteral("ended before it said hello");
        QTest::newRow("no host") << QStringLiteral("refuse") << QStringLiteral("ssh: no such host");
        QTest::newRow("another version") << QStringLiteral("old") << QStringLiteral("protocol");
        QTest::newRow("a page instead of frames") << QStringLiteral("endless") << QString();
    }

    void aFailureSaysWhyAndCanBeRetried()
    {
        QFETCH(QString, mode);
        QFETCH(QString, said);
        if (mode.startsWith(QLatin1Char('/')))
            qputenv("DISSENSUS_SCORER", mode.toLocal8Bit());
        else
            useScorer(mode, 1);
        AutoScorer scorer;
        scorer.setStudy(m_study);
        scorer.show(sheet());
        QTRY_VERIFY_WITH_TIMEOUT(!scorer.state().failure.isEmpty(), 20000);
        QVERIFY(!scorer.state().running);
        QVERIFY2(scorer.state().failure.contains(said), qPrintable(scorer.state().failure));
        // The status line says the same.
        const auto entries = widgets::Activity::instance().entries();
        QCOMPARE(entries.size(), 1);
        QVERIFY(entries.first().isError);
        QVERIFY2(entries.first().text.startsWith(QStringLiteral("Scoring failed: "))
                     && entries.first().text.contains(said),
                 qPrintable(entries.first().text));
        useScorer(QStringLiteral("good"));
        scorer.retry();
        QVERIFY(scorer.state().failure.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(sheet().row(QStringLiteral("sharpness")), 20000);
        QTRY_VERIFY_WITH_TIMEOUT(widgets::Activity::instance().entries().isEmpty(), 20000);
    }

    void scorersWithoutWeightsAreNamed()
    {
        AutoScorer scorer;
        scorer.setStudy(m_study);
        scorer.show(sheet());
        QVERIFY(scorer.state().notInstalled.contains(QStringLiteral("hps-v3")));
        m_writer->addScore(QStringLiteral("import:hps-v3"), study::PictureId(1), &m_prompt, 3);
        scorer.show(sheet());
        QVERIFY(!scorer.state().notInstalled.contains(QStringLiteral("hps-v3"))); // its imported row stands there
    }
};

QTEST_MAIN(AutoScorerTest)
#include "tst_autoscorer.moc"
