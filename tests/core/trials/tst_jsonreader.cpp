#include "core/trials/jsonreader.h"

#include <QTest>

using trials::JsonFindings;
using trials::JsonReader;

class TestJsonReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void missingMembersAreDefaults()
    {
        JsonFindings findings;
        JsonReader reader(QJsonObject(), QStringLiteral("$"), findings, QStringLiteral("t"));
        QCOMPARE(reader.text(QStringLiteral("a"), QStringLiteral("x"), 5), QStringLiteral("x"));
        QCOMPARE(reader.integer(QStringLiteral("b"), 3, 0, 5), 3);
        QCOMPARE(reader.number(QStringLiteral("c"), 0.5, 0, 1), 0.5);
        QVERIFY(reader.boolean(QStringLiteral("d"), true));
        QCOMPARE(reader.texts(QStringLiteral("e"), {QStringLiteral("y")}, 3, 5), QStringList{QStringLiteral("y")});
        reader.object(QStringLiteral("f")).finish();
        reader.finish();
        QVERIFY(findings.isEmpty());
    }

    void wrongMembersAreFoundInOrder()
    {
        JsonFindings findings;
        const QJsonObject object{{QStringLiteral("n"), 9},
                                 {QStringLiteral("t"), QStringLiteral("too long")},
                                 {QStringLiteral("o"), 1},
                                 {QStringLiteral("zz"), 0}};
        JsonReader reader(object, QStringLiteral("$.a"), findings, QStringLiteral("t"));
        QCOMPARE(reader.integer(QStringLiteral("n"), 3, 0, 5), 3);
        QCOMPARE(reader.text(QStringLiteral("t"), QString(), 3), QString());
        reader.object(QStringLiteral("o"));
        reader.finish();
        const base::Error error = findings.toError(QStringLiteral("f.json"));
        QCOMPARE(error.code, QStringLiteral("t.value"));
        QVERIFY(error.message.startsWith(QLatin1String("$.a.n ")));
        QCOMPARE(error.details.size(), 3);
        QVERIFY(error.details.at(1).startsWith(QLatin1String("$.a.o ")));
        QCOMPARE(error.details.at(2), QStringLiteral("$.a.zz is not a known key"));
    }
};

QTEST_GUILESS_MAIN(TestJsonReader)
#include "tst_jsonreader.moc"
