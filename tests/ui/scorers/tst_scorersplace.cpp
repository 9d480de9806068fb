#include <QApplication>
#include <QSettings>
#include <QTest>

#include "core/scoring/scorequeue.h"
#include "tests/support/paths.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "ui/scorers/detailspane.h"
#include "ui/scorers/scorerrows.h"
#include "ui/scorers/scorersplace.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

using scorers::ScorersPlace;
using widgets::Button;

/// The real worker beside the tests, or one that cannot start.
class TestScorersPlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void withoutStudyTheListIsThere();
    void scoresAStudy();
    void workerThatDoesNotStartIsAStrip();

private:
    static Button *button(QWidget *in, const QString &text);
    static QString cell(const ScorersPlace &place, const QString &scorer, int column);
};

void TestScorersPlace::initTestCase()
{
    widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light);
}

Button *TestScorersPlace::button(QWidget *in, const QString &text)
{
    for (auto *button : in->findChildren<Button *>()) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

QString TestScorersPlace::cell(const ScorersPlace &place, const QString &scorer, int column)
{
    const auto *model = place.findChild<widgets::TableView *>()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data().toString() == scorer)
            return model->index(row, column).data().toString();
    }
    return {};
}

void TestScorersPlace::withoutStudyTheListIsThere()
{
    qputenv("DISSENSUS_SCORER", support::binFolder().toLocal8Bit() + "/dissensus-scorer");
    ScorersPlace place;
    widgets::BarRow bar;
    place.fillTopBar(&bar);
    place.resize(1356, 830);
    place.show();
    place.setStudy(nullptr);
    QCOMPARE(cell(place, QStringLiteral("CLIP-L"), scorers::StateColumn), QStringLiteral("not installed"));
    place.activate();
    QVERIFY(!place.isSettled());
    QTRY_VERIFY_WITH_TIMEOUT(place.isSettled(), 60000);
    QCOMPARE(cell(place, QStringLiteral("Contrast"), scorers::TestColumn), QStringLiteral("passed"));
    QVERIFY(!button(&bar, QStringLiteral("Score pictures"))->isEnabled());
    // The first scorer that works here is selected: its golden pictures are listed.
    const auto tables = place.findChildren<widgets::TableView *>();
    QVERIFY(tables[1]->model()->rowCount() > 3);
    QVERIFY(!place.findChild<scorers::DetailsPane *>()->lines().isEmpty());
    QVERIFY(place.statusText().contains(QStringLiteral("5 picture statistics")));
}

void TestScorersPlace::scoresAStudy()
{
    qputenv("DISSENSUS_SCORER", support::binFolder().toLocal8Bit() + "/dissensus-scorer");
    support::TestFolder folder;
    const support::SmallStudy study(folder.path());
    ScorersPlace place;
    widgets::BarRow bar;
    place.fillTopBar(&bar);
    bar.resize(1300, 44);
    bar.show();
    place.resize(1356, 830);
    place.show();
    const auto head = widgets::StudyHandle::readHead(study.path());
    SUPPORT_OK(head);
    const auto handle = std::make_shared<widgets::StudyHandle>(*head);
    place.setStudy(handle);
    place.activate();
    QTRY_VERIFY_WITH_TIMEOUT(button(&bar, QStringLiteral("Score 12 pictures")), 60000);
    QTest::mouseClick(button(&bar, QStringLiteral("Score 12 pictures")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(cell(place, QStringLiteral("Contrast"), scorers::ScoredColumn), QStringLiteral("12"),
                              60000);
    QTRY_VERIFY_WITH_TIMEOUT(button(&bar, QStringLiteral("Score pictures")), 60000);
    QVERIFY(!button(&bar, QStringLiteral("Score pictures"))->isEnabled());
    QTRY_VERIFY(!handle->scoreQueue()->isRunning());
    place.setStudy(nullptr);
    QCOMPARE(cell(place, QStringLiteral("Contrast"), scorers::ScoredColumn), QStringLiteral("–"));
}

void TestScorersPlace::workerThatDoesNotStartIsAStrip()
{
    qputenv("DISSENSUS_SCORER", "/nowhere/dissensus-scorer");
    ScorersPlace place;
    widgets::BarRow bar;
    place.fillTopBar(&bar);
    place.resize(1356, 830);
    place.show();
    place.activate();
    QTRY_VERIFY_WITH_TIMEOUT(place.isSettled(), 60000);
    const auto *strip = place.findChild<widgets::Strip *>();
    QVERIFY(strip->isVisible());
    QVERIFY(strip->text().contains(QStringLiteral("dissensus-scorer")));
    QCOMPARE(cell(place, QStringLiteral("Contrast"), scorers::StateColumn), QStringLiteral("stopped"));
    // It can be tried again.
    qputenv("DISSENSUS_SCORER", support::binFolder().toLocal8Bit() + "/dissensus-scorer");
    QTest::mouseClick(strip->findChild<Button *>(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(cell(place, QStringLiteral("Contrast"), scorers::StateColumn), QStringLiteral("ready"),
                              60000);
    QVERIFY(!strip->isVisible());
}

QTEST_MAIN(TestScorersPlace)
#include "tst_scorersplace.moc"
