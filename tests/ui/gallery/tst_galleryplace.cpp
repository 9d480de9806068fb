#include "ui/gallery/galleryplace.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

#include "core/storage/picturerepository.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "tests/ui/support/votedstudy.h"
#include "ui/gallery/filterrow.h"
#include "ui/gallery/gallerybar.h"
#include "ui/gallery/gallerygrid.h"
#include "ui/gallery/gallerytree.h"
#include "ui/gallery/labelpopup.h"
#include "ui/gallery/rangehistogram.h"
#include "ui/gallery/rangepane.h"
#include "ui/gallery/singleview.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/theme.h"

using analysis::PictureFilter;
using analysis::PictureOrder;
using gallery::GalleryGrid;
using gallery::GalleryPlace;

namespace {

const QString film = QStringLiteral("clarity_and_focus.film_artifacts");
const QString reward = QStringLiteral("hps-v3");

} // namespace

class TestGalleryPlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light); }
    void init();
    void showsThePicturesOfTheStudy();
    void findsWords();
    void rangesFilterLive();
    void viewsAndOrders();
    void chipsTakeFiltersAway();
    void saysWhatRemovesMost();
    void comparesTwoToTwelve();
    void showsInPlot();
    void fullView();
    void labelsByKeyboardWithUndo();
    void labelsChangedElsewhereStay();
    void copiesATable();
    void selectionSurvivesAChange();
    void takesATarget();
    void emptyStudy();
    void closing();
    void keepsItsState();

private:
    static widgets::StudyPtr handle(const QString &path);
    void open(const widgets::StudyPtr &study);
    void settle();
    QList<study::PictureId> addScoredPairs();
    QStringList chips() { return m_place->findChild<gallery::FilterRow *>()->chipTexts(); }

    std::unique_ptr<support::TestFolder> m_folder;
    std::unique_ptr<GalleryPlace> m_place;
    GalleryGrid *m_grid = nullptr;
    std::unique_ptr<support::VotedStudy> m_voted;
};

void TestGalleryPlace::init()
{
    m_place.reset();
    m_voted.reset();
    m_folder = std::make_unique<support::TestFolder>();
    m_place = std::make_unique<GalleryPlace>();
    m_grid = m_place->findChild<GalleryGrid *>();
}

widgets::StudyPtr TestGalleryPlace::handle(const QString &path)
{
    return std::make_shared<widgets::StudyHandle>(support::must(widgets::StudyHandle::readHead(path)));
}

void TestGalleryPlace::open(const widgets::StudyPtr &study)
{
    m_place->resize(1400, 800);
    m_place->setStudy(study);
    m_place->activate();
    m_place->QWidget::show();
    QVERIFY(QTest::qWaitForWindowExposed(m_place.get()));
    settle();
}

void TestGalleryPlace::settle()
{
    QTRY_VERIFY(m_place->isSettled());
}

/// Three pairs; the scorer says −6, 1, 2 for the originals and −8, 3, 4 for the wide ones under their own prompts,
/// under the wide prompt the originals have 0. All three people prefer the first wide picture, none the second.
QList<study::PictureId> TestGalleryPlace::addScoredPairs()
{
    m_voted = std::make_unique<support::VotedStudy>(m_folder->file(QStringLiteral("voted.dissensus")));
    QList<study::PictureId> ids;
    const double originals[] = {-6, 1, 2};
    const double wides[] = {-8, 3, 4};
    for (int i = 0; i < 3; ++i) {
        const QString group = QStringLiteral("g%1").arg(i);
        const auto original = m_voted->addPrompt(group, QStringLiteral("original"), QStringLiteral("boat %1").arg(i));
        const auto wide = m_voted->addPrompt(group, QStringLiteral("distorted"), QStringLiteral("dim boat %1").arg(i));
        ids.append(m_voted->addPicture(original, QStringLiteral("Lumen"), QColor(200, 40 * i, 0)));
        ids.append(m_voted->addPicture(wide, QStringLiteral("Lumen"), QColor(0, 40 * i, 200)));
        m_voted->addScore(reward, ids[2 * i], &original, originals[i]);
        m_voted->addScore(reward, ids[2 * i], &wide, 0);
        m_voted->addScore(reward, ids[2 * i + 1], &wide, wides[i]);
        for (int person = 0; person < 3 && i < 2; ++person)
            m_voted->addVote(QStringLiteral("p%1").arg(person), wide, ids[2 * i], ids[2 * i + 1], ids[i == 0 ? 1 : 2]);
    }
    return ids;
}

void TestGalleryPlace::showsThePicturesOfTheStudy()
{
    const support::SmallStudy study(m_folder->path());
    open(handle(study.path()));
    QCOMPARE(m_grid->count(), 12);
    // The first picture is decoded and painted: its colour stands in the middle of its cell.
    const QImage image = m_grid->grab().toImage();
    const QColor centre = image.pixelColor(m_grid->cellRect(0).center() - QPoint(0, 10));
    QVERIFY(centre != widgets::tokens().browse && centre != widgets::tokens().skeleton);
    QVERIFY(m_place->statusText().contains(QStringLiteral("12")));
}

void TestGalleryPlace::findsWords()
{
    const support::SmallStudy study(m_folder->path());
    open(handle(study.path()));
    auto *find = m_place->findChild<gallery::GalleryBar *>();
    Q_EMIT find->wordsChanged(QStringLiteral("yak"));
    QTRY_COMPARE(m_grid->count(), 4);
    QCOMPARE(chips(), QStringList(QStringLiteral("“yak”")));
    Q_EMIT find->wordsChanged(QStringLiteral("number \"boat number 2\""));
    QTRY_COMPARE(m_grid->count(), 3);
    Q_EMIT find->wordsChanged(QStringLiteral("nothing like this"));
    QTRY_COMPARE(m_grid->count(), 0);
    QVERIFY(m_place->findChild<widgets::EmptyState *>()->isVisible());
    Q_EMIT m_place->findChild<widgets::EmptyState *>()->actionClicked();
    QTRY_COMPARE(m_grid->count(), 12);
    QVERIFY(find->words().isEmpty());
}

void TestGalleryPlace::rangesFilterLive()
{
    addScoredPairs();
    open(m_voted->open());
    auto *range = m_place->findChild<gallery::RangePane *>()->histogram(reward);
    QVERIFY(range->isVisible() && range->isOpen());
    // The upper handle to the middle of −8 to 4: only what is below −2 stays, while the button is down.
    const QPoint high = range->handleCentre(true);
    const QPoint middle((range->handleCentre(false).x() + high.x()) / 2, high.y());
    QTest::mousePress(range, Qt::LeftButton, {}, high);
    QTest::mouseMove(range, middle);
    QMouseEvent move(QEvent::MouseMove, middle, range->mapToGlobal(middle), Qt::NoButton, Qt::LeftButton, {});
    QApplication::sendEvent(range, &move);
    QTRY_COMPARE(m_grid->count(), 2);
    QTest::mouseRelease(range, Qt::LeftButton, {}, middle);
    QCOMPARE(chips().size(), 1);
    QVERIFY(chips().first().startsWith(QStringLiteral("HPSv3 ≤ ")));
    QTest::keyClick(range, Qt::Key_Delete);
    QTRY_COMPARE(m_grid->count(), 6);
}

void TestGalleryPlace::viewsAndOrders()
{
    const QList<study::PictureId> ids = addScoredPairs();
    open(m_voted->open());
    auto *tree = m_place->findChild<gallery::GalleryTree *>();
    auto *bar = m_place->findChild<gallery::GalleryBar *>();
    tree->setCurrent(PictureFilter::View::Deep, {});
    QTRY_COMPARE(m_grid->count(), 2);
    tree->setDeepBelow(-7);
    QTRY_COMPARE(m_grid->count(), 1);
    // The scorer picks the wide picture of the second pair, nobody else does.
    tree->setCurrent(PictureFilter::View::Polite, {});
    settle();
    QSignalSpy asked(m_place.get(), &widgets::Place::placeRequested);
    QTRY_COMPARE(m_grid->count(), 2);
    tree->setCurrent(PictureFilter::View::All, {});
    QTRY_COMPARE(m_grid->count(), 6);
    Q_EMIT bar->orderChosen({PictureOrder::Key::Score, reward, true});
    settle();
    m_grid->setCurrent(0);
    QTest::keyClick(m_grid, Qt::Key_P);
    QCOMPARE(asked.takeLast().at(1).value<widgets::Target>().pictures, QList<study::PictureId>{ids[1]});
    Q_EMIT bar->orderChosen({PictureOrder::Key::Gap, reward, false});
    settle();
    m_grid->setCurrent(0);
    QTest::keyClick(m_grid, Qt::Key_P);
    QCOMPARE(asked.takeLast().at(1).value<widgets::Target>().pictures,
             QList<study::PictureId>{ids[4]}); // +4, the larger gap
}

void TestGalleryPlace::chipsTakeFiltersAway()
{
    addScoredPairs();
    open(m_voted->open());
    auto *tree = m_place->findChild<gallery::GalleryTree *>();
    tree->setCurrent(PictureFilter::View::Deep, {});
    Q_EMIT m_place->findChild<gallery::GalleryBar *>()->wordsChanged(QStringLiteral("dim"));
    QTRY_COMPARE(m_grid->count(), 1);
    QCOMPARE(chips().size(), 2);
    m_grid->setFocus();
    QTest::keyClick(m_grid, Qt::Key_F); // to the first chip
    QWidget *chip = QApplication::focusWidget();
    QVERIFY(chip && chip != m_grid);
    QTest::keyClick(chip, Qt::Key_Delete);
    QTRY_COMPARE(m_grid->count(), 2);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Delete);
    QTRY_COMPARE(m_grid->count(), 6);
    QCOMPARE(tree->currentView(), PictureFilter::View::All);
    QVERIFY(m_grid->hasFocus());
}

void TestGalleryPlace::saysWhatRemovesMost()
{
    addScoredPairs();
    open(m_voted->open());
    m_place->findChild<gallery::GalleryTree *>()->setCurrent(PictureFilter::View::All, film);
    QTRY_COMPARE(m_grid->count(), 0);
    QStringList shown;
    for (const auto *label : m_place->findChild<widgets::EmptyState *>()->findChildren<QLabel *>())
        shown.append(label->text());
    QVERIFY2(shown.join(u' ').contains(QStringLiteral("Film artifacts alone removes 6")), qPrintable(shown.join(u' ')));
}

void TestGalleryPlace::comparesTwoToTwelve()
{
    support::SmallStudyPlan plan;
    plan.groups = 5;
    const support::SmallStudy study(m_folder->path(), plan);
    open(handle(study.path()));
    QCOMPARE(m_grid->count(), 15);
    QSignalSpy asked(m_place.get(), &widgets::Place::placeRequested);
    m_grid->setFocus();
    m_grid->setCurrent(4);
    QTest::keyClick(m_grid, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(m_grid, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(m_grid, Qt::Key_C);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().at(0).value<widgets::PlaceId>(), widgets::PlaceId::Compare);
    const auto target = asked.first().at(1).value<widgets::Target>();
    QVERIFY(target.group.isValid());
    QCOMPARE(target.pictures.size(), 3);
    QTest::keyClick(m_grid, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(m_grid->selectedCount(), 15);
    QTest::keyClick(m_grid, Qt::Key_C); // more than twelve
    QCOMPARE(asked.count(), 1);
}

void TestGalleryPlace::showsInPlot()
{
    const QList<study::PictureId> ids = addScoredPairs();
    open(m_voted->open());
    QSignalSpy asked(m_place.get(), &widgets::Place::placeRequested);
    m_grid->setCurrent(3);
    m_grid->setFocus();
    QTest::keyClick(m_grid, Qt::Key_P);
    QCOMPARE(asked.first().at(0).value<widgets::PlaceId>(), widgets::PlaceId::Disagreement);
    QCOMPARE(asked.first().at(1).value<widgets::Target>().pictures, QList<study::PictureId>{ids[3]});
}

void TestGalleryPlace::fullView()
{
    const support::SmallStudy study(m_folder->path());
    open(handle(study.path()));
    m_grid->setFocus();
    m_grid->setCurrent(4);
    QTest::keyClick(m_grid, Qt::Key_Return);
    auto *full = m_place->findChild<gallery::SingleView *>();
    QVERIFY(full->isVisible());
    QTest::keyClick(full, Qt::Key_Right);
    QCOMPARE(m_grid->current(), 5);
    settle();
    QCOMPARE(full->grab().toImage().pixelColor(2, 2), QColor(0x80, 0x80, 0x80));
    QTest::keyClick(full, Qt::Key_Escape);
    QVERIFY(!full->isVisible());
    QCOMPARE(m_grid->selected(), QList<int>{5});
}

void TestGalleryPlace::labelsByKeyboardWithUndo()
{
    const support::SmallStudy study(m_folder->path());
    open(handle(study.path()));
    auto database = support::must(storage::Database::open(study.path()));
    storage::PictureRepository pictures(database);
    const auto labelsOf = [&](int number) { return support::must(pictures.pictures())[number].taxonomy; };
    QSignalSpy named(m_place.get(), &widgets::Place::changeMade);
    m_grid->setFocus();
    m_grid->setCurrent(0);
    QTest::keyClick(m_grid, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(m_grid, Qt::Key_L);
    auto *popup = m_place->findChild<gallery::LabelPopup *>();
    QVERIFY(popup->isVisible());
    auto *field = popup->findChild<QLineEdit *>();
    QTest::keyClicks(field, QStringLiteral("film"));
    QCOMPARE(popup->found(), QStringList(film));
    QTest::keyClick(field, Qt::Key_Space);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(!popup->isVisible());
    QTRY_COMPARE(named.count(), 1);
    settle();
    QCOMPARE(labelsOf(0), QStringList(film));
    QCOMPARE(labelsOf(1), QStringList(film));
    QVERIFY(m_grid->hasFocus());
    QCOMPARE(m_grid->selected(), (QList<int>{0, 1}));
    m_place->findChild<gallery::GalleryTree *>()->setCurrent(PictureFilter::View::All, film);
    QTRY_COMPARE(m_grid->count(), 2);
    m_place->findChild<gallery::GalleryTree *>()->setCurrent(PictureFilter::View::All, {});
    QTRY_COMPARE(m_grid->count(), 12);

    QTest::keyClick(m_grid, Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(labelsOf(0).isEmpty() && labelsOf(1).isEmpty());
    settle();
    QTest::keyClick(m_grid, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(labelsOf(1), QStringList(film));
    // Escape writes nothing.
    settle();
    QTest::keyClick(m_grid, Qt::Key_L);
    QTest::keyClick(field, Qt::Key_Space);
    QTest::keyClick(field, Qt::Key_Escape);
    settle();
    QCOMPARE(labelsOf(1), QStringList(film));
}

void TestGalleryPlace::labelsChangedElsewhereStay()
{
    const support::SmallStudy study(m_folder->path());
    open(handle(study.path()));
    m_grid->setFocus();
    m_grid->setCurrent(0);
    QTest::keyClick(m_grid, Qt::Key_L);
    auto *popup = m_place->findChild<gallery::LabelPopup *>();
    // Somebody else is faster.
    auto database = support::must(storage::Database::open(study.path()));
    storage::PictureRepository pictures(database);
    const QString other = QStringLiteral("color_and_tone.muted_faded");
    const study::PictureId id = support::must(pictures.pictures()).first().id;
    support::must(pictures.setTaxonomy(id, {other}));
    QTest::keyClick(popup->findChild<QLineEdit *>(), Qt::Key_Space);
    QTest::keyClick(popup->findChild<QLineEdit *>(), Qt::Key_Return);
    QTRY_VERIFY(m_place->findChild<widgets::Strip *>(QStringLiteral("failure"))->isVisible());
    QCOMPARE(support::must(pictures.picture(id))->taxonomy, QStringList(other));
}

void TestGalleryPlace::copiesATable()
{
    addScoredPairs();
    open(m_voted->open());
    m_grid->setFocus();
    QTest::keyClick(m_grid, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_grid, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 7);
    QVERIFY(lines.first().endsWith(QStringLiteral("\tvotes\t") + reward));
    QVERIFY(lines.at(1).contains(QStringLiteral("\tboat 0\t")));
    QVERIFY(lines.at(2).endsWith(QStringLiteral("\t3\t3\t-8")));
}

void TestGalleryPlace::selectionSurvivesAChange()
{
    support::SmallStudy study(m_folder->path());
    const widgets::StudyPtr open = handle(study.path());
    this->open(open);
    m_grid->setCurrent(7);
    study.addGroup(9);
    open->refresh();
    QTRY_COMPARE(m_grid->count(), 15);
    QCOMPARE(m_grid->selected(), QList<int>{7});
}

void TestGalleryPlace::takesATarget()
{
    const support::SmallStudy study(m_folder->path());
    widgets::Target target;
    target.pictures = {study::PictureId(7), study::PictureId(9)};
    m_place->show(target);
    open(handle(study.path()));
    QCOMPARE(m_grid->selected(), (QList<int>{6, 8}));
    QCOMPARE(m_grid->current(), 6);
}

void TestGalleryPlace::emptyStudy()
{
    const QString path = m_folder->file(QStringLiteral("empty.dissensus"));
    support::must(storage::Database::create(path, QStringLiteral("Empty")));
    open(handle(path));
    auto *empty = m_place->findChild<widgets::EmptyState *>();
    QVERIFY(empty->isVisible());
    QSignalSpy asked(m_place.get(), &widgets::Place::placeRequested);
    Q_EMIT empty->actionClicked();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().at(1).value<widgets::Target>().page, QStringLiteral("import"));
}

void TestGalleryPlace::closing()
{
    const support::SmallStudy study(m_folder->path());
    open(handle(study.path()));
    m_place->setStudy(nullptr);
    QCOMPARE(m_grid->count(), 0);
    QVERIFY(m_place->isSettled());
}

void TestGalleryPlace::keepsItsState()
{
    QSettings settings(m_folder->file(QStringLiteral("state.ini")), QSettings::IniFormat);
    m_grid->setSide(200);
    auto *tree = m_place->findChild<gallery::GalleryTree *>();
    tree->setDeepBelow(-12);
    Q_EMIT m_place->findChild<gallery::GalleryBar *>()->orderChosen({PictureOrder::Key::Gap, reward, false});
    m_place->saveState(settings);
    GalleryPlace second;
    second.restoreState(settings);
    QCOMPARE(second.findChild<GalleryGrid *>()->side(), 200);
    QCOMPARE(second.findChild<gallery::GalleryTree *>()->deepBelow(), -12.0);
    second.saveState(settings);
    QCOMPARE(settings.value(QStringLiteral("sort")).toString(), QStringLiteral("gap:high:hps-v3"));
}

QTEST_MAIN(TestGalleryPlace)
#include "tst_galleryplace.moc"
