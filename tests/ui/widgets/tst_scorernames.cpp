#include "ui/widgets/scorernames.h"

#include <algorithm>

#include <QTest>

class ScorerNamesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void titlesComeFromTheCatalogue()
    {
        QCOMPARE(widgets::scorerTitle(QStringLiteral("hps-v3")), QStringLiteral("HPSv3"));
        QCOMPARE(widgets::scorerTitle(QStringLiteral("import:hps-v3")), QStringLiteral("HPSv3"));
        QCOMPARE(widgets::scorerTitle(QStringLiteral("judge:my-model")), QStringLiteral("my-model"));
    }

    void importedValuesSaySo()
    {
        QVERIFY(widgets::scorerOrigin(QStringLiteral("hps-v3")).isEmpty());
        QCOMPARE(widgets::scorerOrigin(QStringLiteral("import:hps-v3")), QStringLiteral("imported"));
        QCOMPARE(widgets::scorerOrigin(QStringLiteral("rating:ava")), QStringLiteral("rating"));
    }

    void pictureStatisticsComeLast()
    {
        QStringList scorers{QStringLiteral("contrast"), QStringLiteral("rating:ava"), QStringLiteral("hps-v3"),
                            QStringLiteral("clip-l"), QStringLiteral("import:clip-l")};
        std::sort(scorers.begin(), scorers.end(), widgets::scorerComesFirst);
        QCOMPARE(scorers,
                 (QStringList{QStringLiteral("clip-l"), QStringLiteral("import:clip-l"), QStringLiteral("hps-v3"),
                              QStringLiteral("rating:ava"), QStringLiteral("contrast")}));
        QVERIFY(widgets::isPictureStatistic(QStringLiteral("sharpness")));
        QVERIFY(!widgets::isPictureStatistic(QStringLiteral("hps-v3")));
    }
};

QTEST_APPLESS_MAIN(ScorerNamesTest)
#include "tst_scorernames.moc"
