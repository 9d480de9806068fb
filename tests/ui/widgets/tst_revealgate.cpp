#include "ui/widgets/revealgate.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTest>

#include "core/storage/annotatorrepository.h"
#include "core/storage/revealrepository.h"
#include "core/trials/annotationsession.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "tests/support/submissions.h"
#include "ui/widgets/button.h"
#include "ui/widgets/reveallog.h"
#include "ui/widgets/strip.h"

using support::must;
using widgets::RevealGate;
using widgets::RevealLog;

/// The strip before names and scores, and what is noted of them.
class TestRevealGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
        QCoreApplication::setOrganizationName(QStringLiteral("dissensus-test"));
    }

    void init()
    {
        m_folder = std::make_unique<support::TestFolder>();
        m_small = std::make_unique<support::SmallStudy>(m_folder->path());
        m_small->setProtocol(
            R"({"version":1,"pairs":{"repeats":0,"practice":0,"per_annotator":5},"questions":[{"kind":"choice"}]})");
        m_session = must(trials::AnnotationSession::open(m_small->path(), {code, study::AnnotatorKind::Human, {}}));
        m_study = std::make_shared<widgets::StudyHandle>(must(widgets::StudyHandle::readHead(m_small->path())));
    }

    void cleanup()
    {
        m_study.reset();
        m_session.reset();
        m_small.reset();
    }

    void nobodyWhoJudgesMeansNoGate()
    {
        QWidget place;
        RevealGate gate(&place);
        gate.setStudy(m_study);
        QSignalSpy opened(&gate, &RevealGate::opened);
        gate.check();
        QCOMPARE(opened.size(), 1);
        QVERIFY(gate.isHidden());
    }

    void thePlaceIsCoveredUntilContinue()
    {
        QWidget place;
        place.resize(900, 500);
        RevealGate gate(&place);
        gate.setStudy(m_study);
        place.show();
        RevealLog::of(m_study).setSitter(code);
        QSignalSpy opened(&gate, &RevealGate::opened);
        QSignalSpy back(&gate, &RevealGate::backRequested);
        gate.check();
        QVERIFY(gate.isVisible()); // before anything is known: nothing may flash up
        auto *strip = gate.findChild<widgets::Strip *>();
        QTRY_VERIFY(strip->isVisible());
        QVERIFY(strip->text().contains(QLatin1Char('5')));
        QCOMPARE(gate.geometry(), place.rect());
        place.resize(700, 400);
        QTRY_COMPARE(gate.geometry(), place.rect());
        QCOMPARE(opened.size(), 0);
        const auto buttons = strip->findChildren<widgets::Button *>();
        QCOMPARE(buttons.size(), 2);
        buttons[1]->click();
        QCOMPARE(back.size(), 1);
        QVERIFY(gate.isVisible());
        buttons[0]->click();
        QCOMPARE(opened.size(), 1);
        QVERIFY(!gate.isVisible());
        gate.check(); // asked once
        QCOMPARE(opened.size(), 2);
        QVERIFY(!gate.isVisible());
    }

    void noPairsLeftNoGate()
    {
        while (const auto trial = must(m_session->current())) {
            must(m_session->answer(support::voteOn(*trial, {study::Choice::Tie, -1, 0}, false)));
        }
        QWidget place;
        RevealGate gate(&place);
        gate.setStudy(m_study);
        RevealLog::of(m_study).setSitter(code);
        QSignalSpy opened(&gate, &RevealGate::opened);
        gate.check();
        QTRY_COMPARE(opened.size(), 1);
    }

    void whatWasSeenBeforeTheCodeCounts()
    {
        RevealLog &log = RevealLog::of(m_study);
        log.reveal(study::PromptGroupId(1));
        log.setSitter(code);
        const auto annotator = must(storage::AnnotatorRepository(m_small->database()).annotatorByCode(code));
        storage::RevealRepository reveals(m_small->database());
        const auto seen = [&](qint64 prompt) { return must(reveals.isRevealed(*annotator, study::PromptId(prompt))); };
        QTRY_VERIFY(seen(1));
        QVERIFY(!seen(2));
        log.revealAll();
        QTRY_VERIFY(seen(2));
    }

    void theSitterIsRemembered()
    {
        RevealLog::of(m_study).setSitter(code);
        m_study.reset();
        m_study = std::make_shared<widgets::StudyHandle>(must(widgets::StudyHandle::readHead(m_small->path())));
        QCOMPARE(RevealLog::of(m_study).sitter(), code);
        QSignalSpy read(&RevealLog::of(m_study), &RevealLog::openPairsRead);
        RevealLog::of(m_study).refresh();
        QTRY_COMPARE(read.size(), 1);
        QCOMPARE(RevealLog::of(m_study).openPairs().pairs, 5);
    }

private:
    const QString code = QStringLiteral("a01");
    QTemporaryDir m_settings;
    std::unique_ptr<support::TestFolder> m_folder;
    std::unique_ptr<support::SmallStudy> m_small;
    std::unique_ptr<trials::AnnotationSession> m_session;
    widgets::StudyPtr m_study;
};

QTEST_MAIN(TestRevealGate)
#include "tst_revealgate.moc"
