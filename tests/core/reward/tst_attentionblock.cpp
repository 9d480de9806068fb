#include "core/reward/attentionblock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "core/reward/goldendata.h"
#include "core/reward/runtime.h"

class TestAttentionBlock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithNumpy();
    void aMissingDeviceIsAnError();
};

void TestAttentionBlock::agreesWithNumpy()
{
    reward::Runtime::start(2);
    const auto values = reward::attentionBlock("cpu");
    QVERIFY(values);
    QCOMPARE(values->size(), size_t(2 * 6 * 32));
    const std::string_view golden = reward::attentionBlockJson();
    const QJsonArray rows = QJsonDocument::fromJson(QByteArray(golden.data(), qsizetype(golden.size()))).array();
    size_t i = 0;
    for (const QJsonValue &row : rows) {
        for (const QJsonValue &expected : row.toArray()) {
            // Single against double precision through two norms and six products; the values are below 3.
            QVERIFY2(qAbs(double((*values)[i]) - expected.toDouble()) < 1e-5, qPrintable(QString::number(i)));
            ++i;
        }
    }
    QCOMPARE(i, values->size());
}

void TestAttentionBlock::aMissingDeviceIsAnError()
{
    const auto values = reward::attentionBlock("cuda:99"); // which no machine has
    QVERIFY(!values);
    QCOMPARE(values.error().code, std::string("torch.failed"));
    QVERIFY(values.error().message.find('\n') == std::string::npos);
}

QTEST_GUILESS_MAIN(TestAttentionBlock)
#include "tst_attentionblock.moc"
