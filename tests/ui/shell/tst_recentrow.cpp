#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "core/base/clock.h"
#include "ui/shell/recentrow.h"
#include "ui/widgets/theme.h"

class TestRecentRow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light); }
    void openedText_data();
    void openedText();
    void deleteForgets();
    void unreadableStudyKeepsItsDate();
};

void TestRecentRow::openedText_data()
{
    QTest::addColumn<QString>("opened");
    QTest::addColumn<QString>("expected");
    QTest::newRow("today") << QStringLiteral("2026-11-23T08:00:00.000Z") << QStringLiteral("opened today");
    QTest::newRow("yesterday") << QStringLiteral("2026-11-22T12:00:00.000Z") << QStringLiteral("opened yesterday");
    QTest::newRow("before") << QStringLiteral("2026-02-03T12:00:00.000Z") << QStringLiteral("opened 3 Feb 2026");
}

void TestRecentRow::openedText()
{
    QFETCH(QString, opened);
    QFETCH(QString, expected);
    QCOMPARE(
        shell::openedText(base::fromIsoTime(opened), base::fromIsoTime(QStringLiteral("2026-11-23T12:00:00.000Z"))),
        expected);
}

void TestRecentRow::deleteForgets()
{
    shell::RecentRow row({QStringLiteral("/a/b.dissensus"), QStringLiteral("B"), 1});
    row.show();
    QVERIFY(QTest::qWaitForWindowActive(&row));
    QSignalSpy removed(&row, &shell::RecentRow::removeRequested);
    auto *name = row.findChild<QPushButton *>();
    name->setFocus();
    QTest::keyClick(name, Qt::Key_Delete);
    QCOMPARE(removed.count(), 1);
    QCOMPARE(name->actions().size(), 1); // the same in the context menu
}

void TestRecentRow::unreadableStudyKeepsItsDate()
{
    shell::RecentRow row({QStringLiteral("/a/b.dissensus"), QStringLiteral("B"), 1});
    shell::RecentFacts facts;
    facts.path = QStringLiteral("/a/b.dissensus");
    facts.found = true;
    row.setFacts(facts);
    QCOMPARE(row.note(), QStringLiteral("opened 1 Jan 1970"));
}

QTEST_MAIN(TestRecentRow)
#include "tst_recentrow.moc"
