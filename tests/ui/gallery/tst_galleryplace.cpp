#include "ui/gallery/galleryplace.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "ui/gallery/gallerygrid.h"
#include "ui/gallery/gallerytree.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/theme.h"

using gallery::GalleryGrid;
using gallery::GalleryPlace;

class TestGalleryPlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light); }
    void showsThePicturesOfTheStudy();
    void findsWords();
    void asksForCompare();
    void takesATarget();
    void emptyStudy();
    void closing();
    void keepsItsState();

private:
    static widgets::StudyPtr handle(const QString &path);
    static void open(GalleryPlace &place, const widgets::StudyPtr &study);
};

widgets::StudyPtr TestGalleryPlace::handle(const QString &path)
{
    return std::make_shared<widgets::StudyHandle>(support::must(widgets::StudyHandle::readHead(path)));
}

void TestGalleryPlace::open(GalleryPlace &place, const widgets::StudyPtr &study)
{
    place.resize(1200, 700);
    place.setStudy(study);
    place.activate();
    place.QWidget::show();
    QTRY_VERIFY(place.isSettled());
}

void TestGalleryPlace::showsThePicturesOfTheStudy()
{
    const support::TestFolder folder;
    const support::SmallStudy study(folder.path());
    GalleryPlace place;
    open(place, handle(study.path()));
    auto *grid = place.findChild<GalleryGrid *>();
    QCOMPARE(grid->count(), 12);
    QTRY_VERIFY(place.isSettled());
    // The first picture is decoded and painted: its colour stands in the middle of its cell.
    const QImage image = grid->grab().toImage();
    const QColor centre = image.pixelColor(grid->cellRect(0).center() - QPoint(0, 10));
    QVERIFY(centre != widgets::tokens().browse && centre != widgets::tokens().skeleton);
    QVERIFY(place.statusText().contains(QStringLiteral("12")));
}

void TestGalleryPlace::findsWords()
{
    const support::TestFolder folder;
    const support::SmallStudy study(folder.path());
    GalleryPlace place;
    open(place, handle(study.path()));
    auto *grid = place.findChild<GalleryGrid *>();
    auto *find = place.findChild<QLineEdit *>();
    find->setText(QStringLiteral("yak"));
    QTRY_COMPARE(grid->count(), 4);
    find->setText(QStringLiteral("nothing like this"));
    QTRY_COMPARE(grid->count(), 0);
    QVERIFY(place.findChild<widgets::EmptyState *>()->isVisible());
    find->clear();
    QTRY_COMPARE(grid->count(), 12);
    place.findChild<gallery::GalleryTree *>()->setCurrentLabel(QStringLiteral("color_and_tone"));
    QCOMPARE(grid->count(), 0);
}

void TestGalleryPlace::asksForCompare()
{
    const support::TestFolder folder;
    const support::SmallStudy study(folder.path());
    GalleryPlace place;
    open(place, handle(study.path()));
    QSignalSpy asked(&place, &widgets::Place::placeRequested);
    auto *grid = place.findChild<GalleryGrid *>();
    grid->setCurrent(4);
    QTest::keyClick(grid, Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().at(0).value<widgets::PlaceId>(), widgets::PlaceId::Compare);
    const auto target = asked.first().at(1).value<widgets::Target>();
    QVERIFY(target.group.isValid());
    QCOMPARE(target.pictures.size(), 1);
}

void TestGalleryPlace::takesATarget()
{
    const support::TestFolder folder;
    const support::SmallStudy study(folder.path());
    GalleryPlace place;
    widgets::Target target;
    target.pictures = {study::PictureId(7)};
    place.show(target);
    open(place, handle(study.path()));
    QCOMPARE(place.findChild<GalleryGrid *>()->selected().size(), 1);
    QCOMPARE(place.findChild<GalleryGrid *>()->current(), 6);
}

void TestGalleryPlace::emptyStudy()
{
    const support::TestFolder folder;
    const QString path = folder.file(QStringLiteral("empty.dissensus"));
    support::must(storage::Database::create(path, QStringLiteral("Empty")));
    GalleryPlace place;
    open(place, handle(path));
    auto *empty = place.findChild<widgets::EmptyState *>();
    QVERIFY(empty->isVisible());
    QSignalSpy asked(&place, &widgets::Place::placeRequested);
    Q_EMIT empty->actionClicked();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().at(1).value<widgets::Target>().page, QStringLiteral("import"));
}

void TestGalleryPlace::closing()
{
    const support::TestFolder folder;
    const support::SmallStudy study(folder.path());
    GalleryPlace place;
    open(place, handle(study.path()));
    place.setStudy(nullptr);
    QCOMPARE(place.findChild<GalleryGrid *>()->count(), 0);
    QVERIFY(place.isSettled());
}

void TestGalleryPlace::keepsItsState()
{
    const support::TestFolder folder;
    QSettings settings(folder.file(QStringLiteral("state.ini")), QSettings::IniFormat);
    GalleryPlace first;
    first.findChild<GalleryGrid *>()->setSide(200);
    first.saveState(settings);
    GalleryPlace second;
    second.restoreState(settings);
    QCOMPARE(second.findChild<GalleryGrid *>()->side(), 200);
}

QTEST_MAIN(TestGalleryPlace)
#include "tst_galleryplace.moc"
