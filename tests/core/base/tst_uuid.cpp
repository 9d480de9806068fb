#include "core/base/uuid.h"

#include <QSet>
#include <QtTest>
#include <QUuid>

#include "core/base/clock.h"

class TestUuid : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { base::setClock({}); }

    void version7IsOrderedAndCarriesTheTime()
    {
        QString last;
        for (int i = 0; i < 10000; ++i) {
            const QString uuid = base::uuidV7();
            QCOMPARE(QUuid(uuid).toString(QUuid::WithoutBraces).at(14), QLatin1Char('7'));
            QVERIFY(uuid > last);
            last = uuid;
        }
        const QString hex = QString(last).remove(QLatin1Char('-')).left(12);
        QVERIFY(qAbs(hex.toLongLong(nullptr, 16) - base::nowMs()) < 60000);
    }

    void orderSurvivesAClockThatJumpsBack()
    {
        const QString before = base::uuidV7();
        base::setClock([] { return qint64(1000); });
        QVERIFY(base::uuidV7() > before);
    }

    void version5DependsOnKindAndKey()
    {
        const QString a = base::uuidV5(QStringLiteral("picture"), {QStringLiteral("x"), QStringLiteral("y")});
        QCOMPARE(a, base::uuidV5(QStringLiteral("picture"), {QStringLiteral("x"), QStringLiteral("y")}));
        QVERIFY(a != base::uuidV5(QStringLiteral("prompt"), {QStringLiteral("x"), QStringLiteral("y")}));
        QVERIFY(a != base::uuidV5(QStringLiteral("picture"), {QStringLiteral("xy"), QString()}));
        QCOMPARE(a.at(14), QLatin1Char('5'));
    }
};

QTEST_APPLESS_MAIN(TestUuid)
#include "tst_uuid.moc"
