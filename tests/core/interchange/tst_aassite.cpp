#include "core/interchange/aassite.h"

#include <QtTest>

#include "tests/support/interchangestudy.h"
#include "tests/support/paths.h"
#include "tests/support/table.h"

namespace {

/// Exported scores by picture variant and prompt variant, of one scorer.
QHash<QString, QHash<QString, double>> scoresByGroup(const QByteArray &scores, const QString &scorer)
{
    QHash<QString, QHash<QString, double>> values;
    for (const support::Row &row : support::readCsv(scores))
        if (row.value(QStringLiteral("scorer")) == scorer)
            values[row.value(QStringLiteral("prompt_group"))].insert(row.value(QStringLiteral("picture_variant"))
                                                                         + QLatin1Char('/')
                                                                         + row.value(QStringLiteral("prompt_variant")),
                                                                     row.value(QStringLiteral("value")).toDouble());
    return values;
}

struct Gap
{
    int n = 0;
    int originalPreferred = 0;
    double mean = 0;
};

/// Original less distorted picture, both under the distorted prompt.
Gap gapOf(const QByteArray &scores, const QString &scorer)
{
    Gap gap;
    for (const auto &cells : scoresByGroup(scores, scorer)) {
        if (!cells.contains(QStringLiteral("original/distorted"))
            || !cells.contains(QStringLiteral("distorted/distorted")))
            continue;
        const double difference =
            cells[QStringLiteral("original/distorted")] - cells[QStringLiteral("distorted/distorted")];
        ++gap.n;
        gap.originalPreferred += difference > 0;
        gap.mean += difference;
    }
    gap.mean /= gap.n;
    return gap;
}

} // namespace

/// The figures are those of the README of the paper's data.
class TestAasSite : public QObject
{
    Q_OBJECT

private:
    static QHash<QString, QByteArray> exported(const char *group, interchange::ImportReport *report = nullptr)
    {
        support::InterchangeStudy study;
        const auto done =
            support::must(study.importPath(support::aasFolder() + QLatin1Char('/') + QLatin1String(group)));
        if (report)
            *report = done;
        return study.exportAll(QStringLiteral("out"));
    }

private Q_SLOTS:
    void bench()
    {
        SUPPORT_NEED_AAS;
        interchange::ImportReport report;
        const QByteArray scores = exported("bench", &report)[QStringLiteral("scores")];
        QCOMPARE(report.pictures, 14);
        QCOMPARE(report.generators, 4);
        QCOMPARE(report.scores, 7 * 12);
        const Gap hpsv3 = gapOf(scores, QStringLiteral("import:hps-v3"));
        QCOMPARE(hpsv3.n, 7);
        QCOMPARE(hpsv3.originalPreferred, 7);
        QVERIFY(std::abs(hpsv3.mean - 10.177) < 0.0005); // printed with three decimals
        QCOMPARE(gapOf(scores, QStringLiteral("import:hps-v2.1")).originalPreferred, 7);
        QCOMPARE(gapOf(scores, QStringLiteral("import:imagereward")).originalPreferred, 4);
        QVERIFY(scores.contains(",12.8,")); // as printed, though scores.csv has more digits
    }

    void real()
    {
        SUPPORT_NEED_AAS;
        interchange::ImportReport report;
        const auto files = exported("real", &report);
        QCOMPARE(report.pictures, 20);
        QCOMPARE(report.warnings.size(), 1);
        QVERIFY(report.warnings[0].contains(QStringLiteral("import:hps-v3")));
        const Gap gap = gapOf(files[QStringLiteral("scores")], QStringLiteral("import:hps-v3"));
        QCOMPARE(gap.n, 10);
        QCOMPARE(gap.originalPreferred, 10);
        QVERIFY(std::abs(gap.mean - 19.534) < 0.0005);
        QVERIFY(!files[QStringLiteral("scores")].contains("imagereward"));
        QVERIFY(files[QStringLiteral("scores")].contains("rating:ava,5.0,")); // printed precision
        QHash<QString, support::Row> byId;
        for (const support::Row &row : support::readCsv(files[QStringLiteral("pictures")]))
            byId.insert(row[QStringLiteral("picture")], row);
        for (const support::Row &row : std::as_const(byId)) {
            const support::Row other = byId.value(row[QStringLiteral("counterpart")]);
            QCOMPARE(other[QStringLiteral("counterpart")], row[QStringLiteral("picture")]);
            QCOMPARE(row[QStringLiteral("kind")] == QStringLiteral("photograph"),
                     row[QStringLiteral("variant")] == QStringLiteral("distorted"));
            QCOMPARE(row[QStringLiteral("taxonomy")].isEmpty(),
                     row[QStringLiteral("kind")] != QStringLiteral("photograph"));
        }
    }

    void danceflux()
    {
        SUPPORT_NEED_AAS;
        interchange::ImportReport report;
        const auto files = exported("danceflux", &report);
        // Five pictures, and the five plain ones as records without a file: their scores are published.
        QCOMPARE(report.pictures, 10);
        QCOMPARE(report.scores, 5 * 12);
        const Gap gap = gapOf(files[QStringLiteral("scores")], QStringLiteral("import:hps-v3"));
        QCOMPARE(gap.n, 5);
    }

    void newspeakAndCritical()
    {
        SUPPORT_NEED_AAS;
        interchange::ImportReport report;
        exported("newspeak", &report);
        QCOMPARE(report.pictures, 6);
        QCOMPARE(report.scores, 0);
        QCOMPARE(report.warnings.size(), 1);
        const auto files = exported("critical", &report);
        QCOMPARE(report.generators, 5);
        QCOMPARE(report.scores, 15);
        int withFile = 0;
        for (const support::Row &row : support::readCsv(files[QStringLiteral("pictures")]))
            withFile += !row[QStringLiteral("sha256")].isEmpty();
        QCOMPARE(withFile, 12);
    }

    void lapis()
    {
        SUPPORT_NEED_AAS;
        const auto files = exported("lapis");
        double sum = 0;
        int n = 0;
        for (const support::Row &row : support::readCsv(files[QStringLiteral("scores")])) {
            sum += row[QStringLiteral("value")].toDouble();
            QVERIFY(row[QStringLiteral("value")].toDouble() < 0);
            ++n;
        }
        QCOMPARE(n, 7);
        QVERIFY(std::abs(sum / n + 2.639) < 0.0005);
    }

    void theParentHoldsAll()
    {
        SUPPORT_NEED_AAS;
        support::InterchangeStudy study;
        const auto report = study.importPath(support::aasFolder());
        SUPPORT_OK(report);
        QCOMPARE(report->pictures, 72);
        QCOMPARE(study.count("SELECT count(*) FROM asset"), 64);
        QCOMPARE(report->warnings.size(), 2);
        const auto again = study.importPath(support::aasFolder());
        QCOMPARE(again->pictures + again->scores + again->prompts, 0);
        QCOMPARE(again->unchanged, 72 + 196);
        QCOMPARE(study.count("SELECT count(*) FROM source"), 1);
    }

    void brokenFoldersAreTold()
    {
        support::InterchangeStudy study;
        study.folder().write(QStringLiteral("lapis/_meta.json"), "[{\"i\": 1, \"caption\": \"c\", \"hpsv3\": -1}]");
        const auto missing = study.importPath(study.folder().file(QStringLiteral("lapis")));
        SUPPORT_FAILS(missing, "import.row");
        QVERIFY(missing.error().message.contains(QStringLiteral("1.jpg")));
        study.folder().write(QStringLiteral("bad/_meta.json"), "{");
        SUPPORT_FAILS(study.importPath(study.folder().file(QStringLiteral("bad"))), "import.aas");
        study.folder().write(QStringLiteral("other/_meta.json"), "[{\"x\": 1}]");
        SUPPORT_FAILS(study.importPath(study.folder().file(QStringLiteral("other"))), "import.row");
        SUPPORT_FAILS(study.importPath(study.folder().path(), QStringLiteral("folder")), "import.folder");
    }
};

QTEST_GUILESS_MAIN(TestAasSite)
#include "tst_aassite.moc"
