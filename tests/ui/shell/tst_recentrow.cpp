#include <QApplication>
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
