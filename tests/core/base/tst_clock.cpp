#include "core/base/clock.h"

#include <QtTest>

class TestClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isoTimeReadsBack()
    {
        QCOMPARE(base::toIsoTime(1769860800000), QStringLiteral("2026-01-31T12:00:00.000Z"));
        QCOMPARE(base::fromIsoTime(QStringLiteral("2026-01-31T12:00:00.000Z")), 1769860800000);
        QCOMPARE(base::fromIsoTime(QStringLiteral("2026-01-31T13:00:00.000+01:00")), 1769860800000);
        QCOMPARE(base::fromIsoTime(QStringLiteral("2026-01-31T12:00:00")), 1769860800000);
        QCOMPARE(base::fromIsoTime(QStringLiteral("yesterday")), -1);
    }

    void clockCanBeReplaced()
    {
        base::setClock([] { return qint64(42); });
        QCOMPARE(base::nowMs(), 42);
        base::setClock({});
        QVERIFY(base::nowMs() > 42);
    }
};

QTEST_APPLESS_MAIN(TestClock)
#include "tst_clock.moc"
