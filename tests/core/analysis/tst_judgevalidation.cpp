#include "core/analysis/judgevalidation.h"

#include <QTest>

#include "tests/core/analysis/smallstudy.h"

/// Four pictures, one dimension judged by a model and rated by people, another one judged only.
class JudgeValidationTest : public QObject
{
    Q_OBJECT

    SmallStudy m_study;

private Q_SLOTS:
    void initTestCase()
    {
        const int judge = m_study.addScorer(QStringLiteral("judge:clarity"));
        const int alone = m_study.addScorer(QStringLiteral("judge:hands"));
        const int rating = m_study.addScorer(QStringLiteral("rating:clarity"));
        const double judged[] = {0.5, 1.5, 1.75, 0.25};
        const double rated[] = {-3, 0, 2, 1};
        for (int i = 0; i < 4; ++i) {
            const qint32 prompt = m_study.addPrompt(m_study.addGroup(QString::number(i)), QStringLiteral("original"));
            const qint32 picture = m_study.addPicture(prompt, -1);
            m_study.setScore(judge, picture, prompt, judged[i]);
            m_study.setScore(alone, picture, prompt, 1);
            m_study.setScore(rating, picture, prompt, rated[i]);
        }
    }

    void labelsAreSigns()
    {
        const auto rows = analysis::judgeValidation(m_study.snapshot, {0, 1, 2}, {});
        QCOMPARE(rows.size(), size_t(2)); // together, and clarity; nobody rated hands
        QVERIFY(rows[0].dimension.isEmpty());
        QCOMPARE(rows[1].dimension, QStringLiteral("clarity"));
        QCOMPARE(rows[1].n, 4);
        // Labels 0, 1, 2, 2: errors 0.5, 0.5, 0.25, 1.75.
        QCOMPARE(*rows[1].mae, 0.75);
        QCOMPARE(*rows[1].weightedMae, (0.5 + 0.5 + 1.0) / 3);
        // Rounded half to even: 0, 2, 2, 0; right twice.
        QCOMPARE(*rows[1].accuracy, 0.5);
        QCOMPARE(*rows[0].mae, *rows[1].mae);
    }

    void withoutJudgesThereAreNoRows()
    {
        QVERIFY(analysis::judgeValidation(m_study.snapshot, {2}, {}).empty());
        QVERIFY(analysis::judgeValidation(SmallStudy().snapshot, {}, {}).empty());
    }
};

QTEST_GUILESS_MAIN(JudgeValidationTest)
#include "tst_judgevalidation.moc"
