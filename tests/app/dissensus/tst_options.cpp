#include "app/dissensus/options.h"

#include <QTest>

using dissensus::readOptions;

class TestOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatTheContractNames()
    {
        const auto options =
            readOptions({QStringLiteral("a.dissensus"), QStringLiteral("--annotate"), QStringLiteral("--annotator"),
                         QStringLiteral("a17"), QStringLiteral("--theme"), QStringLiteral("dark")});
        QVERIFY(options);
        QCOMPARE(options->study, QStringLiteral("a.dissensus"));
        QVERIFY(options->annotate);
        QCOMPARE(options->annotator, QStringLiteral("a17"));
        QCOMPARE(options->theme, QStringLiteral("dark"));
        const auto tour = readOptions(
            {QStringLiteral("--tour=out"), QStringLiteral("--size=1024x700"), QStringLiteral("a.dissensus")});
        QVERIFY(tour);
        QCOMPARE(tour->tourFolder, QStringLiteral("out"));
        QCOMPARE(tour->size, QSize(1024, 700));
        QVERIFY(readOptions({})->study.isEmpty());
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown option") << QStringList{QStringLiteral("--bogus")};
        QTest::newRow("theme") << QStringList{QStringLiteral("--theme"), QStringLiteral("pink")};
        QTest::newRow("value missing") << QStringList{QStringLiteral("--theme")};
        QTest::newRow("two studies") << QStringList{QStringLiteral("a"), QStringLiteral("b")};
        QTest::newRow("size") << QStringList{QStringLiteral("a"), QStringLiteral("--tour"), QStringLiteral("o"),
                                             QStringLiteral("--size"), QStringLiteral("12")};
        QTest::newRow("annotate without a study") << QStringList{QStringLiteral("--annotate")};
        QTest::newRow("code without annotate")
            << QStringList{QStringLiteral("a"), QStringLiteral("--annotator"), QStringLiteral("x")};
        QTest::newRow("tour without a study") << QStringList{QStringLiteral("--tour"), QStringLiteral("o")};
    }

    void wrongUsage()
    {
        QFETCH(QStringList, arguments);
        const auto options = readOptions(arguments);
        QVERIFY(!options);
        QCOMPARE(options.error().code, QStringLiteral("usage"));
        QVERIFY(!options.error().message.endsWith(QLatin1Char('.')));
    }

    void helpNamesEveryOption()
    {
        const QString help = dissensus::helpText();
        for (const char *option : {"--annotate", "--annotator", "--theme", "--tour", "--size",
                                   "--quit-after-first-paint", "--help", "--version"})
            QVERIFY(help.contains(QLatin1String(option)));
    }
};

QTEST_APPLESS_MAIN(TestOptions)
#include "tst_options.moc"
