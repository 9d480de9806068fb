#include "core/analysis/picturemeans.h"

#include <cmath>

#include <QTest>

#include "tests/core/analysis/smallstudy.h"

/// A photograph and a painting, each with a clean counterpart, and one picture that nothing is known of.
class PictureMeansTest : public QObject
{
    Q_OBJECT

    SmallStudy m_study;
    int m_scorer = 0;

private Q_SLOTS:
    void initTestCase()
    {
        m_scorer = m_study.addScorer(QStringLiteral("hps-v3"));
        const study::PictureKind kinds[] = {study::PictureKind::Photograph, study::PictureKind::Photograph,
                                            study::PictureKind::Painting};
        const double photos[] = {1, 2, 5};
        const double cleans[] = {4, 2, 4};
        for (int i = 0; i < 3; ++i) {
            const qint32 group = m_study.addGroup(QString::number(i));
            const qint32 original = m_study.addPrompt(group, QStringLiteral("original"));
            const qint32 distorted = m_study.addPrompt(group, QStringLiteral("distorted"));
            const qint32 photo = m_study.addPicture(distorted, -1);
            const qint32 clean = m_study.addPicture(original, -1);
            m_study.snapshot.pictures[photo].kind = kinds[i];
            m_study.setCounterparts(photo, clean);
            m_study.setScore(m_scorer, photo, distorted, photos[i]);
            m_study.setScore(m_scorer, clean, distorted, cleans[i]);
        }
    }

    void gapsAreCounterpartLessPicture()
    {
        const auto rows = analysis::counterpartGaps(m_study.snapshot, {m_scorer}, 0.95);
        QCOMPARE(rows.size(), size_t(2));
        QCOMPARE(rows[0].kind, study::PictureKind::Photograph);
        QCOMPARE(rows[0].n, 2);
        QCOMPARE(rows[0].meanGap, 1.5);
        QCOMPARE(rows[0].ties, 1);
        QCOMPARE(rows[0].prefersPicture, 0);
        QCOMPARE(rows[1].prefersPicture, 1);
        QVERIFY(!rows[1].interval); // a single picture
    }

    void meansAreUnderThePicturesOwnPrompt()
    {
        const auto rows = analysis::pictureMeans(m_study.snapshot, {m_scorer}, 0.95);
        QCOMPARE(rows.size(), size_t(2)); // the clean pictures have no score under their own prompt
        QCOMPARE(rows[0].mean, 1.5);
        QCOMPARE(*rows[0].deviation, 0.5); // divisor n
        QCOMPARE(rows[0].variant, QStringLiteral("distorted"));
        QCOMPARE(rows[0].highest, 2.0);
    }
};

QTEST_GUILESS_MAIN(PictureMeansTest)
#include "tst_picturemeans.moc"
