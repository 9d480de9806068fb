#include "ui/disagreement/disagreementplace.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTest>
#include <QTimer>

#include "core/base/progress.h"
#include "tests/support/studies.h"
#include "tests/ui/support/votedstudy.h"
#include "ui/disagreement/agreementrows.h"
#include "ui/disagreement/distributionplot.h"
#include "ui/disagreement/leftpane.h"
#include "ui/disagreement/pairselection.h"
#include "ui/disagreement/pairstrip.h"
#include "ui/disagreement/plotcolumn.h"
#include "ui/disagreement/scatterplot.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/segmentedswitch.h"
#include "ui/widgets/tableview.h"

using disagreement::DisagreementPlace;

/// Twelve pairs original/wide-spectrum with votes and two scorers, shown in the place, driven by mouse and keys.
class DisagreementPlaceTest : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;
    std::unique_ptr<support::VotedStudy> m_writer;
    widgets::StudyPtr m_study;
    std::unique_ptr<DisagreementPlace> m_place;
    std::unique_ptr<widgets::BarRow> m_bar;

    void fill(support::VotedStudy &study, bool votes, bool scores)
    {
        for (int i = 0; i < 12; ++i) {
            const QString group = QStringLiteral("group-%1").arg(i, 2, 10, QLatin1Char('0'));
            const auto original = study.addPrompt(group, QStringLiteral("original"), QStringLiteral("plain %1").arg(i),
                                                  QStringLiteral("Topic %1").arg(i));
            const auto distorted =
                study.addPrompt(group, QStringLiteral("distorted"), QStringLiteral("wild %1").arg(i));
            const auto plain = study.addPicture(original, QStringLiteral("Gen"), QColor(Qt::gray));
            const auto wild = study.addPicture(distorted, QStringLiteral("Gen"), QColor(Qt::darkGreen));
            study.setTaxonomy(
                wild, {i % 2 ? QStringLiteral("clarity_and_focus.blur") : QStringLiteral("color_and_tone.cast")});
            if (scores) {
                study.addScore(QStringLiteral("import:hps-v3"), plain, &distorted, 5);
                study.addScore(QStringLiteral("import:hps-v3"), wild, &distorted, 5 - 6.5 + i);
                study.addScore(QStringLiteral("contrast"), plain, nullptr, 0.2);
                study.addScore(QStringLiteral("contrast"), wild, nullptr, 0.1);
            }
            for (int annotator = 0; votes && annotator < 3; ++annotator)
                study.addVote(QStringLiteral("a%1").arg(annotator), distorted, plain, wild,
                              (i + annotator) % 3 ? wild : plain);
        }
    }

    /// Opens a study of its own in a visible place.
    void open(const QString &name, bool votes = true, bool scores = true)
    {
        m_place.reset();
        m_bar.reset();
        m_study.reset();
        m_writer = std::make_unique<support::VotedStudy>(m_folder.file(name));
        fill(*m_writer, votes, scores);
        m_study = m_writer->open();
        m_place = std::make_unique<DisagreementPlace>();
        m_bar = std::make_unique<widgets::BarRow>();
        m_place->fillTopBar(m_bar.get());
        m_place->resize(1356, 830);
        m_place->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_place.get()));
        m_place->setStudy(m_study);
        m_place->activate();
        QTRY_VERIFY_WITH_TIMEOUT(m_place->isSettled(), 20000);
    }

    QWidget *canvas() const { return m_place->findChild<QWidget *>(QStringLiteral("scatterCanvas")); }
    disagreement::ScatterPlot *scatter() const { return m_place->findChild<disagreement::ScatterPlot *>(); }
    disagreement::PairStrip *strip() const { return m_place->findChild<disagreement::PairStrip *>(); }
    widgets::TableView *table() const { return m_place->findChild<widgets::TableView *>(QStringLiteral("agreement")); }

    /// Presses an export button and chooses the entry that begins with `entry`.
    void exportTo(const QString &button, const QString &entry)
    {
        QTimer::singleShot(100, this, [entry] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            QVERIFY(menu);
            for (QAction *action : menu->actions()) {
                if (action->text().startsWith(entry)) {
                    menu->setActiveAction(action);
                    QTest::keyClick(menu, Qt::Key_Return);
                    return;
                }
            }
            menu->close();
            QFAIL("no such entry");
        });
        QTest::mouseClick(m_place->findChild<QPushButton *>(button), Qt::LeftButton);
    }

    QByteArray exported(const QString &button, const QString &entry, const QString &name)
    {
        const QString path = m_folder.file(name);
        widgets::FileChooser::answerWith([path](const auto &) { return QStringList{path}; });
        exportTo(button, entry);
        widgets::FileChooser::answerWith({});
        QFile file(path);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(file.exists(), 10000); }();
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return file.readAll();
    }

private Q_SLOTS:
    void cleanupTestCase()
    {
        m_place.reset();
        m_study.reset();
    }

    void opensOnTheRewardWithEveryPair()
    {
        open(QStringLiteral("all.dissensus"));
        QCOMPARE(m_place->data().query.scorer, QStringLiteral("import:hps-v3"));
        QCOMPARE(m_place->data().points.points.size(), 12U);
        QCOMPARE(m_place->data().agreement.size(), 2U);
        QCOMPARE(m_place->statusText(), QStringLiteral("1 generator, 12 prompts, 2 scorers"));
        QCOMPARE(table()->model()->index(0, 0).data().toString(), QStringLiteral("HPSv3, imported"));
        QCOMPARE(table()->model()->index(2, 0).data().toString(), QStringLiteral("Contrast")); // after its head
        QVERIFY(!m_place->data().gaps.empty());
    }

    void aClickShowsThePairInTheStrip()
    {
        const auto &point = m_place->data().points.points[3];
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, scatter()->positionOf(point.id).toPoint());
        QCOMPARE(strip()->count(), 1);
        QVERIFY(strip()->item(0).point.id == point.id);
        QCOMPARE(strip()->item(0).title, QStringLiteral("Gen"));
        QCOMPARE(strip()->item(0).people, QStringLiteral("2 of 3"));
        QVERIFY(strip()->item(0).delta.startsWith(QChar(0x2212))); // Δ = −3.5
        QTRY_VERIFY_WITH_TIMEOUT(m_place->isSettled(), 10000);
    }

    void aLassoAroundEverythingSortsByDifference()
    {
        const QRect inside = canvas()->rect().adjusted(60, 12, -20, -48);
        QTest::mousePress(canvas(), Qt::LeftButton, {}, inside.topLeft());
        for (const QPoint &corner : {inside.topRight(), inside.bottomRight(), inside.bottomLeft()})
            QTest::mouseMove(canvas(), corner);
        QTest::mouseRelease(canvas(), Qt::LeftButton, {}, inside.bottomLeft());
        QCOMPARE(strip()->count(), 12);
        for (int i = 1; i < 12; ++i)
            QVERIFY(std::abs(strip()->item(i - 1).point.delta) >= std::abs(strip()->item(i).point.delta));
    }

    void escapeClearsTheSelection()
    {
        canvas()->setFocus();
        QTest::keyClick(canvas(), Qt::Key_Escape);
        QVERIFY(strip()->count() == 0);
    }

    void aRowOfTheTableChoosesTheScorer()
    {
        table()->setFocus();
        const QModelIndex contrast = table()->model()->index(2, 0);
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualRect(contrast).center());
        QTRY_COMPARE_WITH_TIMEOUT(m_place->data().query.scorer, QStringLiteral("contrast"), 10000);
        QCOMPARE(m_place->data().points.points[0].delta, 0.1 - 0.2);
        const QModelIndex reward = table()->model()->index(0, 0);
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualRect(reward).center());
        QTRY_COMPARE_WITH_TIMEOUT(m_place->data().query.scorer, QStringLiteral("import:hps-v3"), 10000);
    }

    void theUnitSwitches()
    {
        auto *unit = m_place->findChild<widgets::SegmentedSwitch *>(QStringLiteral("unit"));
        QCOMPARE(m_place->data().agreement[0].n(), 12);
        unit->setFocus();
        QTest::keyClick(unit, Qt::Key_Right);
        QTRY_COMPARE_WITH_TIMEOUT(m_place->data().agreement[0].n(), 36, 10000);
        QTest::keyClick(unit, Qt::Key_Left);
        QTRY_COMPARE_WITH_TIMEOUT(m_place->data().agreement[0].n(), 12, 10000);
    }

    void csvHoldsExactlyTheDrawnValues()
    {
        const QByteArray csv = exported(QStringLiteral("export-reward-difference-and-people"), QStringLiteral("CSV"),
                                        QStringLiteral("points.csv"));
        const QList<QByteArray> lines = csv.trimmed().split('\n');
        QCOMPARE(lines.size(), 13);
        QVERIFY(lines[0].endsWith("first_votes,second_votes,ties,share_prefers_first,score_difference"));
        for (int i = 0; i < 12; ++i) {
            const auto &point = m_place->data().points.points[size_t(i)];
            const QList<QByteArray> fields = lines[i + 1].split(',');
            QCOMPARE(fields.last().toDouble(), point.delta);
            QCOMPARE(fields[fields.size() - 2].toDouble(), point.share());
        }
    }

    void svgHoldsTitleFooterAndEveryPoint()
    {
        const QByteArray svg = exported(QStringLiteral("export-reward-difference-and-people"), QStringLiteral("SVG"),
                                        QStringLiteral("points.svg"));
        QVERIFY(QSvgRenderer(svg).isValid());
        QVERIFY(svg.contains("Reward difference of HPSv3 and people"));
        QVERIFY(svg.contains("study revision"));
        QVERIFY(svg.contains("n=12 pairs"));
        QVERIFY(svg.contains("HPSv3 imported"));
        QVERIFY(svg.contains("Dissensus"));
        QVERIFY(svg.count("<circle") + svg.count("<ellipse") + svg.count("<path") >= 12);
    }

    void pdfAndPngAreFiles()
    {
        QVERIFY(exported(QStringLiteral("export-reward-difference-and-people"), QStringLiteral("PDF"),
                         QStringLiteral("points.pdf"))
                    .startsWith("%PDF"));
        const QImage png = QImage::fromData(
            exported(QStringLiteral("export-difference-by-class"), QStringLiteral("PNG"), QStringLiteral("gaps.png")));
        QCOMPARE(png.size(), QSize(1800, 1280));
        QCOMPARE(png.pixelColor(2, 2), QColor(Qt::white)); // copies are light
    }

    void aProblemWithTheFileIsSaid()
    {
        widgets::FileChooser::answerWith(
            [](const auto &) { return QStringList{QStringLiteral("/nowhere/at all/x.csv")}; });
        exportTo(QStringLiteral("export-reward-difference-and-people"), QStringLiteral("CSV"));
        widgets::FileChooser::answerWith({});
        QTRY_VERIFY_WITH_TIMEOUT(m_place->findChild<QWidget *>(QStringLiteral("problem"))->isVisible(), 10000);
    }

    void newVotesArriveByThemselves()
    {
        const auto &point = m_place->data().points.points[0].tally;
        const qint64 before = m_place->data().votes;
        const auto &snapshot = *m_place->data().snapshot;
        m_writer->addVote(QStringLiteral("late"), snapshot.prompts[point.prompt], snapshot.pictures[point.first].id,
                          snapshot.pictures[point.second].id, snapshot.pictures[point.first].id);
        QTRY_COMPARE_WITH_TIMEOUT(m_place->data().votes, before + 1, 15000);
    }

    void showsPairsThatAnotherPlaceAsksFor()
    {
        widgets::Target target;
        target.pictures = {m_place->data().points.points[5].id.first};
        m_place->show(target);
        QCOMPARE(strip()->count(), 1);
    }

    void oneSelectionForPlotsTableAndStrip()
    {
        auto *gaps = m_place->findChild<QWidget *>(QStringLiteral("gapCanvas"));
        gaps->setFocus();
        QTest::keyClick(gaps, Qt::Key_Right);
        QTest::keyClick(gaps, Qt::Key_Return);
        QCOMPARE(strip()->count(), 1);
        const analysis::PairId first = strip()->item(0).point.id;
        QTRY_VERIFY_WITH_TIMEOUT(!table()->isColumnHidden(disagreement::SelectedColumn), 10000);
        QVERIFY(table()->isColumnHidden(disagreement::PublishedColumn));
        QVERIFY(table()
                    ->model()
                    ->index(0, disagreement::SelectedColumn)
                    .data()
                    .toString()
                    .endsWith(QStringLiteral(" of 1")));
        // The scatter draws the same pair as selected; Space takes it away there.
        QTest::keyClick(gaps, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(strip()->count(), 2);
        strip()->setFocus();
        QTest::keyClick(strip(), Qt::Key_Home);
        QTest::keyClick(strip(), Qt::Key_Delete);
        QCOMPARE(strip()->count(), 1);
        QTest::mouseClick(canvas(), Qt::LeftButton, Qt::ControlModifier, scatter()->positionOf(first).toPoint());
        QTest::keyClick(canvas(), Qt::Key_Escape);
        QCOMPARE(strip()->count(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(table()->isColumnHidden(disagreement::SelectedColumn), 10000);
    }

    void showInGallerySendsThePictures()
    {
        QSignalSpy requested(m_place.get(), &widgets::Place::placeRequested);
        canvas()->setFocus();
        QTest::keyClick(canvas(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(strip()->count(), 12);
        QTest::keyClick(canvas(), Qt::Key_G);
        QCOMPARE(requested.count(), 1);
        QCOMPARE(requested[0][0].value<widgets::PlaceId>(), widgets::PlaceId::Gallery);
        QCOMPARE(requested[0][1].value<widgets::Target>().pictures.size(), 24);
        QTest::keyClick(canvas(), Qt::Key_Escape);
    }

    void picturesOfNoPairAreSaid()
    {
        widgets::Target target;
        target.pictures = {study::PictureId(99999)};
        m_place->show(target);
        QCOMPARE(strip()->count(), 0);
        QVERIFY(strip()->grab().toImage() != QImage()); // the sentence stands in the strip
    }

    void thePlotsMenuChoosesWhatIsShown()
    {
        auto *column = m_place->findChild<disagreement::PlotColumn *>();
        QVERIFY(column->isShown(QStringLiteral("difference-by-class")));
        for (const QString &key : {QStringLiteral("calibration"), QStringLiteral("rank-shift"),
                                   QStringLiteral("distribution-of-differences"), QStringLiteral("emotion-accuracy"),
                                   QStringLiteral("people-with-people")}) {
            QVERIFY(!column->isShown(key));
            column->setShown(key, true);
            QVERIFY(column->isShown(key));
            QVERIFY(!exported(QStringLiteral("export-") + key, QStringLiteral("CSV"), key + QStringLiteral(".csv"))
                         .isEmpty());
        }
        QSettings settings(m_folder.file(QStringLiteral("state.ini")), QSettings::IniFormat);
        m_place->saveState(settings);
        column->setShown(QStringLiteral("calibration"), false);
        m_place->restoreState(settings);
        QVERIFY(column->isShown(QStringLiteral("calibration")));
        QTimer::singleShot(100, this, [] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            QVERIFY(menu);
            QCOMPARE(menu->actions().size(), 8);
            menu->setActiveAction(menu->actions()[2]); // calibration
            QTest::keyClick(menu, Qt::Key_Return);
        });
        QTest::mouseClick(m_bar->findChild<QPushButton *>(QStringLiteral("plots")), Qt::LeftButton);
        QVERIFY(!column->isShown(QStringLiteral("calibration")));
    }

    void valuesCanBeSeenAsATable()
    {
        auto *pane = m_place->findChild<disagreement::PlotPane *>(QStringLiteral("pane-reward-difference-and-people"));
        pane->showTable(true);
        const auto *values = pane->findChild<widgets::TableView *>();
        QTRY_VERIFY(values->model());
        QTRY_COMPARE(values->model()->rowCount(), 12);
        pane->showTable(false);
        QVERIFY(scatter()->isVisible());
    }

    void copyTakesPictureAndValues()
    {
        canvas()->setFocus();
        QGuiApplication::clipboard()->clear();
        QTest::keySequence(canvas(), QKeySequence::Copy);
        QTRY_VERIFY(m_place->isSettled()); // the values are made elsewhere
        const QMimeData *data = QGuiApplication::clipboard()->mimeData();
        QVERIFY(data->hasImage());
        QCOMPARE(data->text().trimmed().split(QLatin1Char('\n')).size(), 13);
    }

    void withoutVotesTheDifferencesAreShown()
    {
        open(QStringLiteral("novotes.dissensus"), false, true);
        QVERIFY(!m_place->data().hasPoints());
        QCOMPARE(m_place->data().unvoted.size(), 12U);
        QCOMPARE(table()->model()->index(1, 0).data().toString(), QStringLiteral("HPSv3, imported")); // stay listed
        QVERIFY(!scatter()->isVisible());
        const auto spreads = m_place->findChildren<disagreement::DistributionPlot *>();
        QCOMPARE(std::count_if(spreads.begin(), spreads.end(), [](const auto *plot) { return plot->isVisible(); }), 1);
        auto *left = m_place->findChild<disagreement::LeftPane *>();
        const auto *exports = left->findChild<QPushButton *>(QStringLiteral("export-distribution-of-differences"));
        QVERIFY(exports->isVisible());
    }

    void withoutScoresItSaysWhereToGo()
    {
        open(QStringLiteral("noscores.dissensus"), true, false);
        auto *empty = m_place->findChild<widgets::EmptyState *>();
        QVERIFY(empty->isVisible());
        QCOMPARE(m_place->data().pairsToScore, 12);
        QSignalSpy requested(m_place.get(), &widgets::Place::placeRequested);
        Q_EMIT empty->actionClicked();
        QCOMPARE(requested.count(), 1);
        QCOMPARE(requested[0][0].value<widgets::PlaceId>(), widgets::PlaceId::Scorers);
    }

    void cancelledComputingGivesNoHalfResult()
    {
        base::Progress progress;
        progress.cancel();
        SUPPORT_FAILS(disagreement::load(m_writer->database(), nullptr, {}, progress), "cancelled");
        SUPPORT_OK(disagreement::load(m_writer->database(), nullptr, {}, base::Progress()));
    }

    void narrowWindowsShowOneColumn()
    {
        open(QStringLiteral("narrow.dissensus"));
        m_place->resize(960, 700);
        QVERIFY(scatter()->isVisible());
        QVERIFY(!table()->isVisible());
        m_place->resize(1356, 830);
        QVERIFY(table()->isVisible());
    }
};

QTEST_MAIN(DisagreementPlaceTest)
#include "tst_disagreementplace.moc"
