#include "app/cli/statstables.h"

#include <QJsonArray>
#include <QTest>

#include "app/cli/statscells.h"

class StatsTablesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noLineIsWiderThanThePage()
    {
        const QString longName = QStringLiteral("import:a-scorer-with-a-very-long-name-before-regeneration");
        QJsonArray scorers;
        QJsonArray deltas;
        for (int i = 0; i < 2; ++i) {
            scorers.append(QJsonObject{{QStringLiteral("scorer"), longName},
                                       {QStringLiteral("variant_pair"), QStringLiteral("distorted/original")},
                                       {QStringLiteral("unit"), QStringLiteral("vote")},
                                       {QStringLiteral("n"), 1234567},
                                       {QStringLiteral("accuracy"), 0.5},
                                       {QStringLiteral("low"), 0.4},
                                       {QStringLiteral("high"), 0.6},
                                       {QStringLiteral("auroc"), QJsonValue()},
                                       {QStringLiteral("f1"), 0.25},
                                       {QStringLiteral("n_ties"), 12},
                                       {QStringLiteral("n_human_ties"), 123456}});
            deltas.append(QJsonObject{{QStringLiteral("generator"), longName},
                                      {QStringLiteral("scorer"), longName},
                                      {QStringLiteral("n"), 3000},
                                      {QStringLiteral("mean_delta"), -1234.5678},
                                      {QStringLiteral("low"), -2000.25},
                                      {QStringLiteral("high"), -1000.25},
                                      {QStringLiteral("n_ties"), 0}});
        }
        const QJsonObject document{
            {QStringLiteral("scorers"), scorers},
            {QStringLiteral("deltas"), deltas},
            {QStringLiteral("warnings"),
             QJsonArray{QString(60, QLatin1Char('w')) + QLatin1Char(' ') + QString(60, QLatin1Char('v'))}},
            {QStringLiteral("definitions"),
             QJsonObject{{QStringLiteral("deltas"), QStringLiteral("a ").repeated(200)}}}};
        const QStringList lines = cli::statsTables(document);
        for (const QString &line : lines)
            QVERIFY2(line.size() <= cli::tableWidth, qPrintable(line));
        const QString text = lines.join(QLatin1Char('\n'));
        QVERIFY(text.contains(QStringLiteral("0.500 [0.400, 0.600]")));
        QVERIFY(text.contains(QStringLiteral("1234567")));
        QVERIFY(text.contains(QStringLiteral("neration"))); // the end of a long name stays
    }

    void whatDoesNotExistIsSaid()
    {
        const QJsonObject estimate{{QStringLiteral("value"), QJsonValue()},
                                   {QStringLiteral("n"), 0},
                                   {QStringLiteral("low"), QJsonValue()},
                                   {QStringLiteral("high"), QJsonValue()},
                                   {QStringLiteral("undefined"), QStringLiteral("no unit with two answers")}};
        const QJsonObject document{
            {QStringLiteral("agreement"), QJsonObject{{QStringLiteral("percent"), estimate}}},
            {QStringLiteral("emotions"), QJsonArray()},
            {QStringLiteral("ranking"), QJsonObject{{QStringLiteral("model"), QStringLiteral("davidson")},
                                                    {QStringLiteral("generators"), QJsonArray()},
                                                    {QStringLiteral("undefined"), QStringLiteral("no votes")}}}};
        const QString text = cli::statsTables(document).join(QLatin1Char('\n'));
        QVERIFY(text.contains(QStringLiteral("percent agreement: no unit with two answers")));
        QVERIFY(text.contains(QStringLiteral("nothing to compute from")));
        QVERIFY(text.contains(QStringLiteral("no votes")));
    }
};

QTEST_GUILESS_MAIN(StatsTablesTest)
#include "tst_statstables.moc"
