#include "core/interchange/exportcontext.h"

#include <QtTest>

#include "tests/support/interchangestudy.h"

class TestExportContext : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsLiveRowsOnly()
    {
        support::InterchangeStudy study;
        SUPPORT_OK(study.import(QStringLiteral("p.csv"), "picture,prompt,generator,prompt_group\na,a cow,alpha,cow\n"));
        const auto gone =
            study.import(QStringLiteral("q.csv"), "picture,prompt,generator,prompt_group\nb,a horse,beta,horse\n");
        SUPPORT_OK(interchange::undoImport(study.database(), gone->sourceUid));
        const auto context = interchange::ExportContext::load(study.database());
        SUPPORT_OK(context);
        QCOMPARE(context->pictures.size(), 1);
        const study::Picture picture = *context->pictures.cbegin();
        QCOMPARE(picture.uid, QStringLiteral("a"));
        QCOMPARE(context->generatorName(picture), QStringLiteral("alpha"));
        QCOMPARE(context->groupKey(context->promptOf(picture)), QStringLiteral("cow"));
    }
};

QTEST_GUILESS_MAIN(TestExportContext)
#include "tst_exportcontext.moc"
