#include "core/interchange/pictureexport.h"

#include <QtTest>

#include "tests/support/interchangestudy.h"
#include "tests/support/pictures.h"
#include "tests/support/table.h"

class TestPictureExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileUsedTwiceHasItsScoreInBothUses()
    {
        support::InterchangeStudy study;
        study.folder().write(QStringLiteral("pics/a.png"), support::encoded(support::quarters(), "png"));
        SUPPORT_OK(study.import(
            QStringLiteral("p.csv"),
            "file,picture,prompt,generator,prompt_group\npics/a.png,one,a cow,alpha,cow\npics/a.png,two,a horse,alpha,horse\n"));
        SUPPORT_OK(study.import(QStringLiteral("s.csv"),
                                "picture,scorer,value,fingerprint,origin\none,sharpness,3.5,f00d,computed\n"));
        const auto files = study.exportAll(QStringLiteral("out"));
        QCOMPARE(support::readCsv(files[QStringLiteral("scores")]).size(), 2);
        const auto pictures = support::readCsv(files[QStringLiteral("pictures")]);
        QCOMPARE(pictures.size(), 2);
        for (const support::Row &row : pictures) {
            QCOMPARE(row[QStringLiteral("score:sharpness")], QStringLiteral("3.5"));
            QCOMPARE(row[QStringLiteral("file")], QStringLiteral("../pics/a.png")); // relative to the export
            QCOMPARE(row[QStringLiteral("width")], QStringLiteral("64"));
        }
    }

    void onlyScoresUnderTheOwnPromptStandBesideAPicture()
    {
        support::InterchangeStudy study;
        SUPPORT_OK(study.import(QStringLiteral("p.csv"),
                                "picture,prompt,generator,prompt_group,variant,score:mine,score:mine@distorted\n"
                                "o,a cow,alpha,cow,original,1,2\n"
                                "d,a dark cow,alpha,cow,distorted,3,\n"));
        const auto files = study.exportAll(QStringLiteral("out"));
        QHash<QString, QString> own;
        for (const support::Row &row : support::readCsv(files[QStringLiteral("pictures")])) {
            own.insert(row[QStringLiteral("picture")], row[QStringLiteral("score:import:mine")]);
            QVERIFY(!row[QStringLiteral("counterpart")]
                         .isEmpty()); // by the rule: same group and generator, another variant
        }
        QCOMPARE(own, (QHash<QString, QString>{{QStringLiteral("o"), QStringLiteral("1")},
                                               {QStringLiteral("d"), QStringLiteral("3")}}));
        QCOMPARE(support::readCsv(files[QStringLiteral("scores")]).size(), 3);
    }
};

QTEST_GUILESS_MAIN(TestPictureExport)
#include "tst_pictureexport.moc"
