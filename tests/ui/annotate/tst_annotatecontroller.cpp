#include "ui/annotate/annotatecontroller.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

#include "core/storage/annotatorrepository.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/trialrepository.h"
#include "core/trials/pairbatch.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "ui/annotate/annotateview.h"
#include "ui/annotate/answerbutton.h"
#include "ui/annotate/answerstrip.h"
#include "ui/annotate/labelstrip.h"
#include "ui/annotate/pairview.h"
#include "ui/annotate/promptbar.h"
#include "ui/annotate/ratingstrip.h"
#include "ui/annotate/stagerow.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/strip.h"

using annotate::AnnotateController;
using annotate::AnnotateView;
using annotate::AnswerButton;
using support::must;
using State = AnnotateController::State;

namespace {

const QByteArray oneStage =
    R"({"version":1,"pairs":{"repeats":0,"practice":0,"per_annotator":6},"questions":[{"kind":"choice"}]})";
const QByteArray twoStages = R"({"version":1,"pairs":{"repeats":0,"practice":0,"per_annotator":6},
    "questions":[{"kind":"choice"},{"kind":"labels","set":"artemis","intensity":3}]})";

} // namespace

class TestAnnotateController : public QObject
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
        m_study = std::make_unique<support::SmallStudy>(m_folder->path());
        widgets::Preferences preferences;
        preferences.answerHoldMs = 0;
        preferences.save();
    }

    void cleanup()
    {
        m_controller.reset();
        m_view.reset();
        m_study.reset();
    }

    void aKeyIsAVoteOnDiskAndTheNextPair();
    void theSessionNotesTheScreen();
    void theProtocolAsksForAWindow();
    void autoRepeatAndFastKeysAnswerNothing();
    void buttonsIgnoreSpaceAndEnter();
    void undoShowsTheFormerAnswer();
    void undoDuringTheMarkIsKept();
    void emotionsAreTheSecondStage();
    void writingWhyTypesLetters();
    void ratingsAreAStageToo();
    void pairsSentMeanwhileAppear();
    void disturbingPairsAreCovered();
    void skipAsksForAReason();
    void flagAndFocusAreStored();
    void markStaysAsLongAsPreferred();
    void missingPictureLeavesSkipAndUndo();
    void notSavedCanBeRetried();
    void breakIsOfferedAndNotCounted();
    void doneAndEmpty();
    void practiceIsNotCounted();
    void lockedSessionSaysSo();

private:
    void start(const QByteArray &protocol, int guardMs = 0)
    {
        if (!protocol.isEmpty())
            m_study->setProtocol(protocol);
        m_view = std::make_unique<AnnotateView>();
        m_view->resize(1440, 900);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_controller = std::make_unique<AnnotateController>(m_view.get());
        m_controller->setGuardMs(guardMs);
        m_controller->open(m_study->path(), {QStringLiteral("a01"), study::AnnotatorKind::Human, {}});
        QTRY_VERIFY(m_controller->isSettled());
        QTest::qWait(0);
        m_view->pair()->repaint();
    }

    /// Presses a key and waits until what it set off is over.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        m_view->pair()->repaint();
        QTest::keyClick(m_view.get(), key, modifiers);
        QTRY_VERIFY(m_controller->isSettled());
        m_view->pair()->repaint();
    }

    QList<study::Answer> answers()
    {
        const auto annotator =
            must(storage::AnnotatorRepository(m_study->database()).annotatorByCode(QStringLiteral("a01")));
        return annotator ? must(storage::TrialRepository(m_study->database()).answersOf(annotator->id))
                         : QList<study::Answer>();
    }

    AnswerButton *button(const QString &action)
    {
        return m_view->findChild<AnswerButton *>(QStringLiteral("answer-") + action);
    }

    QTemporaryDir m_settings;
    std::unique_ptr<support::TestFolder> m_folder;
    std::unique_ptr<support::SmallStudy> m_study;
    std::unique_ptr<AnnotateView> m_view;
    std::unique_ptr<AnnotateController> m_controller;
};

void TestAnnotateController::aKeyIsAVoteOnDiskAndTheNextPair()
{
    start(oneStage);
    const QImage before = m_view->pair()->grab().toImage();
    QSignalSpy stored(m_controller.get(), &AnnotateController::stored);
    press(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(stored.size(), 1);
    const QList<study::Answer> given = answers();
    QCOMPARE(given.size(), 1);
    QCOMPARE(*given[0].vote, (study::Vote{study::Choice::Picture, 1, 2}));
    QVERIFY(given[0].responseMs >= 0);
    QVERIFY(m_view->pair()->grab().toImage() != before);
}

void TestAnnotateController::theProtocolAsksForAWindow()
{
    start(R"({"version":1,"pairs":{"repeats":0,"practice":0,"per_annotator":6},"questions":[{"kind":"choice"}],
              "minimum_window":[1500,900],"picture_size":"fixed"})");
    const auto *strip = m_view->findChild<widgets::Strip *>(QStringLiteral("narrowWindow"));
    QVERIFY(strip->isVisible());
    QVERIFY2(strip->text().contains(QStringLiteral("1440 × 900")), qPrintable(strip->text()));
    QVERIFY2(strip->text().contains(QStringLiteral("1500 × 900")), qPrintable(strip->text()));
    const int side = annotate::PairView::fixedSide({1500, 900});
    m_view->resize(1500, 900);
    QTRY_VERIFY(!strip->isVisible());
    QCOMPARE(m_view->pair()->frameRect(0).width(), side);
    m_view->resize(2000, 1400);
    QTRY_COMPARE(m_view->pair()->frameRect(0).width(), side);
    QVERIFY(!strip->isVisible());
}

void TestAnnotateController::theSessionNotesTheScreen()
{
    start(oneStage);
    press(Qt::Key_Left);
    auto rows = must(m_study->database().prepare(QStringLiteral("SELECT device FROM session")));
    must(rows.run());
    QVERIFY(rows.next());
    const QJsonObject device = QJsonDocument::fromJson(rows.text(0).toUtf8()).object();
    QCOMPARE(device.value(QStringLiteral("window")).toArray(), (QJsonArray{1440.0, 900.0}));
    QCOMPARE(device.value(QStringLiteral("scale")).toDouble(), m_view->devicePixelRatioF());
    QVERIFY(device.contains(QStringLiteral("screen_mm")));
}

void TestAnnotateController::autoRepeatAndFastKeysAnswerNothing()
{
    start(oneStage, 60000);
    press(Qt::Key_Left);
    QVERIFY(answers().isEmpty());
    m_controller->setGuardMs(0);
    QKeyEvent repeated(QEvent::KeyPress, Qt::Key_Left, Qt::NoModifier, QString(), true);
    QCoreApplication::sendEvent(m_view.get(), &repeated);
    QTest::qWait(20);
    QVERIFY(answers().isEmpty());
    press(Qt::Key_Left);
    QCOMPARE(answers().size(), 1);
}

void TestAnnotateController::buttonsIgnoreSpaceAndEnter()
{
    start(oneStage);
    button(QStringLiteral("left"))->setFocus();
    QTest::keyClick(button(QStringLiteral("left")), Qt::Key_Space);
    QTest::keyClick(button(QStringLiteral("left")), Qt::Key_Return);
    QTest::qWait(20);
    QVERIFY(answers().isEmpty());
    QTest::keyPress(button(QStringLiteral("left")), Qt::Key_Space);
    QVERIFY(m_view->pair()->isFlipped());
    QTest::keyRelease(button(QStringLiteral("left")), Qt::Key_Space);
    QVERIFY(!m_view->pair()->isFlipped());
    QTest::keyClick(button(QStringLiteral("left")),
                    Qt::Key_Down); // a key means the same wherever the focus is
    QTRY_COMPARE(answers().size(), 1);
    QCOMPARE(answers()[0].vote->choice, study::Choice::Tie);
}

void TestAnnotateController::undoShowsTheFormerAnswer()
{
    start(oneStage);
    const QString first = m_view->prompt()->prompt();
    press(Qt::Key_Left, Qt::ShiftModifier);
    press(Qt::Key_Down);
    press(Qt::Key_Backspace);
    press(Qt::Key_Backspace);
    QCOMPARE(m_view->prompt()->prompt(), first);
    QCOMPARE(button(QStringLiteral("left_much"))->mark(), AnswerButton::Mark::Former);
    press(Qt::Key_Right);
    QCOMPARE(answers().constLast().vote->position, 1);
    QCOMPARE(answers().size(), 5); // two votes, two undos, one vote: nothing is overwritten
}

void TestAnnotateController::undoDuringTheMarkIsKept()
{
    widgets::Preferences preferences = widgets::Preferences::load();
    preferences.answerHoldMs = 100;
    preferences.save();
    start(oneStage);
    m_view->pair()->repaint();
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QTest::keyClick(m_view.get(), Qt::Key_Backspace);
    QTRY_COMPARE(answers().size(), 2);
    QCOMPARE(answers()[1].vote->choice, study::Choice::Undone);
    QTRY_COMPARE(m_controller->state(), State::Judging);
    QCOMPARE(button(QStringLiteral("left"))->mark(), AnswerButton::Mark::Former);
}

void TestAnnotateController::emotionsAreTheSecondStage()
{
    start(twoStages);
    QVERIFY(!(m_view->stage() == annotate::AnnotateView::Stage::Labels));
    press(Qt::Key_Left);
    QVERIFY((m_view->stage() == annotate::AnnotateView::Stage::Labels));
    QCOMPARE(answers().size(), 1); // the preference is on disk before the second stage
    press(Qt::Key_7);
    press(Qt::Key_7);
    press(Qt::Key_Right);
    press(Qt::Key_1);
    press(Qt::Key_Left);
    press(Qt::Key_Return); // next picture
    QVERIFY((m_view->stage() == annotate::AnnotateView::Stage::Labels));
    press(Qt::Key_Return); // done
    QVERIFY(!(m_view->stage() == annotate::AnnotateView::Stage::Labels));
    const QList<study::Answer> given = answers();
    QCOMPARE(given.size(), 2);
    QCOMPARE(given[1].labels.size(), 2);
    QCOMPARE(given[1].labels[0].label, QStringLiteral("fear"));
    QCOMPARE(given[1].labels[0].intensity, 2);
    QCOMPARE(given[1].labels[1].position, 1);
    QCOMPARE(given[1].labels[1].label, QStringLiteral("amusement"));
}

void TestAnnotateController::writingWhyTypesLetters()
{
    start(twoStages);
    press(Qt::Key_Left);
    press(Qt::Key_F4);
    auto *why = m_view->findChild<QLineEdit *>(QStringLiteral("annotate-comment"));
    QVERIFY(m_view->labels()->row()->isEditingComment());
    QTest::keyClicks(why, QStringLiteral("7 dark"));
    QTest::keyClick(why, Qt::Key_Backspace);
    QCOMPARE(why->text(), QStringLiteral("7 dar"));
    QVERIFY(m_view->labels()->labels().isEmpty());
    QTest::keyClick(why, Qt::Key_Escape);
    QVERIFY(!m_view->labels()->row()->isEditingComment());
    press(Qt::Key_Return);
    press(Qt::Key_Return);
    // A note belongs to the vote, whichever stage it was written in.
    QStringList comments;
    for (const study::Answer &answer : answers()) {
        if (answer.vote && !answer.comment.isEmpty())
            comments << answer.comment;
    }
    QCOMPARE(comments, QStringList(QStringLiteral("7 dar")));
}

void TestAnnotateController::ratingsAreAStageToo()
{
    start(R"({"version":1,"pairs":{"repeats":0,"practice":0,"per_annotator":6},
        "questions":[{"kind":"choice"},{"kind":"labels","set":"paper"},{"kind":"ratings","set":"visionreward"}]})");
    press(Qt::Key_Left);
    press(Qt::Key_Return);
    press(Qt::Key_Return); // no emotion at all
    QCOMPARE(m_view->stage(), AnnotateView::Stage::Ratings);
    QVERIFY(m_view->ratings()->isVisible());
    press(Qt::Key_1);    // symmetry −1
    press(Qt::Key_3);    // composition +1
    press(Qt::Key_Down); // main object: not rated
    press(Qt::Key_5);    // richness +2
    press(Qt::Key_Up);
    press(Qt::Key_Up);
    press(Qt::Key_0); // main object: clears nothing
    press(Qt::Key_Right);
    press(Qt::Key_2); // right picture, symmetry 0
    press(Qt::Key_F4);
    QVERIFY(m_view->ratings()->row()->isEditingComment());
    QTest::keyClicks(m_view->findChild<QLineEdit *>(QStringLiteral("ratings-comment")), QStringLiteral("1 crop"));
    QTest::keyClick(m_view->findChild<QLineEdit *>(QStringLiteral("ratings-comment")), Qt::Key_Escape);
    QCOMPARE(m_view->ratings()->ratings().size(), 4);
    press(Qt::Key_Return);
    QCOMPARE(m_view->stage(), AnnotateView::Stage::Choice);
    QList<study::Rating> stored;
    QString comment;
    for (const study::Answer &answer : answers()) {
        if (!answer.ratings.isEmpty())
            stored = answer.ratings;
        comment = answer.comment.isEmpty() ? comment : answer.comment;
    }
    QCOMPARE(comment, QStringLiteral("1 crop"));
    QCOMPARE(stored.size(), 4);
    QCOMPARE(stored[0].dimension, QStringLiteral("symmetry"));
    QCOMPARE(stored[0].value, -1.0);
    QCOMPARE(stored[2].dimension, QStringLiteral("richness"));
    QCOMPARE(stored[2].value, 2.0);
    QCOMPARE(stored[3].position, 1);
    press(Qt::Key_Backspace); // the whole pair comes back, with what was said
    press(Qt::Key_Right);
    press(Qt::Key_Return);
    press(Qt::Key_Return);
    QCOMPARE(m_view->stage(), AnnotateView::Stage::Ratings);
    QCOMPARE(m_view->ratings()->ratings().size(), 4);
}

void TestAnnotateController::pairsSentMeanwhileAppear()
{
    start(R"({"version":1,"pairs":{"repeats":0,"practice":0,"per_annotator":1},"questions":[{"kind":"choice"}]})");
    press(Qt::Key_Left);
    QCOMPARE(m_controller->state(), State::Done);
    const auto prompt = must(storage::PromptRepository(m_study->database()).prompts()).constFirst();
    trials::PairBatch batch;
    batch.annotator = QStringLiteral("a01");
    batch.prompt = prompt.id;
    for (const study::Picture &picture : must(storage::PictureRepository(m_study->database()).pictures())) {
        if (picture.prompt == prompt.id)
            batch.pictures.append(picture.id);
    }
    const int added = must(trials::planBatch(m_study->database(), batch)).added;
    QVERIFY(added >= 2);
    m_controller->refresh();
    QTRY_COMPARE(m_controller->state(), State::Judging);
    for (int i = 0; i < added; ++i)
        press(Qt::Key_Down);
    QCOMPARE(m_controller->state(), State::Done);
    QCOMPARE(answers().size(), 1 + added);
}

void TestAnnotateController::disturbingPairsAreCovered()
{
    for (const study::Picture &picture : must(storage::PictureRepository(m_study->database()).pictures()))
        must(storage::PictureRepository(m_study->database()).setTaxonomy(picture.id, {QStringLiteral("mood.gore")}));
    start(R"({"version":1,"pairs":{"repeats":0,"practice":0,"per_annotator":6},"questions":[{"kind":"choice"}],
        "content_warning":{"labels":["mood"],"text":"Blood is shown."}})");
    QCOMPARE(m_controller->state(), State::Warned);
    QVERIFY(m_view->pair()->accessibleDescription().startsWith(QStringLiteral("Blood is shown. Press Enter")));
    const QImage covered = m_view->pair()->grab().toImage();
    press(Qt::Key_Left); // cannot be judged unseen
    QVERIFY(answers().isEmpty());
    QVERIFY(!button(QStringLiteral("left"))->isEnabled());
    press(Qt::Key_Return);
    QCOMPARE(m_controller->state(), State::Judging);
    QVERIFY(m_view->pair()->grab().toImage() != covered);
    press(Qt::Key_Left);
    QCOMPARE(answers().size(), 1);
    QCOMPARE(m_controller->state(), State::Warned); // the next one
    press(Qt::Key_End);
    press(Qt::Key_4);
    QCOMPARE(answers().constLast().reason, QStringLiteral("disturbing"));
    QCOMPARE(m_controller->state(), State::Warned);
}

void TestAnnotateController::skipAsksForAReason()
{
    start(twoStages);
    press(Qt::Key_End);
    QVERIFY(m_view->answers()->showsReasons());
    QVERIFY(answers().isEmpty());
    press(Qt::Key_End);
    QVERIFY(!m_view->answers()->showsReasons());
    press(Qt::Key_End);
    press(Qt::Key_2);
    QVERIFY(!(m_view->stage() == annotate::AnnotateView::Stage::Labels)); // a skipped pair has no second stage
    const study::Answer skipped = answers().constFirst();
    QCOMPARE(skipped.vote->choice, study::Choice::Skip);
    QCOMPARE(skipped.reason, QStringLiteral("unclear_prompt"));
}

void TestAnnotateController::flagAndFocusAreStored()
{
    start(oneStage);
    press(Qt::Key_F4);
    QEvent deactivate(QEvent::WindowDeactivate);
    QCoreApplication::sendEvent(m_view.get(), &deactivate);
    press(Qt::Key_Left);
    QVERIFY(answers()[0].flags.contains(QStringLiteral("flagged")));
    QVERIFY(answers()[0].flags.contains(QStringLiteral("unfocused")));
    press(Qt::Key_Left);
    QVERIFY(!answers()[1].flags.contains(QStringLiteral("flagged")));
}

void TestAnnotateController::markStaysAsLongAsPreferred()
{
    widgets::Preferences preferences = widgets::Preferences::load();
    preferences.answerHoldMs = 400;
    preferences.save();
    start(oneStage);
    QSignalSpy stored(m_controller.get(), &AnnotateController::stored);
    m_view->pair()->repaint();
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QCOMPARE(button(QStringLiteral("left"))->mark(), AnswerButton::Mark::Chosen);
    QTRY_COMPARE(stored.size(), 1);
    QTRY_COMPARE(m_controller->state(), State::Judging);
    QCOMPARE(button(QStringLiteral("left"))->mark(), AnswerButton::Mark::None);
}

void TestAnnotateController::missingPictureLeavesSkipAndUndo()
{
    QDir(m_folder->file(QStringLiteral("pictures"))).removeRecursively();
    start(oneStage);
    QCOMPARE(m_view->pair()->left().state(), widgets::PictureFrame::State::Missing);
    QVERIFY(!m_view->pair()->left().message().isEmpty());
    QVERIFY(!m_view->pair()->left().message().contains(QStringLiteral("Zebra")));
    QVERIFY(!button(QStringLiteral("left"))->isEnabled());
    press(Qt::Key_Left);
    QVERIFY(answers().isEmpty());
    press(Qt::Key_End);
    press(Qt::Key_3);
    QCOMPARE(answers().size(), 1);
    QCOMPARE(answers()[0].vote->choice, study::Choice::Skip);
}

void TestAnnotateController::notSavedCanBeRetried()
{
    start(oneStage);
    // Another process holds the file longer than the program is ready to wait.
    must(m_study->database().execute(QStringLiteral("BEGIN IMMEDIATE")));
    m_view->pair()->repaint();
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), State::NotSaved, 20000);
    auto *strip = m_view->findChild<widgets::Strip *>();
    QVERIFY(strip->isVisible());
    QVERIFY(strip->text().startsWith(QStringLiteral("The answer was not saved: ")));
    QVERIFY(!button(QStringLiteral("left"))->isEnabled());
    QVERIFY(answers().isEmpty());
    must(m_study->database().execute(QStringLiteral("ROLLBACK")));
    Q_EMIT strip->actionClicked();
    QTRY_COMPARE(m_controller->state(), State::Judging);
    QVERIFY(!strip->isVisible());
    QCOMPARE(answers().size(), 1);
    QCOMPARE(answers()[0].vote->position, 0);
}

void TestAnnotateController::breakIsOfferedAndNotCounted()
{
    start(R"({"version":1,"break_minutes":0.0005,"pairs":{"repeats":0,"practice":0},"questions":[{"kind":"choice"}]})");
    QTest::qWait(60);
    press(Qt::Key_Left);
    QCOMPARE(m_controller->state(), State::Break);
    press(Qt::Key_Right);
    QCOMPARE(answers().size(), 1);
    press(Qt::Key_Return);
    QCOMPARE(m_controller->state(), State::Judging);
    press(Qt::Key_F2);
    QCOMPARE(m_controller->state(), State::Break);
}

void TestAnnotateController::doneAndEmpty()
{
    start(R"({"version":1,"pairs":{"repeats":0,"practice":0,"per_annotator":2},"questions":[{"kind":"choice"}]})");
    press(Qt::Key_Left);
    press(Qt::Key_Left);
    QCOMPARE(m_controller->state(), State::Done);
    press(Qt::Key_Backspace);
    QCOMPARE(m_controller->state(), State::Judging);
    QCOMPARE(answers().size(), 3);

    support::TestFolder folder;
    const QString empty = folder.file(QStringLiteral("empty.dissensus"));
    must(storage::Database::create(empty, QStringLiteral("Empty")));
    m_controller->open(empty, {QStringLiteral("a01"), study::AnnotatorKind::Human, {}});
    QTRY_COMPARE(m_controller->state(), State::Empty);
}

void TestAnnotateController::practiceIsNotCounted()
{
    start(R"({"version":1,"pairs":{"repeats":0,"practice":2,"per_annotator":4},"questions":[{"kind":"choice"}]})");
    QVERIFY(m_view->prompt()->counterNote().startsWith(QStringLiteral("Practice 1 of 2")));
    press(Qt::Key_Left);
    press(Qt::Key_Left);
    QCOMPARE(m_view->prompt()->counterNote(), QStringLiteral("in this session"));
    press(Qt::Key_Left);
    QCOMPARE(answers().size(), 3);
}

void TestAnnotateController::lockedSessionSaysSo()
{
    start(oneStage);
    AnnotateView other;
    AnnotateController second(&other);
    QSignalSpy failed(&second, &AnnotateController::openFailed);
    second.open(m_study->path(), {QStringLiteral("a01"), study::AnnotatorKind::Human, {}});
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].value<base::Error>().code, QStringLiteral("study.locked"));
    QCOMPARE(second.state(), State::Failed);
}

QTEST_MAIN(TestAnnotateController)
#include "tst_annotatecontroller.moc"
