#include "ui/compare/compareplace.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/studies.h"
#include "tests/ui/support/votedstudy.h"
#include "ui/compare/compareview.h"
#include "ui/compare/matrixpopover.h"
#include "ui/compare/promptstrip.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/pictureview.h"
#include "ui/widgets/segmentedswitch.h"

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
    MatrixPopover *matrix() const { return m_place->findChild<MatrixPopover *>(); }
    QString topic() const { return m_place->sheet().group.topic; }

private Q_SLOTS:
    void initTestCase()
    {
        m_writer = std::make_unique<support::VotedStudy>(m_folder.file(QStringLiteral("a.dissensus")));
        fill();
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

    void theStripLeadsToAPrompt()
    {
        auto *strip = m_place->findChild<compare::PromptStrip *>();
        // Items are 6 × 42 − 2 + 16 wide and 8 apart.
        QTest::mouseClick(strip->viewport(), Qt::LeftButton, {}, QPoint(8 + 274 + 40, 40));
        QTRY_COMPARE_WITH_TIMEOUT(topic(), QStringLiteral("Forest"), 10000);
        QTRY_VERIFY_WITH_TIMEOUT(m_place->isSettled(), 10000);
        const auto views = m_place->findChildren<widgets::PictureView *>();
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
        view()->setCurrent(0, 1);
        QTest::keyClick(view(), Qt::Key_Down);
        QCOMPARE(view()->currentRow(), 1);
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
        const auto views = m_place->findChildren<widgets::PictureView *>();
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
        auto *button = m_bar->findChild<QWidget *>(QStringLiteral("exportTable"));
        QTest::mouseClick(button, Qt::LeftButton);
        widgets::FileChooser::answerWith({});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 10000);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), compare::tableCsv(m_place->sheet()));
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
