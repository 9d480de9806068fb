#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include "tests/support/program.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"

/// The real window, without a display.
class TestTourCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyPlaceInBothThemes_data();
    void everyPlaceInBothThemes();
    void wrongUsage_data();
    void wrongUsage();
    void missingStudy();

private:
    static QByteArray hashOf(const QString &path);
    /// Colours that cover more than one pixel in a thousand.
    static qsizetype mainColours(const QImage &image);

    std::unique_ptr<support::TestFolder> m_folder;
    QString m_study;
};

void TestTourCommand::init()
{
    m_folder = std::make_unique<support::TestFolder>();
    support::SmallStudyPlan plan;
    plan.variants = {QStringLiteral("original"), QStringLiteral("distorted")};
    m_study = support::SmallStudy(m_folder->path(), plan).path();
}

QByteArray TestTourCommand::hashOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256);
}

qsizetype TestTourCommand::mainColours(const QImage &image)
{
    QHash<QRgb, int> counts;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            ++counts[image.pixel(x, y)];
    }
    qsizetype main = 0;
    for (const int count : std::as_const(counts))
        main += count > image.width() * image.height() / 1000;
    return main;
}

void TestTourCommand::everyPlaceInBothThemes_data()
{
    QTest::addColumn<QString>("theme");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QColor>("win"); // the surface of bars in this theme
    QTest::newRow("light") << QStringLiteral("light") << QSize(1440, 900) << QColor(0xf2, 0xf2, 0xf2);
    QTest::newRow("dark, smallest window") << QStringLiteral("dark") << QSize(1024, 700) << QColor(0x2a, 0x2a, 0x2a);
}

void TestTourCommand::everyPlaceInBothThemes()
{
    QFETCH(QString, theme);
    QFETCH(QSize, size);
    QFETCH(QColor, win);
    const QByteArray before = hashOf(m_study);
    const QString out = m_folder->file(QStringLiteral("tour pictures"));
    const support::Run run =
        support::runCli({QStringLiteral("tour"), m_study, out, QStringLiteral("--json"), QStringLiteral("--theme"),
                         theme, QStringLiteral("--size"), QStringLiteral("%1x%2").arg(size.width()).arg(size.height())},
                        {}, 240000);
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QStringList names;
    const QJsonArray files = run.json().object().value(QStringLiteral("files")).toArray();
    for (const QJsonValue &file : files)
        names.append(QFileInfo(file.toString()).completeBaseName());
    const QStringList expected =
        QStringLiteral("welcome-empty compare-loading gallery-loading disagreement-loading scorers-loading "
                       "study-overview-loading study-import-loading study-protocol-loading study-annotators-loading "
                       "study-quality-loading study-export-loading compare compare-2x2 compare-full compare-grid "
                       "gallery gallery-several compare-chosen gallery-labels gallery-nothing disagreement scorers "
                       "study-overview study-import study-protocol study-annotators study-quality study-export "
                       "study-protocol-gold preferences annotate annotate-help annotate-skip annotate-pause "
                       "annotate-not-saved annotate-emotions annotate-undo welcome annotate-loading welcome-loading "
                       "annotate-empty compare-empty gallery-empty disagreement-empty scorers-empty "
                       "study-overview-empty study-import-empty study-protocol-empty study-annotators-empty "
                       "study-quality-empty study-export-empty study-import-error annotate-error compare-error "
                       "gallery-error disagreement-error scorers-error study-overview-error study-quality-error "
                       "welcome-error")
            .split(QLatin1Char(' '));
    QCOMPARE(names, expected);
    QList<QByteArray> hashes;
    for (const QString &name : expected) {
        const QString file = QDir(out).filePath(name + QStringLiteral(".png"));
        const QImage image(file);
        QVERIFY2(image.size() == size, qPrintable(name));
        QVERIFY2(mainColours(image) >= 3, qPrintable(name));
        // The theme shows: its bar colour covers some of every page.
        bool themed = false;
        for (int x = 0; x < size.width() && !themed; x += 3)
            themed = image.pixelColor(x, 20) == win || image.pixelColor(x, size.height() - 8) == win;
        QVERIFY2(themed, qPrintable(name));
        const qsizetype same = hashes.indexOf(hashOf(file));
        QVERIFY2(same < 0, qPrintable(name + QStringLiteral(" looks like ") + expected.value(same)));
        hashes.append(hashOf(file));
    }
    QVERIFY(!before.isEmpty());
    QCOMPARE(hashOf(m_study), before);
}

void TestTourCommand::wrongUsage_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::newRow("size is no size") << QStringList{QStringLiteral("--size"), QStringLiteral("big")};
    QTest::newRow("size below the smallest window") << QStringList{QStringLiteral("--size"), QStringLiteral("800x600")};
    QTest::newRow("unknown theme") << QStringList{QStringLiteral("--theme"), QStringLiteral("sepia")};
}

void TestTourCommand::wrongUsage()
{
    QFETCH(QStringList, more);
    const QString out = m_folder->file(QStringLiteral("none"));
    const support::Run run = support::runCli(QStringList{QStringLiteral("tour"), m_study, out} + more);
    QCOMPARE(run.exitCode, 2);
    QCOMPARE(run.err.count('\n'), 1);
    QVERIFY(!QDir(out).exists());
}

void TestTourCommand::missingStudy()
{
    const QString out = m_folder->file(QStringLiteral("none"));
    const support::Run run =
        support::runCli({QStringLiteral("tour"), m_folder->file(QStringLiteral("no.dissensus")), out});
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(run.err.count('\n'), 1);
    QVERIFY(!QDir(out).exists());
}

QTEST_GUILESS_MAIN(TestTourCommand)
#include "tst_tourcommand.moc"
