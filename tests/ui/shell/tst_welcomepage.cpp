#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "ui/shell/demopair.h"
#include "ui/shell/recentrow.h"
#include "ui/shell/startrow.h"
#include "ui/shell/welcomepage.h"
#include "ui/widgets/button.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/recentstudies.h"
#include "ui/widgets/theme.h"

using namespace shell;
using widgets::FileChooser;

class TestWelcomePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void firstRowHasTheFocus();
    void keysMoveAndStart();
    void openAndNewAskTheShell();
    void paintsTheDemoPair();
    void listsRecentStudies();
    void aLostStudyCanBeFoundOrForgotten();
    void demoMadeBeforeIsOpened();

private:
    static std::unique_ptr<WelcomePage> shown();
    QTemporaryDir m_settings;
};

void TestWelcomePage::initTestCase()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    QCoreApplication::setOrganizationName(QStringLiteral("dissensus"));
    widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light);
}

void TestWelcomePage::init()
{
    QSettings().clear();
}

std::unique_ptr<WelcomePage> TestWelcomePage::shown()
{
    auto page = std::make_unique<WelcomePage>();
    page->resize(1356, 874);
    page->show();
    page->setStudy(nullptr);
    page->activate();
    (void)QTest::qWaitForWindowActive(page.get());
    return page;
}

void TestWelcomePage::firstRowHasTheFocus()
{
    const auto page = shown();
    const auto rows = page->findChildren<StartRow *>();
    QCOMPARE(rows.size(), 3);
    QTRY_VERIFY(rows.first()->hasFocus());
    for (const StartRow *row : rows)
        QCOMPARE(row->height(), 60);
}

void TestWelcomePage::keysMoveAndStart()
{
    const auto page = shown();
    QSignalSpy open(page.get(), &WelcomePage::studyRequested);
    const auto rows = page->findChildren<StartRow *>();
    QTRY_VERIFY(rows.first()->hasFocus());
    QTest::keyClick(rows[0], Qt::Key_Down);
    QVERIFY(rows[1]->hasFocus());
    QTest::keyClick(rows[1], Qt::Key_Return);
    QCOMPARE(open.size(), 1);
    QTest::keyClick(rows[1], Qt::Key_Up);
    QVERIFY(rows[0]->hasFocus());
}

void TestWelcomePage::openAndNewAskTheShell()
{
    const auto page = shown();
    QSignalSpy open(page.get(), &WelcomePage::studyRequested);
    QSignalSpy create(page.get(), &WelcomePage::newStudyRequested);
    QSignalSpy place(page.get(), &WelcomePage::placeRequested);
    const auto rows = page->findChildren<StartRow *>();
    QTest::mouseClick(rows[1], Qt::LeftButton);
    QCOMPARE(open.takeFirst(), QVariantList({QString()}));
    QTest::mouseClick(rows[2], Qt::LeftButton);
    QCOMPARE(create.size(), 1);
    for (auto *button : page->findChildren<widgets::Button *>()) {
        if (button->text() == QLatin1String("Open Scorers"))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(place.size(), 1);
    QCOMPARE(place.first().first().value<widgets::PlaceId>(), widgets::PlaceId::Scorers);
}

void TestWelcomePage::paintsTheDemoPair()
{
    const auto page = shown();
    auto *pair = page->findChild<DemoPair *>();
    QVERIFY(!page->isSettled());
    QTRY_VERIFY_WITH_TIMEOUT(page->isSettled(), 20000);
    QVERIFY(pair->hasPictures());
    const QImage image = pair->grab().toImage();
    QCOMPARE(image.pixelColor(4, 4), widgets::tokens().judge);
    // Two pictures of 336, 16 apart, centred: neither is the surround, and they differ.
    const int left = (pair->width() - 2 * 336 - 16) / 2;
    QVERIFY(image.pixelColor(left + 168, 400) != widgets::tokens().judge);
    QVERIFY(image.pixelColor(left + 168, 400) != image.pixelColor(left + 336 + 16 + 168, 400));
    QCOMPARE(image.pixelColor(left + 336 + 8, 400), widgets::tokens().judge);
}

void TestWelcomePage::listsRecentStudies()
{
    support::TestFolder folder;
    support::SmallStudyPlan plan;
    plan.variants = {QStringLiteral("original"), QStringLiteral("distorted")};
    const support::SmallStudy study(folder.path(), plan);
    widgets::addRecentStudy({study.path(), QStringLiteral("Small"), 1});
    const auto page = shown();
    const auto rows = page->findChildren<RecentRow *>();
    QCOMPARE(rows.size(), 1);
    // 4 groups × 3 generators, each an original and a distorted picture.
    QTRY_COMPARE(rows.first()->note(), QStringLiteral("12 pairs, 0 votes, opened 1 Jan 1970"));
    QSignalSpy open(page.get(), &WelcomePage::studyRequested);
    QTest::mouseClick(rows.first()->findChild<widgets::Button *>(), Qt::LeftButton);
    QCOMPARE(open.takeFirst(), QVariantList({study.path()}));
}

void TestWelcomePage::aLostStudyCanBeFoundOrForgotten()
{
    support::TestFolder folder;
    widgets::addRecentStudy({folder.file(QStringLiteral("lost.dissensus")), QStringLiteral("Lost"), 1});
    const auto page = shown();
    auto *row = page->findChild<RecentRow *>();
    QTRY_COMPARE(row->note(), QStringLiteral("moved or deleted."));
    const auto buttons = row->findChildren<widgets::Button *>();
    QVERIFY(!buttons[0]->isEnabled());

    QSignalSpy open(page.get(), &WelcomePage::studyRequested);
    const QString found = folder.file(QStringLiteral("here.dissensus"));
    FileChooser::answerWith([found](const FileChooser::Question &) { return QStringList{found}; });
    QTest::mouseClick(buttons[1], Qt::LeftButton);
    FileChooser::answerWith({});
    QCOMPARE(open.takeFirst(), QVariantList({found}));
    QVERIFY(widgets::recentStudies().isEmpty());

    widgets::addRecentStudy({folder.file(QStringLiteral("lost.dissensus")), QStringLiteral("Lost"), 1});
    page->activate();
    row = page->findChildren<RecentRow *>().last();
    QTRY_COMPARE(row->note(), QStringLiteral("moved or deleted."));
    QTest::mouseClick(row->findChildren<widgets::Button *>()[2], Qt::LeftButton);
    QTRY_VERIFY(page->findChildren<RecentRow *>().isEmpty());
    QVERIFY(widgets::recentStudies().isEmpty());
}

void TestWelcomePage::demoMadeBeforeIsOpened()
{
    support::TestFolder folder;
    const QString demo = folder.write(QStringLiteral("demo.dissensus"), "made before");
    const auto page = shown();
    page->setDemoFolder(folder.path());
    QSignalSpy open(page.get(), &WelcomePage::studyRequested);
    QTest::keyClick(page.get(), Qt::Key_D);
    QTRY_COMPARE(open.size(), 1);
    QCOMPARE(QDir::cleanPath(open.first().first().toString()), QDir::cleanPath(demo));
}

QTEST_MAIN(TestWelcomePage)
#include "tst_welcomepage.moc"
