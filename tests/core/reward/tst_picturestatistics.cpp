#include "core/reward/picturestatistics.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/reward/goldendata.h"
#include "core/reward/selftest.h"
#include "tests/support/golden.h"
#include "tests/support/paths.h"

class TestPictureStatistics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formulas_data();
    void formulas();
    void handWorked();
    void realPictures_data();
    void realPictures();
};

namespace {

bool isClose(double value, double golden, double tolerance)
{
    return qAbs(value - golden) <= tolerance * qMax(1.0, qAbs(golden));
}

void compare(const reward::PictureStatistics &statistics, const QJsonObject &golden, double tolerance,
             double sharpnessTolerance)
{
    QVERIFY(isClose(statistics.colorfulness, golden[QLatin1String("colorfulness")].toDouble(), tolerance));
    QVERIFY(isClose(statistics.contrast, golden[QLatin1String("contrast")].toDouble(), tolerance));
    QVERIFY(isClose(statistics.exposure, golden[QLatin1String("exposure")].toDouble(), tolerance));
    QVERIFY(isClose(statistics.saturation, golden[QLatin1String("saturation")].toDouble(), tolerance));
    const QJsonValue sharpness = golden[QLatin1String("sharpness")];
    QCOMPARE(statistics.sharpness.has_value(), !sharpness.isNull());
    if (statistics.sharpness)
        QVERIFY(isClose(*statistics.sharpness, sharpness.toDouble(), sharpnessTolerance));
}

} // namespace

void TestPictureStatistics::formulas_data()
{
    QTest::addColumn<QJsonObject>("golden");
    const std::string_view json = reward::pictureStatisticsJson();
    const QJsonArray cases = QJsonDocument::fromJson(QByteArray(json.data(), qsizetype(json.size()))).array();
    QVERIFY(cases.size() >= 14);
    for (int i = 0; i < cases.size(); ++i)
        QTest::addRow("%d %s", i, qPrintable(cases[i][QLatin1String("kind")].toString())) << cases[i].toObject();
}

void TestPictureStatistics::formulas()
{
    QFETCH(QJsonObject, golden);
    const reward::Picture picture =
        reward::goldenPicture(golden[QLatin1String("kind")].toString().toStdString(),
                              golden[QLatin1String("width")].toInt(), golden[QLatin1String("height")].toInt());
    // Exact sums against numpy's double sums; area averages in single against double precision.
    const reward::PictureStatistics statistics = reward::pictureStatistics(picture);
    compare(statistics, golden, 1e-12, 1e-6);
    QCOMPARE(reward::colorfulness(picture), statistics.colorfulness);
}

void TestPictureStatistics::handWorked()
{
    // Two pixels, red and black: rg = 255, 0; yb = 127.5, 0; Y = 0.299, 0.
    const reward::Picture picture{.width = 2, .height = 1, .rgb = {255, 0, 0, 0, 0, 0}};
    const reward::PictureStatistics statistics = reward::pictureStatistics(picture);
    // σrg = 127.5, σyb = 63.75, μrg = 127.5, μyb = 63.75
    QCOMPARE(statistics.colorfulness, 1.3 * std::sqrt(127.5 * 127.5 + 63.75 * 63.75));
    QCOMPARE(statistics.exposure, 0.1495);
    QCOMPARE(statistics.contrast, 0.1495);
    QCOMPARE(statistics.saturation, 0.5);
    QVERIFY(!statistics.sharpness);
}

void TestPictureStatistics::realPictures_data()
{
    QTest::addColumn<QJsonObject>("golden");
    const QJsonArray cases =
        support::goldenFile(QStringLiteral("aas_statistics.json"))[QLatin1String("pictures")].toArray();
    QVERIFY(!cases.isEmpty());
    for (const QJsonValue &one : cases)
        QTest::addRow("%s", qPrintable(one[QLatin1String("file")].toString())) << one.toObject();
}

void TestPictureStatistics::realPictures()
{
    SUPPORT_NEED_AAS;
    QFETCH(QJsonObject, golden);
    QFile file(support::aasFolder() + QLatin1Char('/') + golden[QLatin1String("file")].toString());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QCOMPARE(QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()),
             golden[QLatin1String("sha256")].toString());
    const auto picture = reward::decodePicture(std::as_bytes(std::span(bytes.constData(), size_t(bytes.size()))));
    QVERIFY(picture);
    // JPEG decoders may differ by a level in some pixels; that moves the means far less and the Laplacian a little.
    compare(reward::pictureStatistics(*picture), golden, 1e-3, 1e-2);
}

QTEST_APPLESS_MAIN(TestPictureStatistics)
#include "tst_picturestatistics.moc"
