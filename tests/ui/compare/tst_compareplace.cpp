#include "ui/compare/compareplace.h"

#include <QAction>
#include <QClipboard>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

#include "core/storage/annotatorrepository.h"
#include "core/storage/revealrepository.h"
#include "core/storage/trialrepository.h"
#include "core/trials/annotationsession.h"
#include "core/trials/openpairs.h"
#include "core/trials/studyprotocol.h"
#include "tests/support/studies.h"
#include "tests/support/submissions.h"
#include "tests/ui/support/votedstudy.h"
#include "ui/compare/comparecopy.h"
#include "ui/compare/compareview.h"
#include "ui/compare/fullview.h"
#include "ui/compare/gridview.h"
#include "ui/compare/matrixpopover.h"
#include "ui/compare/promptstrip.h"
#include "ui/compare/sendpopover.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/pictureview.h"
#include "ui/widgets/revealgate.h"
#include "ui/widgets/reveallog.h"
#include "ui/widgets/segmentedswitch.h"
#include "ui/widgets/strip.h"

using compare::ComparePlace;
using compare::CompareView;
using compare::MatrixPopover;

/// Three prompts, three generators, both variants, one picture without a file; shown in the place, driven by keys and
/// mouse.
class ComparePlaceTest : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;
    std::unique_ptr<support::VotedStudy> m_writer;
    widgets::StudyPtr m_study;
    std::unique_ptr<widgets::BarRow> m_bar;
    std::unique_ptr<ComparePlace> m_place;

    void fill()
    {
        const QStringList topics{QStringLiteral("Harbour"), QStringLiteral("Forest"), QStringLiteral("Market")};
        for (int i = 0; i < 3; ++i) {
            const QString group = QStringLiteral("group-%1").arg(i);
            const auto original = m_writer->addPrompt(group, QStringLiteral("original"),
                                                      QStringLiteral("plain %1").arg(topics[i]), topics[i]);
            const auto distorted =
                m_writer->addPrompt(group, QStringLiteral("distorted"), QStringLiteral("wild %1").arg(topics[i]));
            QList<study::PictureId> plain;
            for (int generator = 0; generator < 3; ++generator) {
                const QString name = QStringLiteral("Gen %1").arg(QChar('A' + generator));
                const bool missing = i == 1 && generator == 2;
                plain.append(m_writer->addPicture(original, name, missing ? QColor() : QColor(Qt::gray)));
                const auto wild = m_writer->addPicture(distorted, name, QColor(Qt::darkRed));
                for (const study::Prompt &prompt : {original, distorted}) {
                    m_writer->addScore(QStringLiteral("import:hps-v3"), plain.last(), &prompt, 10 + generator);
                    m_writer->addScore(QStringLiteral("import:hps-v3"), wild, &prompt, 4 + generator);
                }
            }
            for (int annotator = 0; annotator < 3; ++annotator) {
                const QString code = QStringLiteral("a%1").arg(annotator);
                m_writer->addVote(code, original, plain[0], plain[1], plain[0]);
                m_writer->addVote(code, original, plain[1], plain[2], plain[1]);
            }
        }
    }

    CompareView *view() const { return m_place->findChild<CompareView *>(); }
    compare::FullView *full() const { return m_place->findChild<compare::FullView *>(); }
    compare::SendPopover *sendPopover() const { return m_place->findChild<compare::SendPopover *>(); }
    QList<widgets::PictureView *> pictureViews() const { return view()->findChildren<widgets::PictureView *>(); }

    QList<study::Trial> trialsOf(const QString &code) const
    {
        const auto annotator = support::must(storage::AnnotatorRepository(m_writer->database()).annotatorByCode(code));
        return annotator ? support::must(storage::TrialRepository(m_writer->database()).trialsOf(annotator->id))
                         : QList<study::Trial>();
    }

    /// Opens the popover, writes the code and presses Enter.
    void sendTo(const QString &code)
    {
        QTest::keyClick(view(), Qt::Key_C);
        QVERIFY(sendPopover()->isVisible());
        auto *field = sendPopover()->findChild<QLineEdit *>();
        field->clear();
        QTest::keyClicks(field, code);
        QTest::keyClick(field, Qt::Key_Return);
    }
    MatrixPopover *matrix() const { return m_place->findChild<MatrixPopover *>(); }
    QString topic() const { return m_place->sheet().group.topic; }

private Q_SLOTS:
    void initTestCase()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.file(QStringLiteral("settings")));
        QCoreApplication::setOrganizationName(QStringLiteral("dissensus-test"));
        qputenv("DISSENSUS_SCORER", "/bin/false"); // what starts by itself ends at once
        m_writer = std::make_unique<support::VotedStudy>(m_folder.file(QStringLiteral("a.dissensus")));
        fill();
        // Two of the nine pairs are everybody's: the others can be sent by hand.
        support::must(trials::setStudyProtocol(
            m_writer->database(),
            support::must(trials::parseProtocol(
                R"({"version":1,"pairs":{"repeats":0,"practice":0,"per_annotator":2},"questions":[{"kind":"choice"}]})"))));
        m_study = m_writer->open();
        m_place = std::make_unique<ComparePlace>();
        m_bar = std::make_unique<widgets::BarRow>();
        m_place->fillTopBar(m_bar.get());
        m_bar->show();
        m_place->resize(1356, 830);
        m_place->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_place.get()));
        m_place->setStudy(m_study);
        m_place->activate();
        QTRY_VERIFY_WITH_TIMEOUT(m_place->isSettled(), 20000);
    }

    void cleanupTestCase()
    {
        m_place.reset();
        m_study.reset();
    }

    void init()
    {
        m_place->activateWindow();
        view()->setFocus();
    }

    void showsTheFirstPrompt()
    {
        QCOMPARE(topic(), QStringLiteral("Harbour"));
        QCOMPARE(m_place->statusText(), QStringLiteral("3 prompts, 17 of 18 pictures"));
        const compare::Table &table = view()->table();
        QCOMPARE(table.columns.size(), 3U);
        QVERIFY(table.columns[0].peoplesPick);
        QCOMPARE(table.columns[2].scorerPicks, 1);
        QCOMPARE(table.sentence,
                 QStringLiteral("People and HPSv3 pick different pictures. HPSv3 ranks the people's pick last."));
    }

    void arrowsWalkThroughThePrompts()
    {
        QTest::keyClick(view(), Qt::Key_Right);
        QTRY_COMPARE_WITH_TIMEOUT(topic(), QStringLiteral("Forest"), 10000);
        QTest::keyClick(view(), Qt::Key_Right);
        QTest::keyClick(view(), Qt::Key_Right); // there is no fourth
        QTRY_COMPARE_WITH_TIMEOUT(topic(), QStringLiteral("Market"), 10000);
        QTest::keyClick(view(), Qt::Key_Left);
        QTest::keyClick(view(), Qt::Key_Left);
        QTRY_COMPARE_WITH_TIMEOUT(topic(), QStringLiteral("Harbour"), 10000);
    }

    void chosenPicturesStandAloneUntilTheWholePromptIsWanted()
    {
        auto database = support::must(storage::Database::open(m_study->path()));
        const auto first = m_place->sheet();
        const auto entries = support::must(analysis::promptEntries(database));
        const auto forest =
            support::must(analysis::PromptSheet::load(database, entries[1].group, QStringLiteral("original")));
        auto *whole = m_bar->findChild<widgets::Button *>(QStringLiteral("wholePrompt"));
        QVERIFY(!whole->isVisible());
        widgets::Target target;
        target.group = first.group.id;
        target.pictures = {first.pictures[2].picture.id, first.pictures[0].picture.id};
        m_place->show(target);
        QTRY_COMPARE_WITH_TIMEOUT(m_place->sheet().pictures.size(), 2U, 10000);
        QCOMPARE(view()->table().columns[0].title, QStringLiteral("Gen C"));
        QVERIFY(whole->isVisible());
        QCOMPARE(whole->text(), QStringLiteral("2 chosen pictures"));
        QTest::keyClick(view(), Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(m_place->sheet().pictures.size(), 3U, 10000);
        QVERIFY(!whole->isVisible());
        // Of several prompts: nothing is ranked, and nothing can be sent as a pair.
        target.pictures = {first.pictures[0].picture.id, forest.pictures[0].picture.id};
        m_place->show(target);
        QTRY_VERIFY_WITH_TIMEOUT(m_place->sheet().isAcrossPrompts(), 10000);
        QVERIFY2(view()->table().columns[1].title.contains(QStringLiteral("Forest")),
                 qPrintable(view()->table().columns[1].title));
        for (const compare::Row &row : view()->table().rows) {
            for (const compare::Cell &cell : row.cells) {
                if (row.scorer == QLatin1String("import:hps-v3"))
                    QVERIFY(cell.muted && cell.rank.isEmpty() && !cell.pick);
            }
        }
        QTest::keyClick(view(), Qt::Key_C);
        QVERIFY(!sendPopover()->isVisible());
        QTest::mouseClick(whole, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(m_place->sheet().pictures.size(), 3U, 10000);
        QTRY_VERIFY_WITH_TIMEOUT(m_place->isSettled(), 10000);
        QCOMPARE(topic(), QStringLiteral("Harbour"));
    }

    void theStripLeadsToAPrompt()
    {
        auto *strip = m_place->findChild<compare::PromptStrip *>();
        // Items are 6 × 42 − 2 + 16 wide and 8 apart.
        QTest::mouseClick(strip->viewport(), Qt::LeftButton, {}, QPoint(8 + 274 + 40, 40));
        QTRY_COMPARE_WITH_TIMEOUT(topic(), QStringLiteral("Forest"), 10000);
        QTRY_VERIFY_WITH_TIMEOUT(m_place->isSettled(), 10000);
        const auto views = pictureViews();
        QCOMPARE(views.size(), 3);
        QCOMPARE(int(views[2]->frame().state()), int(widgets::PictureFrame::State::Missing));
        QVERIFY(views[0]->frame().hasImage());
        QTest::keyClick(view(), Qt::Key_Left);
        QTRY_COMPARE_WITH_TIMEOUT(topic(), QStringLiteral("Harbour"), 10000);
    }

    void theOtherVersionShowsOtherPictures()
    {
        QTest::keyClick(view(), Qt::Key_W);
        QTRY_COMPARE_WITH_TIMEOUT(m_place->sheet().prompt.variant, QStringLiteral("distorted"), 10000);
        QCOMPARE(m_place->sheet().pictures.size(), 3U);
        QCOMPARE(m_place->sheet().pictures[0].picture.variant, QStringLiteral("distorted"));
        auto *variant = m_bar->findChild<widgets::SegmentedSwitch *>(QStringLiteral("variant"));
        QCOMPARE(variant->current(), 1);
        m_bar->activateWindow();
        variant->setFocus();
        QTRY_VERIFY(variant->hasFocus());
        QTest::keyClick(variant, Qt::Key_Left);
        QTRY_COMPARE_WITH_TIMEOUT(m_place->sheet().prompt.variant, QStringLiteral("original"), 10000);
    }

    void tOpensThePopoverAndEscapeClosesIt()
    {
        QTest::keyClick(view(), Qt::Key_T);
        QVERIFY(matrix()->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(matrix()->shown(), 10000);
        QCOMPARE(matrix()->shown()->n, 1);
        QCOMPARE(matrix()->shown()->originalUnderOriginal, 10.0);
        QCOMPARE(matrix()->shown()->distortedUnderOriginal, 4.0);
        QTest::keyClick(matrix(), Qt::Key_Right);
        QCOMPARE(matrix()->shown()->n, 3);
        QVERIFY(matrix()->sentence().contains(QLatin1String("0 of 3")));
        QTest::keyClick(matrix(), Qt::Key_Escape);
        QVERIFY(!matrix()->isVisible());
        QVERIFY(view()->hasFocus());
        QCOMPARE(topic(), QStringLiteral("Harbour")); // the arrow belonged to the popover
    }

    void aClickOnACellOpensThePopoverAndOneOutsideClosesIt()
    {
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, view()->cellRect(1, 2).center());
        QVERIFY(matrix()->isVisible());
        QCOMPARE(view()->currentColumn(), 2);
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, QPoint(20, 20));
        QVERIFY(!matrix()->isVisible());
    }

    void keysMoveOverCells()
    {
        QTest::keyClick(view(), Qt::Key_2);
        QCOMPARE(view()->currentColumn(), 1);
        QCOMPARE(view()->currentRow(), -1); // the picture itself
        QVERIFY(view()->accessibleDescription().contains(QStringLiteral("Picture 2, Gen B")));
        QTest::keyClick(view(), Qt::Key_Down);
        QCOMPARE(view()->currentRow(), 0);
        QTest::keyClick(view(), Qt::Key_Down);
        QCOMPARE(view()->currentRow(), 1);
        QVERIFY(view()->accessibleDescription().startsWith(QStringLiteral("HPSv3, Gen B, 11, rank 2 of 3")));
        QTest::keyClick(view(), Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(view()->currentColumn(), 2);
        QTest::keyClick(view(), Qt::Key_Down); // over the head of the picture statistics
        QCOMPARE(view()->currentRow(), 3);
    }

    void namesCanBeHidden()
    {
        QTest::keyClick(view(), Qt::Key_N);
        QCOMPARE(view()->table().columns[0].title, QStringLiteral("Picture 1"));
        QTest::keyClick(view(), Qt::Key_N);
        QCOMPARE(view()->table().columns[0].title, QStringLiteral("Gen A"));
    }

    void zoomIsSharedUntilUnlinked()
    {
        const auto views = pictureViews();
        const auto wheel = [](widgets::PictureView *target) {
            QWheelEvent event(QPointF(50, 50), target->mapToGlobal(QPointF(50, 50)), {}, QPoint(0, 120), Qt::NoButton,
                              Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(target, &event);
        };
        wheel(views[0]);
        QVERIFY(views[1]->zoomLink()->zoom() == views[0]->zoomLink()->zoom());
        QVERIFY(!(views[1]->zoomLink()->zoom() == widgets::Zoom()));
        QTest::keyClick(view(), Qt::Key_F);
        QVERIFY(views[1]->zoomLink()->zoom() == widgets::Zoom());
        QTest::keyClick(view(), Qt::Key_Z);
        wheel(views[0]);
        QVERIFY(views[1]->zoomLink()->zoom() == widgets::Zoom());
        QTest::keyClick(view(), Qt::Key_F);
        QTest::keyClick(view(), Qt::Key_Z);
        QVERIFY(views[1]->zoomLink() == views[0]->zoomLink());
    }

    void theFilterFindsAndSaysWhenItDoesNot()
    {
        auto *find = m_bar->findChild<QLineEdit *>(QStringLiteral("findPrompt"));
        m_bar->activateWindow();
        find->setFocus();
        QTRY_VERIFY(find->hasFocus());
        QTest::keyClicks(find, QStringLiteral("MARKET"));
        QTRY_COMPARE_WITH_TIMEOUT(topic(), QStringLiteral("Market"), 10000);
        find->clear();
        QTest::keyClicks(find, QStringLiteral("nothing"));
        auto *empty = m_place->findChild<widgets::EmptyState *>();
        QVERIFY(empty->isVisible());
        QCOMPARE(find->text(), QStringLiteral("nothing"));
        Q_EMIT empty->actionClicked();
        QVERIFY(!empty->isVisible());
        QVERIFY(find->text().isEmpty());
    }

    void anotherPlaceCanAskForAPrompt()
    {
        widgets::Target target;
        target.group = study::PromptGroupId(2);
        m_place->show(target);
        QTRY_COMPARE_WITH_TIMEOUT(m_place->sheet().group.id, study::PromptGroupId(2), 10000);
        target.group = study::PromptGroupId(1);
        m_place->show(target);
        QTRY_COMPARE_WITH_TIMEOUT(topic(), QStringLiteral("Harbour"), 10000);
    }

    void newScoresAppear()
    {
        const auto picture = m_place->sheet().pictures[0].picture.id;
        const study::Prompt prompt = m_place->sheet().prompt;
        m_writer->addScore(QStringLiteral("judge:late"), picture, &prompt, 3);
        QTRY_VERIFY_WITH_TIMEOUT(m_place->sheet().row(QStringLiteral("judge:late")), 15000);
        QCOMPARE(m_place->sheet().row(QStringLiteral("judge:late"))->pick(), -1);
    }

    void theTableIsExported()
    {
        const QString path = m_folder.file(QStringLiteral("table.csv"));
        widgets::FileChooser::answerWith([path](const auto &) { return QStringList{path}; });
        m_place->findChild<QAction *>(QStringLiteral("saveCsv"))->trigger();
        widgets::FileChooser::answerWith({});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 10000);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), compare::tableCsv(m_place->sheet()));
    }

    void scoringStartsByItselfAndSaysWhyItStopped()
    {
        const auto contrast = [this]() -> const compare::Row * {
            for (const compare::Row &row : view()->table().rows) {
                if (row.scorer == QLatin1String("contrast"))
                    return &row;
            }
            return nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(contrast() && contrast()->noteIsError, 20000);
        QCOMPARE(contrast()->note, QStringLiteral("stopped, Retry"));
        QVERIFY(!contrast()->toolTip.isEmpty());
        QVERIFY(!view()->table().rows.back().message.isEmpty()); // reward models that are not here, after what is
        QCOMPARE(view()->table().rows.back().action, QStringLiteral("Open Scorers"));
    }

    void theGridShowsTheSame()
    {
        QTest::keyClick(view(), Qt::Key_G);
        auto *grid = m_place->findChild<compare::GridView *>();
        QTRY_VERIFY(grid->isVisible());
        QVERIFY(!view()->isVisible());
        QCOMPARE(m_place->view(), grid);
        QCOMPARE(grid->findChildren<widgets::PictureView *>().size(), 3);
        QCOMPARE(grid->table().columns[0].title, QStringLiteral("Gen A"));
        QTRY_VERIFY(grid->hasFocus());
        QTest::keyClick(grid, Qt::Key_2);
        QTest::keyClick(grid, Qt::Key_T);
        QVERIFY(matrix()->isVisible());
        QTest::keyClick(matrix(), Qt::Key_Escape);
        QTest::keyClick(grid, Qt::Key_G);
        QTRY_VERIFY(view()->isVisible());
        QCOMPARE(view()->currentColumn(), 1); // what is current stays
    }

    void layoutAndOrderAreKept()
    {
        QSettings settings(m_folder.file(QStringLiteral("state.ini")), QSettings::IniFormat);
        QTest::keyClick(view(), Qt::Key_G);
        m_place->saveState(settings);
        ComparePlace other;
        other.restoreState(settings);
        QVERIFY(qobject_cast<compare::GridView *>(other.view()));
        auto *grid = m_place->findChild<compare::GridView *>();
        QTRY_VERIFY(grid->hasFocus());
        QTest::keyClick(grid, Qt::Key_G);
        QTRY_VERIFY(view()->isVisible());
    }

    void spaceShowsThePictureBefore()
    {
        QTest::keyClick(view(), Qt::Key_1);
        QTest::keyClick(view(), Qt::Key_3);
        QCOMPARE(view()->previousColumn(), 0);
        const QImage own = pictureViews()[2]->grab().toImage();
        QTest::keyPress(view(), Qt::Key_Space);
        QVERIFY(pictureViews()[2]->grab().toImage() != own);
        QTest::keyRelease(view(), Qt::Key_Space);
        QCOMPARE(pictureViews()[2]->grab().toImage(), own);
    }

    void fullViewOverlayAndSplit()
    {
        QTest::keyClick(view(), Qt::Key_2);
        QTest::keyClick(view(), Qt::Key_Return);
        QVERIFY(full()->isVisible());
        QCOMPARE(full()->current(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(full()->frame(1).hasImage(), 10000);
        QTest::keyClick(full(), Qt::Key_Right); // walks over pictures, not prompts
        QCOMPARE(full()->current(), 2);
        QCOMPARE(full()->other(), 1);
        QCOMPARE(topic(), QStringLiteral("Harbour"));
        QTest::keyClick(full(), Qt::Key_V);
        QCOMPARE(int(full()->mode()), int(compare::FullView::Mode::Overlay));
        QTest::keyPress(full(), Qt::Key_Space);
        QVERIFY(full()->isFlipped());
        QVERIFY(full()->accessibleName().contains(QStringLiteral("Gen B")));
        QTest::keyRelease(full(), Qt::Key_Space);
        QVERIFY(!full()->isFlipped());
        QTest::keyClick(full(), Qt::Key_V);
        QCOMPARE(int(full()->mode()), int(compare::FullView::Mode::Split));
        QTRY_VERIFY_WITH_TIMEOUT(full()->isSettled(), 10000);
        // Both pictures are seen: their halves differ by the pixel that makes them different files.
        QTest::keyClick(full(), Qt::Key_Z);
        QCOMPARE(int(full()->link()->zoom().kind), int(widgets::Zoom::Kind::Actual));
        QTest::keyClick(full(), Qt::Key_F);
        QCOMPARE(int(full()->link()->zoom().kind), int(widgets::Zoom::Kind::Fit));
        QTest::keyClick(full(), Qt::Key_Escape);
        QVERIFY(!full()->isVisible());
        QCOMPARE(view()->currentColumn(), 2);
        QTRY_VERIFY(view()->hasFocus());
    }

    void copiesAreTextAndPicture()
    {
        view()->setCurrent(1, 0);
        QTest::keySequence(view(), QKeySequence::Copy);
        const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines[0], QStringLiteral("\tGen A\tGen B\tGen C"));
        QCOMPARE(lines[2], QStringLiteral("HPSv3\t10\t11\t12"));
        m_place->findChild<QAction *>(QStringLiteral("copyShown"))->trigger();
        QVERIFY(QGuiApplication::clipboard()->image().width() >= m_place->width());
        QTest::keyClick(view(), Qt::Key_1);
        QTest::keySequence(view(), QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->image().pixelColor(30, 30), QColor(Qt::gray));
    }

    void pairsAreSentAndTakenBack()
    {
        QCOMPARE(trialsOf(QStringLiteral("new person")).size(), 0);
        QSignalSpy changed(m_place.get(), &widgets::Place::changeMade);
        sendTo(QStringLiteral("new person"));
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 10000);
        QVERIFY(!sendPopover()->isVisible());
        const auto trials = trialsOf(QStringLiteral("new person"));
        QVERIFY(trials.size() > 2);
        QCOMPARE(trials.constLast().prompt, m_place->sheet().prompt.id);
        QTest::keySequence(view(), QKeySequence::Undo);
        QTRY_COMPARE_WITH_TIMEOUT(trialsOf(QStringLiteral("new person")).size(), 2, 10000);
    }

    void peopleAreLockedWhilePairsAreOpen()
    {
        const QString code = QStringLiteral("sitter");
        auto session =
            support::must(trials::AnnotationSession::open(m_study->path(), {code, study::AnnotatorKind::Human, {}}));
        QVERIFY(support::must(session->current()));
        widgets::RevealLog &log = widgets::RevealLog::of(m_study);
        m_place->deactivate();
        log.setSitter(code);
        widgets::Target target;
        target.group = *support::must(trials::openPairs(m_writer->database(), code)).groups.cbegin();
        m_place->activate();
        auto *gate = m_place->findChild<widgets::RevealGate *>();
        auto *strip = gate->findChild<widgets::Strip *>();
        m_place->show(target);
        QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible(), 10000);
        QTRY_VERIFY_WITH_TIMEOUT(m_place->isSettled(), 10000);
        QCOMPARE(m_place->sheet().group.id, target.group);
        QVERIFY(strip->text().startsWith(QStringLiteral("You still have")));
        storage::RevealRepository reveals(m_writer->database());
        const auto annotator = support::must(storage::AnnotatorRepository(m_writer->database()).annotatorByCode(code));
        const auto isSeen = [&] { return support::must(reveals.isRevealed(*annotator, m_place->sheet().prompt.id)); };
        strip->findChild<widgets::Button *>()->click();
        QVERIFY(!gate->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(m_place->isPeopleLocked(), 10000);
        const compare::Row &people = view()->table().rows[0];
        QCOMPARE(people.message, QStringLiteral("Shown after you have judged this prompt."));
        QVERIFY(people.cells.empty());
        QVERIFY(!view()->table().columns[0].peoplesPick);
        QVERIFY(!compare::tableCsv(m_place->sheet()).contains(",0.5,"));
        QTRY_VERIFY_WITH_TIMEOUT(isSeen(), 10000);
        // The vote that follows is marked, by the session itself.
        while (const auto trial = support::must(session->current())) {
            support::must(session->answer(support::voteOn(*trial, {study::Choice::Tie, -1, 0}, false)));
        }
        int marked = 0;
        for (const study::Answer &answer :
             support::must(storage::TrialRepository(m_writer->database()).answersOf(annotator->id)))
            marked += answer.flags.contains(QStringLiteral("after_reveal"));
        QVERIFY(marked > 0);
        m_study->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(!m_place->isPeopleLocked(), 15000);
        QVERIFY(!view()->table().rows[0].cells.empty());
    }

    void withoutPromptsItSaysWhatToDo()
    {
        support::VotedStudy empty(m_folder.file(QStringLiteral("empty.dissensus")));
        const auto study = empty.open();
        ComparePlace place;
        place.show();
        place.setStudy(study);
        place.activate();
        QTRY_VERIFY_WITH_TIMEOUT(place.isSettled(), 10000);
        auto *state = place.findChild<widgets::EmptyState *>();
        QVERIFY(state->isVisible());
        QSignalSpy requested(&place, &widgets::Place::placeRequested);
        Q_EMIT state->actionClicked();
        QCOMPARE(requested[0][0].value<widgets::PlaceId>(), widgets::PlaceId::Study);
    }
};

QTEST_MAIN(ComparePlaceTest)
#include "tst_compareplace.moc"
