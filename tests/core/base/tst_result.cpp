#include "core/base/result.h"

#include <QtTest>

class TestResult : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lineNamesFileLineAndHint()
    {
        const base::Result<int> result =
            base::failIn(QStringLiteral("scores.csv"), 412, QStringLiteral("import.row"),
                         QStringLiteral("'n/a' is not a number"), QStringLiteral("Correct the line"));
        QCOMPARE(result.error().toLine(), QStringLiteral("scores.csv:412: 'n/a' is not a number. Correct the line."));
    }

    void lineStaysOneLine()
    {
        const base::Result<int> result =
            base::failIn(QStringLiteral("a\nb.csv"), 0, QStringLiteral("x"), QStringLiteral("bad"));
        QCOMPARE(result.error().toLine(), QStringLiteral("a b.csv: bad."));
    }

    void tryLeavesWithTheError()
    {
        const auto inner = []() -> base::Result<int> {
            return base::fail(QStringLiteral("x"), QStringLiteral("inner"));
        };
        const auto outer = [&]() -> base::Result<QString> {
            BASE_TRY_ASSIGN(value, inner());
            return QString::number(value);
        };
        QCOMPARE(outer().error().message, QStringLiteral("inner"));
    }
};

QTEST_APPLESS_MAIN(TestResult)
#include "tst_result.moc"
