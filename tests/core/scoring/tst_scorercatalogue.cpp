#include "core/scoring/scorercatalogue.h"

#include <QTest>

#include "tests/support/studies.h"

using scoring::ScorerCatalogue;

class TestScorerCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void entries();
    void ids();
};

void TestScorerCatalogue::entries()
{
    QCOMPARE(ScorerCatalogue::scorers().size(), 17);
    QCOMPARE(ScorerCatalogue::withoutWeights(),
             (QStringList{QStringLiteral("colorfulness"), QStringLiteral("sharpness"), QStringLiteral("contrast"),
                          QStringLiteral("exposure"), QStringLiteral("saturation")}));
    const auto reward = ScorerCatalogue::find(QStringLiteral("hps-v3"));
    QVERIFY(reward);
    QVERIFY(reward->needsPrompt && reward->needsWeights() && !reward->installed);
    QVERIFY(!ScorerCatalogue::find(QStringLiteral("HPS-v3")));
}

void TestScorerCatalogue::ids()
{
    QCOMPARE(*ScorerCatalogue::parseIds({}), QStringList());
    QCOMPARE(*ScorerCatalogue::parseIds(QStringLiteral("contrast, mps,contrast")),
             (QStringList{QStringLiteral("contrast"), QStringLiteral("mps")}));
    SUPPORT_FAILS(ScorerCatalogue::parseIds(QStringLiteral("contrast,import:hps-v3")), "scorer.unknown");
}

QTEST_APPLESS_MAIN(TestScorerCatalogue)
#include "tst_scorercatalogue.moc"
