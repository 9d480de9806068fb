#include "core/interchange/trialstore.h"

#include <QtTest>

#include "tests/support/interchangestudy.h"

using namespace interchange;

class TestTrialStore : public QObject
{
    Q_OBJECT

private:
    static TrialRow row(const QString &uid, const QString &annotator)
    {
        TrialRow row;
        row.uid = uid;
        row.annotator = annotator;
        row.prompt = {{}, {}, {}, QStringLiteral("original"), QStringLiteral("a cow")};
        row.question = QStringLiteral("preference");
        row.pictures = {{{}, QStringLiteral("alpha"), {}}, {{}, QStringLiteral("beta"), {}}};
        return row;
    }

private Q_SLOTS:
    void makesATrialOnce()
    {
        support::InterchangeStudy study;
        ImportRequest request;
        ImportReport report;
        ImportWriter writer(study.database(), request, report);
        SUPPORT_OK(writer.begin(QStringLiteral("votes"), QStringLiteral("content"), {}));
        TrialStore store(writer);
        bool added = false;
        const auto first = store.trial(row(QStringLiteral("t1"), QStringLiteral("w1")), &added);
        SUPPORT_OK(first);
        QVERIFY(added);
        QCOMPARE(*store.trial(row(QStringLiteral("t1"), QStringLiteral("w1")), &added), *first);
        QVERIFY(!added);
        SUPPORT_FAILS(store.trial(row(QStringLiteral("t1"), QStringLiteral("w2"))), "import.row");
        SUPPORT_OK(store.trial(row(QStringLiteral("t2"), QStringLiteral("w1"))));
        SUPPORT_OK(writer.finish());
        QCOMPARE(report.pictures, 2);
        QCOMPARE(study.text("SELECT group_concat(position, ',') FROM trial"),
                 QStringLiteral("0,1")); // the annotator's sequence
    }

    void keepsTheGoldPicture()
    {
        support::InterchangeStudy study;
        SUPPORT_OK(study.import(QStringLiteral("p.csv"), "picture,prompt,generator\na,a cow,alpha\nb,a cow,beta\n"));
        ImportRequest request;
        ImportReport report;
        ImportWriter writer(study.database(), request, report);
        SUPPORT_OK(writer.begin(QStringLiteral("votes"), QStringLiteral("content"), {}));
        TrialStore store(writer);
        TrialRow gold = row(QStringLiteral("t1"), QStringLiteral("w1"));
        gold.pictures = {{QStringLiteral("a"), {}, {}}, {QStringLiteral("b"), {}, {}}};
        gold.isGold = true;
        gold.goldBetter = QStringLiteral("b");
        const auto trial = store.trial(gold);
        SUPPORT_OK(trial);
        QCOMPARE(*store.positionOf(*trial, QStringLiteral("b")), 1);
        SUPPORT_FAILS(store.positionOf(*trial, QStringLiteral("x")), "import.row");
        SUPPORT_OK(writer.finish());
        QCOMPARE(study.text("SELECT p.uid FROM trial AS t JOIN picture AS p ON p.id = t.gold_better"),
                 QStringLiteral("b"));
    }
};

QTEST_GUILESS_MAIN(TestTrialStore)
#include "tst_trialstore.moc"
