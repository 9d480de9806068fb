#include "core/analysis/votebootstrap.h"

#include <QTest>

#include "tests/core/analysis/smallstudy.h"

using analysis::Outcome;

/// Twenty prompts, three generators, six annotators, two scorers.
class VoteBootstrapTest : public QObject
{
    Q_OBJECT

    SmallStudy m_study;
    base::Progress m_progress;

    std::vector<analysis::ScorerAgreement> rows(const std::vector<int> &tables, int replicates, quint64 seed = 1,
                                                analysis::Unit unit = analysis::Unit::Vote)
    {
        const auto votes = analysis::countVotes(m_study.snapshot, {});
        return analysis::scorerAgreement(m_study.snapshot, *votes, tables, {unit, 0.95, replicates, seed}, m_progress);
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (int i = 0; i < 6; ++i)
            m_study.addAnnotator(QStringLiteral("P%1").arg(i));
        std::vector<qint32> generators;
        for (const char *name : {"A", "B", "C"})
            generators.push_back(m_study.addGenerator(QLatin1String(name)));
        for (int scorer = 0; scorer < 2; ++scorer)
            m_study.addScorer(QStringLiteral("scorer %1").arg(scorer));
        quint32 random = 12345;
        const auto next = [&random] { return (random = random * 1664525 + 1013904223) >> 16; };
        for (int i = 0; i < 20; ++i) {
            const qint32 prompt = m_study.addPrompt(m_study.addGroup(QString::number(i)), QStringLiteral("original"));
            std::vector<qint32> pictures;
            for (const qint32 generator : generators) {
                pictures.push_back(m_study.addPicture(prompt, generator));
                for (int scorer = 0; scorer < 2; ++scorer)
                    m_study.setScore(scorer, pictures.back(), prompt, generator + next() % 100 / 25.0);
            }
            for (size_t a = 0; a < 3; ++a)
                for (size_t b = a + 1; b < 3; ++b)
                    for (qint32 annotator = 0; annotator < 6; ++annotator)
                        m_study.addVote(annotator, prompt, pictures[a], pictures[b],
                                        next() % 10 < 6   ? Outcome::Second
                                        : next() % 10 < 2 ? Outcome::Tie
                                                          : Outcome::First);
        }
    }

    void intervalsLieAroundTheEstimates()
    {
        for (const analysis::Unit unit : {analysis::Unit::Vote, analysis::Unit::Pair})
            for (const auto &row : rows({0, 1}, 400, 1, unit)) {
                QVERIFY(row.accuracyBootstrap && row.aurocBootstrap && row.f1Bootstrap);
                QVERIFY(row.accuracyBootstrap->low < *row.accuracy && *row.accuracy < row.accuracyBootstrap->high);
                QVERIFY(row.aurocBootstrap->low < *row.auroc && *row.auroc < row.aurocBootstrap->high);
                QVERIFY(row.f1Bootstrap->low < *row.f1 && *row.f1 < row.f1Bootstrap->high);
            }
    }

    void aSeedGivesTheSameNumbersWhateverElseIsAsked()
    {
        const auto both = rows({0, 1}, 200, 7);
        const auto alone = rows({1}, 200, 7);
        QCOMPARE(*alone[0].accuracyBootstrap, *both[1].accuracyBootstrap);
        QCOMPARE(*alone[0].aurocBootstrap, *both[1].aurocBootstrap);
        QVERIFY(!(*rows({1}, 200, 8)[0].aurocBootstrap == *both[1].aurocBootstrap));
    }

    void clusteredIntervalsAreWiderThanIndependentOnes()
    {
        // Six annotators answer the same pairs: treating votes as independent claims too much.
        const auto row = rows({0}, 400)[0];
        QVERIFY(row.aurocBootstrap->high - row.aurocBootstrap->low > row.aurocInterval->high - row.aurocInterval->low);
    }

    void worthsGetIntervals()
    {
        const auto votes = analysis::countVotes(m_study.snapshot, {});
        auto ranking = analysis::generatorRanking(m_study.snapshot, *votes, {});
        analysis::bootstrapRanking(m_study.snapshot, *votes, {}, {300, 1, 0.95}, ranking, m_progress);
        QCOMPARE(ranking.bootstrap.size(), size_t(3));
        for (size_t i = 0; i < 3; ++i) {
            QVERIFY(ranking.bootstrap[i]);
            QVERIFY(ranking.bootstrap[i]->low < ranking.ranking->worths[i]);
            QVERIFY(ranking.bootstrap[i]->high > ranking.ranking->worths[i]);
        }
    }

    void coefficientsGetIntervals()
    {
        const auto votes = analysis::countVotes(m_study.snapshot, {});
        const auto tables = analysis::answerTables(*votes);
        const auto point = analysis::peopleAgreement(m_study.snapshot, tables, 0.95);
        const auto all = analysis::bootstrapAgreement(m_study.snapshot, *votes, tables, analysis::AgreementParts::All,
                                                      {300, 1, 0.95}, m_progress);
        QVERIFY(all.percent && all.percent->low < *point.percent.value && *point.percent.value < all.percent->high);
        QVERIFY(all.alphaOrdinal && all.alphaOrdinal->low < *point.alphaOrdinal.value);
        QVERIFY(all.gwetAc2 && all.fleiss && all.alphaNominal && all.gwetAc1);
        const auto one = analysis::bootstrapAgreement(
            m_study.snapshot, *votes, tables, analysis::AgreementParts::OrdinalAlpha, {300, 1, 0.95}, m_progress);
        QCOMPARE(*one.alphaOrdinal, *all.alphaOrdinal);
        QVERIFY(!one.percent);
    }

    void cancellingIsHeard()
    {
        base::Progress progress;
        progress.cancel();
        const auto votes = analysis::countVotes(m_study.snapshot, {});
        QVERIFY(
            analysis::scorerAgreement(m_study.snapshot, *votes, {0}, {analysis::Unit::Vote, 0.95, 1000000, 1}, progress)
                .empty());
    }
};

QTEST_GUILESS_MAIN(VoteBootstrapTest)
#include "tst_votebootstrap.moc"
