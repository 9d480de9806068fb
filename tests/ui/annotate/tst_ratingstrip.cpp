#include "ui/annotate/ratingstrip.h"

#include <QAbstractButton>
#include <QSignalSpy>
#include <QTest>

#include "ui/annotate/keymap.h"
#include "ui/annotate/labelcell.h"
#include "ui/annotate/ratingtrack.h"

using annotate::LabelCell;
using annotate::RatingStrip;

class TestRatingStrip : public QObject
{
    Q_OBJECT

    std::unique_ptr<RatingStrip> m_strip;

    static study::Question question()
    {
        study::Question question;
        question.id = QStringLiteral("dimensions");
        question.kind = study::QuestionKind::Ratings;
        question.set = QStringLiteral("visionreward");
        return question;
    }

    QList<LabelCell *> cells() const
    {
        QList<LabelCell *> shown;
        for (LabelCell *cell : m_strip->findChildren<LabelCell *>()) {
            if (cell->isVisible())
                shown << cell;
        }
        return shown;
    }

private Q_SLOTS:
    void init()
    {
        m_strip = std::make_unique<RatingStrip>();
        m_strip->setKeys(annotate::KeyMap::shipped({}));
        m_strip->setQuestion(question(), 2);
        m_strip->resize(1392, 164);
        m_strip->setColumn(64, 1264);
        m_strip->show();
    }

    void valuesAreStoredAndLeadOn()
    {
        // Symmetry goes from −1 to +1.
        QCOMPARE(cells().size(), 3);
        m_strip->press(0);
        QCOMPARE(m_strip->dimension(), 1);
        m_strip->press(2);
        m_strip->press(9); // beyond the scale of this dimension
        QCOMPARE(m_strip->dimension(), 2);
        m_strip->setActivePicture(1);
        QCOMPARE(m_strip->dimension(), 0);
        m_strip->press(1);
        const QList<study::Rating> ratings = m_strip->ratings();
        QCOMPARE(ratings.size(), 3);
        QCOMPARE(ratings[0].dimension, QStringLiteral("symmetry"));
        QCOMPARE(ratings[0].value, -1.0);
        QCOMPARE(ratings[1].value, 1.0);
        QCOMPARE(ratings[2].position, 1);
        QCOMPARE(ratings[2].value, 0.0);
    }

    void everyValueOfTheScaleIsAKey()
    {
        m_strip->setDimension(11); // refinement of details, −4 to +2
        QCOMPARE(cells().size(), 7);
        m_strip->press(6);
        m_strip->setDimension(11);
        QCOMPARE(m_strip->ratings()[0].value, 2.0);
        QCOMPARE(cells().constLast()->level(), 1);
        m_strip->press(-1);
        QVERIFY(m_strip->ratings().isEmpty());
    }

    void whatWasRatedIsPassedOver()
    {
        m_strip->press(0);
        m_strip->press(0);
        m_strip->setDimension(0);
        m_strip->press(1); // thought better of it
        QCOMPARE(m_strip->dimension(), 2);
        QCOMPARE(m_strip->ratings().size(), 2);
        m_strip->setDimension(-1);
        m_strip->setDimension(99);
        QCOMPARE(m_strip->dimension(), 2);
    }

    void ratingsReturnAfterAnUndo()
    {
        m_strip->restore({{{}, 1, QStringLiteral("clarity"), -2}, {{}, 0, QStringLiteral("richness"), 1}});
        const auto ratings = m_strip->ratings();
        QCOMPARE(ratings.size(), 2);
        QCOMPARE(ratings[0].dimension, QStringLiteral("richness"));
        m_strip->setQuestion(question(), 2); // the next pair starts empty
        QVERIFY(m_strip->ratings().isEmpty());
    }

    void aClickOnAValueIsTheKey()
    {
        QTest::mouseClick(cells().constLast(), Qt::LeftButton);
        QTRY_COMPARE(m_strip->ratings().size(), 1);
        QCOMPARE(m_strip->ratings()[0].value, 1.0);
        auto *track = m_strip->findChild<annotate::RatingTrack *>(QStringLiteral("ratings-1"));
        QSignalSpy moved(m_strip.get(), &RatingStrip::activePictureChanged);
        QTest::mouseClick(track, Qt::LeftButton, {}, QPoint(3 * 35 + 10, track->height() / 2));
        QCOMPARE(moved.size(), 1);
        QCOMPARE(m_strip->dimension(), 3);
        QVERIFY(track->accessibleName().startsWith(QStringLiteral("0 of 17")));
    }

    void nothingLeavesItsColumn_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("two columns") << 1264;
        QTest::newRow("narrow: one column") << 866;
    }

    void nothingLeavesItsColumn()
    {
        QFETCH(int, width);
        m_strip->setColumn(64, width);
        const int right = 64 + (width >= 1216 ? (width - 16) / 2 : width);
        for (int dimension = 0; dimension < 17; ++dimension) {
            m_strip->setDimension(dimension);
            int last = 0;
            for (LabelCell *cell : cells()) {
                QVERIFY2(cell->geometry().right() < right, qPrintable(cell->text()));
                QVERIFY(cell->x() >= last);
                last = cell->geometry().right() + 1;
            }
        }
    }
};

QTEST_MAIN(TestRatingStrip)
#include "tst_ratingstrip.moc"
