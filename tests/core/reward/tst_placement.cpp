#include "core/reward/placement.h"

#include <QTest>

class TestPlacement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numberTypes()
    {
        for (const char *const dtype : {"fp32", "bf16", "fp16"})
            QVERIFY2(reward::checkDtype(dtype), dtype);
        for (const char *const dtype : {"", "FP32", "fp8", "float32", "fp32 ", "u8"}) {
            const auto checked = reward::checkDtype(dtype);
            QVERIFY2(!checked, dtype);
            QCOMPARE(checked.error().code, std::string("dtype.form"));
            QCOMPARE(checked.error().message,
                     std::string("\"") + dtype + "\" is no number type; it is fp32, bf16 or fp16");
        }
    }
};

QTEST_APPLESS_MAIN(TestPlacement)
#include "tst_placement.moc"
