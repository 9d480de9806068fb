#include "core/analysis/humanagreement.h"

#include <QTest>

#include "tests/core/analysis/smallstudy.h"

using analysis::Outcome;

/// Three annotators on two pairs; every expectation is counted on paper.
class HumanAgreementTest : public QObject
{
    Q_OBJECT

    SmallStudy m_study;
    const QString m_kind = QStringLiteral("distorted/original");

    void addPair(const std::vector<Outcome> &outcomes)
    {
        const qint32 group = m_study.addGroup(QString::number(m_study.snapshot.groups.size()));
        const qint32 original = m_study.addPrompt(group, QStringLiteral("original"));
        const qint32 distorted = m_study.addPrompt(group, QStringLiteral("distorted"));
        const qint32 first = m_study.addPicture(distorted, 0);
        const qint32 second = m_study.addPicture(original, 0);
        for (size_t i = 0; i < outcomes.size(); ++i)
            m_study.addVote(qint32(i), distorted, first, second, outcomes[i]);
    }

private Q_SLOTS:
    void init()
    {
        m_study = SmallStudy();
        m_study.addGenerator(QStringLiteral("G"));
        m_study.addAnnotator(QStringLiteral("ann"), {QStringLiteral("painters")});
        m_study.addAnnotator(QStringLiteral("bob"), {QStringLiteral("painters")});
        m_study.addAnnotator(QStringLiteral("cat"));
    }

    void everybodyGroupsThenAnnotators()
    {
        addPair({Outcome::First, Outcome::First, Outcome::Second});
        addPair({Outcome::Second, Outcome::Tie, Outcome::Second});
        const auto votes = analysis::countVotes(m_study.snapshot, {});
        const auto rows = analysis::humanAgreement(m_study.snapshot, *votes, m_kind, 0.95);
        QStringList names;
        for (const auto &row : rows)
            names.append(row.name);
        QCOMPARE(names, (QStringList{QString(), QStringLiteral("painters"), QStringLiteral("ann"),
                                     QStringLiteral("bob"), QStringLiteral("cat")}));
        QCOMPARE(rows[0].annotators, 3);
        QCOMPARE(*rows[0].nominal.percent, 2.0 / 6); // one agreeing pair of raters of three, twice
        // Pair 1: ann sees 1 against 1 (none), bob the same, cat sees 2 firsts (disagrees). Pair 2: ann sees a second
        // (agrees), bob's tie is no side, cat sees a second (agrees).
        QCOMPARE(rows[0].compared, 3);
        QCOMPARE(rows[0].withMajority, 2);
        QCOMPARE(rows[1].annotators, 2);
        QCOMPARE(*rows[1].nominal.percent, 0.5);
        QVERIFY(rows[4].isAnnotator);
        QCOMPARE(rows[4].compared, 2);
        QCOMPARE(*rows[4].share(), 0.5);
        QVERIFY(!rows[3].share()); // bob is compared nowhere
        QVERIFY(!rows[3].interval);
    }

    void ceilingIsTheRangeFromOnePersonToMany()
    {
        addPair({Outcome::First, Outcome::First, Outcome::Second});
        addPair({Outcome::Second, Outcome::Second, Outcome::Second});
        const auto votes = analysis::countVotes(m_study.snapshot, {});
        const auto ceiling = analysis::humanCeiling(m_study.snapshot, *votes, m_kind);
        QVERIFY(ceiling);
        QCOMPARE(ceiling->pairsOfVotes, 6);
        QCOMPARE(ceiling->low, 4.0 / 6);
        QCOMPARE(ceiling->votes, 4); // cat against two firsts, and all three of the second pair
        QCOMPARE(ceiling->high, 0.75);
        QVERIFY(!analysis::humanCeiling(m_study.snapshot, *votes, QStringLiteral("sad/original")));
    }
};

QTEST_APPLESS_MAIN(HumanAgreementTest)
#include "tst_humanagreement.moc"
