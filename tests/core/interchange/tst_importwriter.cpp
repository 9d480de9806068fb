#include "core/interchange/importwriter.h"

#include <QtTest>

#include "tests/support/interchangestudy.h"
#include "tests/support/pictures.h"

using namespace interchange;

class TestImportWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupsWithoutAKeyAreNamedByTheirText()
    {
        QCOMPARE(groupKeyOf(QStringLiteral(" a  cow ")), QStringLiteral("a cow"));
        const QString longText(500, QLatin1Char('x'));
        QVERIFY(groupKeyOf(longText).size() < study::maxUidLength);
        QVERIFY(groupKeyOf(longText) != groupKeyOf(longText + QLatin1Char('y')));
    }

    void aFailedRowLeavesNothingBehind()
    {
        support::InterchangeStudy study;
        ImportRequest request;
        request.keepGoing = true;
        ImportReport report;
        ImportWriter writer(study.database(), request, report);
        SUPPORT_OK(writer.begin(QStringLiteral("csv"), QStringLiteral("content"), {}));
        const auto half = [&]() -> base::Result<void> {
            BASE_TRY(
                writer.prompt({QStringLiteral("g"), {}, {}, QStringLiteral("original"), QStringLiteral("half a row")}));
            return base::fail(QStringLiteral("import.row"), QStringLiteral("the other half is wrong"));
        };
        SUPPORT_OK(writer.row(QStringLiteral("t.csv"), 2, half));
        // What the failed row had made must be made anew, not remembered.
        SUPPORT_OK(writer.row(QStringLiteral("t.csv"), 3, [&]() -> base::Result<void> {
            BASE_TRY(
                writer.prompt({QStringLiteral("g"), {}, {}, QStringLiteral("original"), QStringLiteral("half a row")}));
            return {};
        }));
        SUPPORT_OK(writer.row(QStringLiteral("t.csv"), 4, half));
        SUPPORT_OK(writer.finish());
        QCOMPARE(report.prompts, 1);
        QCOMPARE(report.skipped.size(), 2);
        QCOMPARE(report.skipped[0].line, 2);
        QCOMPARE(study.count("SELECT count(*) FROM live_prompt"), 1);
        QCOMPARE(study.count("SELECT count(*) FROM source_item WHERE kind = 'prompt'"), 1);
    }

    void withoutKeepGoingTheRowsErrorIsReturned()
    {
        support::InterchangeStudy study;
        ImportRequest request;
        ImportReport report;
        {
            ImportWriter writer(study.database(), request, report);
            SUPPORT_OK(writer.begin(QStringLiteral("csv"), QStringLiteral("content"), {}));
            const auto failed = writer.row(QStringLiteral("t.csv"), 7, [] {
                return base::fail(QStringLiteral("import.row"), QStringLiteral("wrong"));
            });
            SUPPORT_FAILS(failed, "import.row");
            QCOMPARE(failed.error().line, 7);
        }
        QCOMPARE(study.count("SELECT count(*) FROM source"), 0); // rolled back
    }

    void embedsBytes()
    {
        support::InterchangeStudy study;
        const QByteArray png = support::encoded(support::quarters(), "png");
        const QString path = study.folder().write(QStringLiteral("a.png"), png);
        ImportRequest request;
        request.source = study.folder().write(QStringLiteral("p.csv"), "file,prompt,generator\na.png,a cow,gen\n");
        request.embed = true;
        SUPPORT_OK(importInto(study.database(), request, {}));
        QVERIFY(QFile::remove(path));
        storage::AssetRepository assets(study.database());
        QCOMPARE(support::must(assets.read(study::AssetId(1))), png);
    }

    void scoresAreAddedOnce()
    {
        support::InterchangeStudy study;
        const QByteArray table = "picture,prompt,generator,score:mine\na,a cow,gen,1.50\n";
        SUPPORT_OK(study.import(QStringLiteral("p.csv"), table));
        SUPPORT_OK(study.import(QStringLiteral("q.csv"), table));
        QCOMPARE(study.count("SELECT count(*) FROM score"), 1);
        SUPPORT_OK(study.import(QStringLiteral("r.csv"), "picture,prompt,generator,score:mine\na,a cow,gen,1.75\n"));
        QCOMPARE(study.count("SELECT count(*) FROM score"), 2);
        QCOMPARE(study.text("SELECT value_text FROM current_score"), QStringLiteral("1.75"));
        QVERIFY(study.text("SELECT origin FROM current_score").contains(QStringLiteral("r.csv")));
        const auto text =
            study.import(QStringLiteral("s.csv"), "picture,prompt,generator,score:mine\na,a cow,gen,nan\n");
        SUPPORT_FAILS(text, "import.row");
    }
};

QTEST_GUILESS_MAIN(TestImportWriter)
#include "tst_importwriter.moc"
