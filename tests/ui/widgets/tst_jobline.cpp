#include <QApplication>
#include <QTest>
#include <QThread>

#include "ui/widgets/button.h"
#include "ui/widgets/job.h"
#include "ui/widgets/jobline.h"
#include "ui/widgets/theme.h"

using namespace widgets;

class TestJobLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp, Theme::Choice::Light); }
    void text_data();
    void text();
    void showsWhileRunningAndCancels();
};

void TestJobLine::text_data()
{
    QTest::addColumn<qint64>("done");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<double>("elapsed");
    QTest::addColumn<QString>("expected");
    QTest::newRow("total unknown") << qint64(0) << qint64(0) << 10.0 << QStringLiteral("Reading");
    QTest::newRow("no estimate in the first 3 s") << qint64(5) << qint64(60) << 1.0 << QStringLiteral("5 of 60");
    QTest::newRow("seconds") << qint64(20) << qint64(60) << 20.0 << QStringLiteral("20 of 60, about 40 s");
}

void TestJobLine::text()
{
    QFETCH(qint64, done);
    QFETCH(qint64, total);
    QFETCH(double, elapsed);
    QFETCH(QString, expected);
    QCOMPARE(progressText(QStringLiteral("Reading"), done, total, elapsed), expected);
}

void TestJobLine::showsWhileRunningAndCancels()
{
    Job job;
    JobLine line(&job);
    QVERIFY(line.isHidden());
    bool stopped = false;
    job.run(
        [](base::Progress &progress) {
            progress.report(QStringLiteral("Importing"), 3, 12);
            while (!progress.isCancelled())
                QThread::msleep(1);
            return true;
        },
        [&stopped](bool) { stopped = true; });
    QVERIFY(line.isVisible());
    QTRY_COMPARE(line.text(), QStringLiteral("3 of 12"));
    auto *cancel = line.findChild<Button *>();
    QTest::mouseClick(cancel, Qt::LeftButton);
    QVERIFY(!cancel->isEnabled());
    QTRY_VERIFY(stopped);
    QTRY_VERIFY(line.isHidden());
}

QTEST_MAIN(TestJobLine)
#include "tst_jobline.moc"
