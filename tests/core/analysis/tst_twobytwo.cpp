#include "core/analysis/twobytwo.h"

#include <QTest>

#include "tests/core/analysis/smallstudy.h"

class TwoByTwoTest : public QObject
{
    Q_OBJECT

    SmallStudy m_study;

    void addGroup(qint32 generator, double oiop, double oidp, double diop, std::optional<double> didp)
    {
        const qint32 group = m_study.addGroup(QStringLiteral("group-%1").arg(m_study.snapshot.groups.size()));
        const qint32 originalPrompt = m_study.addPrompt(group, QStringLiteral("original"));
        const qint32 distortedPrompt = m_study.addPrompt(group, QStringLiteral("distorted"));
        const qint32 original = m_study.addPicture(originalPrompt, generator);
        const qint32 distorted = m_study.addPicture(distortedPrompt, generator);
        m_study.setScore(0, original, originalPrompt, oiop);
        m_study.setScore(0, original, distortedPrompt, oidp);
        m_study.setScore(0, distorted, originalPrompt, diop);
        if (didp)
            m_study.setScore(0, distorted, distortedPrompt, *didp);
    }

private Q_SLOTS:
    void init()
    {
        m_study = SmallStudy();
        m_study.addScorer(QStringLiteral("hps-v3"));
        m_study.addGenerator(QStringLiteral("A"));
        m_study.addGenerator(QStringLiteral("B"));
        addGroup(0, 10, 8, 4, 6);
        addGroup(0, 12, 6, 6, 7);
        addGroup(0, 99, 99, 99, {}); // incomplete: left out
        addGroup(1, 1, 1, 1, 1);
    }

    void averagesOverCompleteGroups()
    {
        const auto matrix = analysis::twoByTwo(m_study.snapshot, m_study.snapshot.scores[0], 0);
        QCOMPARE(matrix.n, 2);
        QCOMPARE(matrix.originalUnderOriginal, 11.0);
        QCOMPARE(matrix.originalUnderDistorted, 7.0);
        QCOMPARE(matrix.distortedUnderOriginal, 5.0);
        QCOMPARE(matrix.distortedUnderDistorted, 6.5);
        QCOMPARE(matrix.picksDistorted, 1); // 7 > 6; 6 < 8
    }

    void ofOneGroup()
    {
        const auto matrix = analysis::twoByTwo(m_study.snapshot, m_study.snapshot.scores[0], 0, 1);
        QCOMPARE(matrix.n, 1);
        QCOMPARE(matrix.originalUnderOriginal, 12.0);
        QCOMPARE(matrix.picksDistorted, 1);
    }

    void equalScoresPickNothing()
    {
        QCOMPARE(analysis::twoByTwo(m_study.snapshot, m_study.snapshot.scores[0], 1).picksDistorted, 0);
    }

    void nothingComplete() { QCOMPARE(analysis::twoByTwo(m_study.snapshot, m_study.snapshot.scores[0], 0, 2).n, 0); }
};

QTEST_APPLESS_MAIN(TwoByTwoTest)
#include "tst_twobytwo.moc"
