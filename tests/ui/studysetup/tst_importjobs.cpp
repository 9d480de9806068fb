#include <QImage>
#include <QTest>

#include "core/storage/database.h"
#include "core/storage/studyrepository.h"
#include "tests/support/studies.h"
#include "ui/studysetup/importjobs.h"

using namespace studysetup;
using interchange::ImportReport;

class TestImportJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dryRunChangesNothing();
    void severalSourcesAddUp();
    void badRowsAreListed();
    void words();
    void cancelled();

private:
    /// A table of `count` pictures beside their files; one more row names a file that is not there when `broken`.
    static QString table(const support::TestFolder &folder, const QString &name, int count, bool broken = false);
    static QString emptyStudy(const support::TestFolder &folder);
    static qint64 pictures(const QString &study);
};

QString TestImportJobs::table(const support::TestFolder &folder, const QString &name, int count, bool broken)
{
    QByteArray csv = "file,prompt,generator\n";
    for (int i = 0; i < count; ++i) {
        QImage image(8, 8, QImage::Format_RGB32);
        image.fill(QColor(20 * i, int(name.size()), 90));
        const QString file = QStringLiteral("%1-%2.png").arg(name).arg(i);
        image.save(folder.file(file));
        csv += file.toUtf8() + ",a harbour at dawn,Krea\n";
    }
    if (broken)
        csv += "missing.png,a harbour at dawn,Krea\n,,\n";
    return folder.write(name + QStringLiteral(".csv"), csv);
}

QString TestImportJobs::emptyStudy(const support::TestFolder &folder)
{
    const QString path = folder.file(QStringLiteral("s.dissensus"));
    support::must(storage::Database::create(path, QStringLiteral("s")));
    return path;
}

qint64 TestImportJobs::pictures(const QString &study)
{
    auto database = support::must(storage::Database::open(study));
    return support::must(storage::StudyRepository(database).counts()).pictures;
}

void TestImportJobs::dryRunChangesNothing()
{
    support::TestFolder folder;
    const QString study = emptyStudy(folder);
    base::Progress progress;
    const auto outcome = importSources(study, {table(folder, QStringLiteral("one"), 3)}, true, {}, progress);
    SUPPORT_OK(outcome);
    QCOMPARE(outcome->sum(&ImportReport::pictures), 3);
    QCOMPARE(importActionText(*outcome), QStringLiteral("Import 3 pictures"));
    QCOMPARE(pictures(study), 0);
}

void TestImportJobs::severalSourcesAddUp()
{
    support::TestFolder folder;
    const QString study = emptyStudy(folder);
    base::Progress progress;
    const QStringList sources{table(folder, QStringLiteral("one"), 3), table(folder, QStringLiteral("second"), 2)};
    const auto outcome = importSources(study, sources, false, {}, progress);
    SUPPORT_OK(outcome);
    QCOMPARE(outcome->sum(&ImportReport::pictures), 5);
    QCOMPARE(outcome->sourceUids().size(), 2);
    QCOMPARE(importedText(*outcome), QStringLiteral("5 pictures imported"));
    QCOMPARE(pictures(study), 5);
    const auto again = importSources(study, sources, false, {}, progress);
    SUPPORT_OK(again);
    QCOMPARE(importedText(*again), QStringLiteral("Nothing new to import"));
}

void TestImportJobs::badRowsAreListed()
{
    support::TestFolder folder;
    const QString study = emptyStudy(folder);
    base::Progress progress;
    const QString source = table(folder, QStringLiteral("bad"), 2, true);
    const auto checked = importSources(study, {source}, true, {}, progress);
    SUPPORT_OK(checked);
    QVERIFY(!checked->skipped().isEmpty());
    const auto rows = findings(*checked);
    QCOMPARE(rows.first().found, QStringLiteral("2 row(s) cannot be read"));
    QCOMPARE(rows.first().choice, ImportFinding::Choice::BadRows);
    QVERIFY(rows[1].isError);
    QVERIFY2(rows[1].where.startsWith(QStringLiteral("bad.csv, line ")), qPrintable(rows[1].where));
    // Without leave to skip nothing comes in, with it the good rows do.
    SUPPORT_FAILS(importSources(study, {source}, false, {}, progress), "import.row");
    QCOMPARE(pictures(study), 0);
    SUPPORT_OK(importSources(study, {source}, false, {.skipBad = true}, progress));
    QCOMPARE(pictures(study), 2);
}

void TestImportJobs::words()
{
    ImportOutcome outcome;
    QCOMPARE(importActionText(outcome), QStringLiteral("Import"));
    ImportReport report;
    report.votes = 1200;
    outcome.reports = {report};
    QCOMPARE(importActionText(outcome), QStringLiteral("Import 1,200 votes"));
    report.warnings = {QStringLiteral("two pictures have an alpha channel")};
    outcome.reports = {report};
    QCOMPARE(findings(outcome).size(), 1);
    QVERIFY(findings(outcome)[0].isWarning);
}

void TestImportJobs::cancelled()
{
    support::TestFolder folder;
    const QString study = emptyStudy(folder);
    base::Progress progress;
    progress.cancel();
    SUPPORT_FAILS(importSources(study, {table(folder, QStringLiteral("one"), 3)}, false, {}, progress), "cancelled");
    QCOMPARE(pictures(study), 0);
}

QTEST_GUILESS_MAIN(TestImportJobs)
#include "tst_importjobs.moc"
