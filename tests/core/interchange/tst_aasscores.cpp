#include "core/interchange/aasscores.h"

#include <QtTest>

#include "tests/support/interchangestudy.h"
#include "tests/support/paths.h"
#include "tests/support/table.h"

namespace {

/// A score table of one scorer, as the paper's files are written.
QByteArray table(const QByteArray &scorer, const QList<QByteArray> &rows,
                 const QByteArray &columns = "row,model,prompt_index,regenerated,")
{
    QByteArray text = columns;
    for (const char *cell : {"oiop", "oidp", "diop", "didp"})
        text += scorer + '_' + cell + (qstrcmp(cell, "didp") == 0 ? "\n" : ",");
    return text + rows.join('\n') + '\n';
}

} // namespace

class TestAasScores : public QObject
{
    Q_OBJECT

private:
    /// Values of one scorer: "generator/group/picture variant/prompt variant" → value.
    static QHash<QString, QString> valuesOf(support::InterchangeStudy &study, const char *scorer)
    {
        QHash<QString, QString> values;
        for (const support::Row &row :
             support::readCsv(study.exportAll(QStringLiteral("out"))[QStringLiteral("scores")]))
            if (row[QStringLiteral("scorer")] == QLatin1String(scorer))
                values.insert(QStringList{row[QStringLiteral("generator")], row[QStringLiteral("prompt_group")],
                                          row[QStringLiteral("picture_variant")], row[QStringLiteral("prompt_variant")]}
                                  .join(QLatin1Char('/')),
                              row[QStringLiteral("value")]);
        return values;
    }

    static bool warns(const interchange::ImportReport &report, const char *words)
    {
        return std::any_of(report.warnings.cbegin(), report.warnings.cend(),
                           [words](const QString &warning) { return warning.contains(QLatin1String(words)); });
    }

private Q_SLOTS:
    void fourScoresPerGeneratorAndPrompt()
    {
        support::InterchangeStudy study;
        study.folder().write(QStringLiteral("s/hpsv2.csv"),
                             table("hpsv2", {"0,G,7,0,0.10,0.20,0.30,0.40", "1,H,7,0,0.11,0.21,0.31,0.41"}));
        const auto report = support::must(study.importPath(study.folder().file(QStringLiteral("s"))));
        QCOMPARE(report.kind, QStringLiteral("aas-scores"));
        QVERIFY(!report.recognised.isEmpty());
        QCOMPARE(report.pictures, 4);
        QCOMPARE(report.prompts, 2);
        QCOMPARE(report.scores, 8);
        const auto values = valuesOf(study, "import:hps-v2.1");
        QCOMPARE(values.size(), 8);
        QCOMPARE(values[QStringLiteral("G/coco-7/original/distorted")], QStringLiteral("0.20")); // as printed
        QCOMPARE(values[QStringLiteral("H/coco-7/distorted/original")], QStringLiteral("0.31"));
        QCOMPARE(study.count("SELECT count(*) FROM picture WHERE asset_id IS NOT NULL"), 0);
        QCOMPARE(study.text("SELECT kind FROM source"), QStringLiteral("aas-scores"));
    }

    void secondOutputsStayBesideTheValue()
    {
        support::InterchangeStudy study;
        study.folder().write(QStringLiteral("s/hpsv3.csv"),
                             "model,prompt_index,hpsv3_didp,hpsv3_didp_second\nG,0,11.5,-4.25\n");
        support::must(study.importPath(study.folder().file(QStringLiteral("s"))));
        QCOMPARE(study.text("SELECT second FROM score"), QStringLiteral("-4.25"));
    }

    void twiceAddsNothingAndUndoTakesItBack()
    {
        support::InterchangeStudy study;
        study.folder().write(QStringLiteral("s/hpsv2.csv"), table("hpsv2", {"0,G,7,0,0.1,0.2,0.3,0.4"}));
        const QString folder = study.folder().file(QStringLiteral("s"));
        const auto first = support::must(study.importPath(folder));
        const auto again = support::must(study.importPath(folder));
        QCOMPARE(again.sourceUid, first.sourceUid);
        QCOMPARE(again.pictures + again.prompts + again.generators + again.scores, 0);
        support::must(interchange::undoImport(study.database(), first.sourceUid));
        QCOMPARE(study.count("SELECT count(*) FROM live_score"), 0);
        QCOMPARE(study.count("SELECT count(*) FROM live_picture"), 0);
        support::must(study.importPath(folder));
        QCOMPARE(study.count("SELECT count(*) FROM live_score"), 4);
    }

    void aDryRunChangesNothing()
    {
        support::InterchangeStudy study;
        study.folder().write(QStringLiteral("s/hpsv2.csv"), table("hpsv2", {"0,G,7,0,0.1,0.2,0.3,0.4"}));
        interchange::ImportRequest request;
        request.source = study.folder().file(QStringLiteral("s"));
        request.dryRun = true;
        const auto report = support::must(interchange::importInto(study.database(), request, {}));
        QCOMPARE(report.scores, 4);
        QCOMPARE(study.count("SELECT count(*) FROM score"), 0);
    }

    void aBadRowIsNamedWithItsLine()
    {
        support::InterchangeStudy study;
        study.folder().write(
            QStringLiteral("s/hpsv2.csv"),
            table("hpsv2", {"0,G,7,0,0.1,0.2,0.3,0.4", "1,G,8,0,0.1,many,0.3,0.4", "2,G,9,0,1,nan,3,4"}));
        const QString folder = study.folder().file(QStringLiteral("s"));
        const auto stopped = study.importPath(folder);
        SUPPORT_FAILS(stopped, "import.row");
        QCOMPARE(stopped.error().line, 3);
        QVERIFY(stopped.error().file.endsWith(QLatin1String("hpsv2.csv")));
        QVERIFY(stopped.error().message.contains(QLatin1String("hpsv2_oidp")));
        QCOMPARE(study.count("SELECT count(*) FROM score"), 0);
        interchange::ImportRequest request;
        request.source = folder;
        request.keepGoing = true;
        const auto report = support::must(interchange::importInto(study.database(), request, {}));
        QCOMPARE(report.skipped.size(), 2);
        QCOMPARE(report.skipped[1].line, 4);
        QCOMPARE(report.scores, 4);
    }

    void namesOfTheFolderStandInForAMissingModel()
    {
        support::InterchangeStudy study;
        study.folder().write(QStringLiteral("big_model/hpsv3_rewards.csv"), "prompt_index,hpsv3_oiop\n0,1.5\n2,2.5\n");
        // The list counts as the table beside it: its second entry is prompt 2.
        study.folder().write(QStringLiteral("big_model/image_reward.json"),
                             "[{\"image_reward_oiop\": 0.5}, {\"image_reward_oiop\": 0.25}]");
        support::must(study.importPath(study.folder().file(QStringLiteral("big_model"))));
        QCOMPARE(valuesOf(study, "import:imagereward")[QStringLiteral("big_model/coco-2/original/original")],
                 QStringLiteral("0.25"));
    }

    void facesBecomePairsLabelledWithTheirEmotion()
    {
        support::InterchangeStudy study;
        study.folder().write(QStringLiteral("e/hpsv3_scores.json"),
                             "[{\"sad_hpsv3\": 1.5, \"sad_hpsv3_happy_image\": 2.5, \"angry_hpsv3\": 3.5, "
                             "\"angry_hpsv3_happy_image\": 4.5}]");
        const auto report = support::must(study.importPath(study.folder().file(QStringLiteral("e"))));
        QCOMPARE(report.pictures, 3);
        QCOMPARE(report.scores, 4);
        const auto pictures = support::readCsv(study.exportAll(QStringLiteral("out"))[QStringLiteral("pictures")]);
        QString happy;
        for (const support::Row &row : pictures)
            if (row[QStringLiteral("emotion")] == QLatin1String("happy"))
                happy = row[QStringLiteral("picture")];
        QStringList emotions;
        for (const support::Row &row : pictures) {
            emotions.append(row[QStringLiteral("emotion")]);
            if (row[QStringLiteral("picture")] != happy)
                QCOMPARE(row[QStringLiteral("counterpart")], happy);
        }
        emotions.sort();
        QCOMPARE(emotions, (QStringList{QStringLiteral("anger"), QStringLiteral("happy"), QStringLiteral("sad")}));
        // Both faces under the prompt with the emotion filled in.
        QCOMPARE(valuesOf(study, "import:hps-v3")[QStringLiteral("/emotion-0/original/anger")], QStringLiteral("4.5"));
    }

    void verdictsBecomeJudgesBesideRatings()
    {
        support::InterchangeStudy study;
        study.folder().write(
            QStringLiteral("j/eval.json"),
            "{\"pred\": [{\"clarity_score\": 1.75, \"clarity_pred\": 2}], \"gt\": [{\"clarity\": -1}]}");
        support::must(study.importPath(study.folder().file(QStringLiteral("j"))));
        QCOMPARE(
            study.text("SELECT s.value FROM score AS s JOIN fingerprint AS f ON f.id = s.fingerprint_id JOIN scorer AS "
                       "n ON n.id = f.scorer_id WHERE n.name = 'judge:clarity'"),
            QStringLiteral("1.75"));
        QCOMPARE(study.text("SELECT s.value_text FROM score AS s JOIN fingerprint AS f ON f.id = s.fingerprint_id JOIN "
                            "scorer AS n ON n.id = f.scorer_id WHERE n.name = 'rating:clarity'"),
                 QStringLiteral("-1"));
    }

    void trapsAreSaid()
    {
        support::InterchangeStudy study;
        QList<QByteArray> rows;
        for (int prompt = 0; prompt < 12; ++prompt)
            for (const char *model : {"first", "copy"})
                rows.append("0," + QByteArray(model) + ',' + QByteArray::number(prompt) + (prompt == 3 ? ",1," : ",0,")
                            + QByteArray::number(prompt / 8.0) + ",0.5,0.25," + (prompt == 5 ? "0.5" : "0.75"));
        study.folder().write(QStringLiteral("s/image_reward.csv"), table("image_reward", rows));
        study.folder().write(QStringLiteral("s/before_regeneration.csv"),
                             table("image_reward", {"3,first,3,-2.0,-1.0,0.0,1.0"}, "row,model,prompt_index,"));
        const auto report = support::must(study.importPath(study.folder().file(QStringLiteral("s"))));
        QVERIFY(warns(report, "duplicated block: copy and first have the same scores under 12 prompts"));
        QVERIFY(warns(report, "1 pictures of first were regenerated"));
        QVERIFY(warns(report, "1 rows are scores of pictures that were regenerated since: they are stale"));
        QVERIFY(warns(report, "exact ties under the distorted prompt: import:imagereward 2 of 24"));
        QVERIFY(!warns(report, "is this really"));
        // The old values stand apart, beside the block that they belong to.
        const auto old = valuesOf(study, "import:imagereward-before-regeneration");
        QCOMPARE(old.size(), 12 * 4);
        QCOMPARE(old[QStringLiteral("first/coco-3/original/original")], QStringLiteral("-2.0"));
        QCOMPARE(old[QStringLiteral("first/coco-4/original/original")], QStringLiteral("0.5"));
        QCOMPARE(valuesOf(study, "import:imagereward")[QStringLiteral("first/coco-3/original/original")],
                 QStringLiteral("0.375"));
    }

    void staleRowsInTheCurrentFileAreFound()
    {
        support::InterchangeStudy study;
        study.folder().write(QStringLiteral("s/hpsv2.csv"), table("hpsv2", {"3,first,3,1,0.1,0.2,0.3,0.4"}));
        study.folder().write(QStringLiteral("s/before_regeneration.csv"),
                             table("hpsv2", {"3,first,3,0.1,0.2,0.3,0.4"}, "row,model,prompt_index,"));
        const auto report = support::must(study.importPath(study.folder().file(QStringLiteral("s"))));
        QVERIFY(warns(report, "stale scores: 1 rows of first hold the values of import:hps-v2.1 from before"));
    }

    void valuesOfAnotherScorerAreQuestioned()
    {
        support::InterchangeStudy study;
        study.folder().write(QStringLiteral("s/image_reward.csv"), table("image_reward", {"0,G,0,0,12.5,-8,3,1"}));
        const auto report = support::must(study.importPath(study.folder().file(QStringLiteral("s"))));
        QVERIFY(warns(report, "is this really import:imagereward? 3 of 4 values lie outside its known range"));
        QVERIFY(warns(report, "HPSv3 has such values"));
    }

    void scoresJoinPicturesThatAreThere()
    {
        SUPPORT_NEED_AAS;
        support::InterchangeStudy study;
        support::must(study.importPath(support::aasFolder() + QStringLiteral("/bench")));
        const qint64 pictures = study.count("SELECT count(*) FROM live_picture");
        const auto report = support::must(study.importPath(support::aasFolder() + QStringLiteral("/scores/benchmark")));
        // Seven pairs were there, with their prompts' texts.
        QCOMPARE(report.pictures,
                 2 * 2100
                     - 2
                           * study.count("SELECT count(*) FROM picture AS p JOIN generator AS g ON g.id = "
                                         "p.generator_id WHERE asset_id IS NOT NULL AND variant = "
                                         "'original' AND g.name IN ('nano-banana', 'flux_krea', "
                                         "'flux_dev', 'grpo_flux', 'sd3_medium_grpo', "
                                         "'stable_diffusion_3.5_medium', 'dance_flux')"));
        QVERIFY(pictures > 0);
        QCOMPARE(
            study.count("SELECT count(*) FROM (SELECT 1 FROM picture GROUP BY generator_id, prompt_id, variant HAVING "
                        "count(*) > 1)"),
            0);
    }

    void picturesMayComeAfterTheirScores()
    {
        SUPPORT_NEED_AAS;
        support::InterchangeStudy study;
        support::must(study.importPath(support::aasFolder() + QStringLiteral("/scores/benchmark")));
        const auto report = support::must(study.importPath(support::aasFolder() + QStringLiteral("/bench")));
        QCOMPARE(report.pictures, 14);
        QCOMPARE(report.prompts, 14); // their texts, beside those that were not known
    }

    void thePapersTables()
    {
        SUPPORT_NEED_AAS;
        support::InterchangeStudy study;
        const auto report = support::must(study.importPath(support::aasFolder() + QStringLiteral("/scores")));
        QCOMPARE(report.kind, QStringLiteral("aas-scores"));
        QCOMPARE(report.generators, 8);
        QCOMPARE(report.pictures, 2 * (2100 + 180) + 400 + 743);
        // Four scores of three scorers, two of them once more as they were before, 6 of faces, 36 of verdicts.
        QCOMPARE(report.scores, (2100 + 180) * 12 + 300 * 8 + 100 * 6 + 743 * 36);
        QVERIFY(warns(report, "24 pictures of nano-banana were regenerated"));
        QVERIFY(!warns(report, "duplicated"));
        QVERIFY(!warns(report, "is this really"));
    }
};

QTEST_GUILESS_MAIN(TestAasScores)
#include "tst_aasscores.moc"
