#include "ui/disagreement/plot.h"

#include <cmath>

#include <QTest>
#include <QToolTip>

#include "core/base/progress.h"
#include "tests/core/analysis/smallstudy.h"
#include "ui/disagreement/calibrationplot.h"
#include "ui/disagreement/coefficientplot.h"
#include "ui/disagreement/distributionplot.h"
#include "ui/disagreement/emotionplot.h"
#include "ui/disagreement/gapplot.h"
#include "ui/disagreement/pairselection.h"
#include "ui/disagreement/peopleplot.h"
#include "ui/disagreement/rankshiftplot.h"
#include "ui/disagreement/worthplot.h"
#include "ui/widgets/theme.h"

using analysis::Outcome;
using disagreement::PairSelection;
using disagreement::Plot;

/// The plots of the right column on forty pairs of two generators, driven by keys and mouse.
class PlotsTest : public QObject
{
    Q_OBJECT

    disagreement::DataPtr m_data;
    PairSelection m_selection;

    static disagreement::DataPtr computed(const SmallStudy &study)
    {
        return std::make_shared<const disagreement::Data>(
            disagreement::compute(std::make_shared<const analysis::Snapshot>(study.snapshot), {}, base::Progress()));
    }

    /// Two generators, forty prompts, one vote each: people prefer Aster in thirty, the scorer in ten.
    static disagreement::DataPtr makeContests()
    {
        SmallStudy study;
        study.addScorer(QStringLiteral("hps-v3"));
        for (const QString &name : {QStringLiteral("Birch"), QStringLiteral("Aster")})
            study.addGenerator(name);
        study.addAnnotator(QStringLiteral("ann"));
        for (int i = 0; i < 40; ++i) {
            const qint32 prompt = study.addPrompt(study.addGroup(QString::number(i)), QStringLiteral("original"));
            const qint32 birch = study.addPicture(prompt, 0);
            const qint32 aster = study.addPicture(prompt, 1);
            study.setScore(0, birch, prompt, i < 30 ? 1 : 0);
            study.setScore(0, aster, prompt, 0.5);
            study.addVote(0, prompt, aster, birch, i < 30 ? Outcome::First : Outcome::Second);
        }
        return computed(study);
    }

    static disagreement::DataPtr makeData(bool votes)
    {
        SmallStudy study;
        study.addScorer(QStringLiteral("hps-v3"));
        for (const QString &name : {QStringLiteral("Aster"), QStringLiteral("Birch")})
            study.addGenerator(name);
        for (const QString &name : {QStringLiteral("ann"), QStringLiteral("bob"), QStringLiteral("cat")})
            study.addAnnotator(name, {QStringLiteral("all")});
        for (int i = 0; i < 40; ++i) {
            const qint32 group = study.addGroup(QString::number(i));
            const qint32 original = study.addPrompt(group, QStringLiteral("original"));
            const qint32 distorted = study.addPrompt(group, QStringLiteral("distorted"));
            const qint32 wide = study.addPicture(distorted, i % 2);
            const qint32 plain = study.addPicture(original, i % 2);
            study.setCounterparts(wide, plain);
            study.snapshot.pictures[wide].taxonomy = {i % 4 ? QStringLiteral("light.dark")
                                                            : QStringLiteral("colour.cast")};
            study.snapshot.pictures[wide].emotion = QStringLiteral("fear");
            study.setScore(0, wide, distorted, (i - 20) * 0.5 + 0.25);
            study.setScore(0, plain, distorted, 0);
            for (int annotator = 0; votes && annotator < 3; ++annotator)
                study.addVote(annotator, distorted, wide, plain,
                              (i * 7 + annotator * 5) % 20 < i / 2 + 3 ? Outcome::First : Outcome::Second);
        }
        return computed(study);
    }

    /// Ids by keys: the first mark, alone.
    PairSelection::Ids firstMark(Plot &plot)
    {
        m_selection.clear();
        plot.focusProxy()->setFocus();
        QTest::keyClick(plot.focusProxy(), Qt::Key_Right);
        QTest::keyClick(plot.focusProxy(), Qt::Key_Return);
        return m_selection.ids();
    }

    static bool contains(const QImage &image, const QColor &color)
    {
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y) == color)
                    return true;
            }
        }
        return false;
    }

    template <typename T>
    std::unique_ptr<Plot> shown(const disagreement::DataPtr &data)
    {
        auto plot = std::make_unique<T>(&m_selection);
        plot->resize(640, 360);
        plot->setData(data);
        plot->show();
        (void)QTest::qWaitForWindowExposed(plot.get());
        return plot;
    }

    std::vector<std::unique_ptr<Plot>> allPlots(const disagreement::DataPtr &data)
    {
        std::vector<std::unique_ptr<Plot>> plots;
        plots.push_back(shown<disagreement::GapPlot>(data));
        plots.push_back(shown<disagreement::DistributionPlot>(data));
        plots.push_back(shown<disagreement::CalibrationPlot>(data));
        plots.push_back(shown<disagreement::RankShiftPlot>(data));
        plots.push_back(shown<disagreement::EmotionPlot>(data));
        plots.push_back(shown<disagreement::PeoplePlot>(data));
        plots.push_back(shown<disagreement::CoefficientPlot>(data));
        plots.push_back(shown<disagreement::WorthPlot>(data));
        return plots;
    }

private Q_SLOTS:
    void initTestCase()
    {
        widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light);
        m_data = makeData(true);
    }
    void cleanup() { m_selection.clear(); }

    void everyPlotHasWordsValuesAndACopy()
    {
        auto plots = allPlots(m_data);
        plots.back() = shown<disagreement::WorthPlot>(makeContests()); // variants of one generator have no ranking
        for (const auto &plot : plots) {
            const QByteArray key = plot->key().toLatin1();
            const char *name = key.constData();
            QVERIFY2(!plot->title().isEmpty(), name);
            QVERIFY2(plot->summary().endsWith(QLatin1Char('.')), name);
            QCOMPARE(plot->focusProxy()->accessibleDescription(), plot->summary());
            const disagreement::ValueTable values = plot->values()();
            QVERIFY2(values.size() > 1, name);
            for (const QStringList &record : values)
                QVERIFY2(record.size() == values.first().size(), name);
            QImage copy(600, 400, QImage::Format_RGB32);
            plot->paintCopy(&copy, copy.size(), {plot->title(), plot->note(), QStringLiteral("footer")});
            QCOMPARE(copy.pixelColor(1, 1), QColor(Qt::white));
            QVERIFY2(plot->grab().toImage() != QImage(), name);
        }
    }

    void withoutDataTheyStandEmptyAndSayWhy()
    {
        const auto nothing = std::make_shared<const disagreement::Data>(
            disagreement::compute(std::make_shared<const analysis::Snapshot>(), {}, base::Progress()));
        for (const auto &plot : allPlots(nothing)) {
            QCOMPARE(plot->values()().size(), 1); // the head
            QTest::keyClick(plot->focusProxy(), Qt::Key_Right);
            QTest::keyClick(plot->focusProxy(), Qt::Key_Space);
            QVERIFY(m_selection.isEmpty());
            // Something is written on the empty axes.
            QVERIFY2(contains(plot->grab().toImage(), widgets::tokens().text), plot->key().toLatin1().constData());
        }
    }

    void aPictureOfAClassIsItsPair()
    {
        const auto plot = shown<disagreement::GapPlot>(m_data);
        QCOMPARE(firstMark(*plot).size(), 1);
        QTest::keyClick(plot->focusProxy(), Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(m_selection.ids().size(), 2);
        QTest::keyClick(plot->focusProxy(), Qt::Key_Down); // the other class
        QTest::keyClick(plot->focusProxy(), Qt::Key_Space);
        QCOMPARE(m_selection.ids().size(), 3);
        QTest::keyClick(plot->focusProxy(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(m_selection.ids().size(), 40);
    }

    void barsOfTheDistributionHoldTheirPairs()
    {
        const auto plot = shown<disagreement::DistributionPlot>(m_data);
        const PairSelection::Ids ids = firstMark(*plot);
        QVERIFY(!ids.isEmpty());
        QTest::keyClick(plot->focusProxy(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(m_selection.ids().size(), 40);
        qint64 pairs = 0;
        const auto values = plot->values()();
        for (const QStringList &record : values.mid(1))
            pairs += record[4].toInt();
        QCOMPARE(pairs, 40);
    }

    void aLassoTakesBars()
    {
        const auto plot = shown<disagreement::DistributionPlot>(m_data);
        QWidget *canvas = plot->focusProxy();
        const QRect all = canvas->rect().adjusted(2, 2, -2, -2);
        QTest::mousePress(canvas, Qt::LeftButton, {}, all.topLeft());
        for (const QPoint &corner : {all.topRight(), all.bottomRight(), all.bottomLeft()})
            QTest::mouseMove(canvas, corner);
        QTest::mouseRelease(canvas, Qt::LeftButton, {}, all.bottomLeft());
        QCOMPARE(m_selection.ids().size(), 40);
    }

    void stretchesOfTheCalibrationCoverEveryPairOnce()
    {
        const auto plot = shown<disagreement::CalibrationPlot>(m_data);
        QVERIFY(m_data->line);
        const PairSelection::Ids first = firstMark(*plot);
        QVERIFY(first.size() > 1 && first.size() < 40);
        QTest::keyClick(plot->focusProxy(), Qt::Key_Right);
        QTest::keyClick(plot->focusProxy(), Qt::Key_Return);
        QVERIFY(!m_selection.ids().intersects(first));
        QTest::keyClick(plot->focusProxy(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(m_selection.ids().size(), 40);
    }

    void aGeneratorIsAllItsPairs()
    {
        const auto plot = shown<disagreement::RankShiftPlot>(m_data);
        QCOMPARE(firstMark(*plot).size(), 20);
    }

    void anEmotionIsAllItsPictures()
    {
        const auto plot = shown<disagreement::EmotionPlot>(m_data);
        QCOMPARE(firstMark(*plot).size(), 40);
        QCOMPARE(plot->values()()[1][3].toDouble(), 0.5); // half of the differences are above zero
    }

    void aScorersMarkStaysADiamondUnderThePointer()
    {
        m_selection.clear();
        const auto plot = shown<disagreement::EmotionPlot>(m_data);
        const widgets::Tokens &tokens = widgets::tokens();
        // Mark and interval, 0.5 of 40, are the only things in its colour and lie around one centre.
        const QImage before = plot->grab().toImage();
        QRect inked;
        for (int y = 0; y < before.height(); ++y) {
            for (int x = 0; x < before.width(); ++x) {
                if (before.pixelColor(x, y) == tokens.model)
                    inked = inked.united(QRect(x, y, 1, 1));
            }
        }
        const QPoint centre = inked.center();
        plot->focusProxy()->setFocus();
        QTest::keyClick(plot->focusProxy(), Qt::Key_Right);
        const QImage hovered = plot->grab().toImage();
        QVERIFY(hovered != before);
        QCOMPARE(hovered.pixelColor(centre), tokens.model);
        // A circle of the hovered size covers these four, a diamond touches them at most; together, because the centre
        // lies between two pixels.
        int darkness = 0;
        for (const QPoint &corner : {QPoint(4, 3), QPoint(-4, 3), QPoint(4, -3), QPoint(-4, -3)})
            darkness += 255 - hovered.pixelColor(centre + corner).lightness();
        QVERIFY2(darkness < 350, qPrintable(QString::number(darkness)));
    }

    void peopleAreNoPairs()
    {
        const auto plot = shown<disagreement::PeoplePlot>(m_data);
        QVERIFY(firstMark(*plot).isEmpty());
        QCOMPARE(plot->values()().size(), 6); // head, all, the group, three people
    }

    // Davidson without ties is Bradley–Terry, for two items ln(wins / losses), half of it each.
    void generatorsAreRankedByPeopleAndByScorers()
    {
        const auto data = makeContests();
        const auto plot = shown<disagreement::WorthPlot>(data);
        const auto values = plot->values()();
        QCOMPARE(values.size(), 5);
        const auto row = [&values](const QString &by, const QString &generator) {
            for (const QStringList &record : values)
                if (record[0] == by && record[1] == generator)
                    return record;
            return QStringList(7);
        };
        const double half = std::log(3.0) / 2;
        const QStringList people = row(QStringLiteral("people"), QStringLiteral("Aster"));
        QVERIFY(std::abs(people[2].toDouble() - half) < 1e-6);
        QVERIFY(people[3].toDouble() > 0 && people[4].toDouble() > half);
        QCOMPARE(people[5], QStringLiteral("1"));
        QCOMPARE(people[6], QStringLiteral("40"));
        const QStringList scorer = row(QStringLiteral("hps-v3"), QStringLiteral("Aster"));
        QVERIFY(std::abs(scorer[2].toDouble() + half) < 1e-6);
        QCOMPARE(scorer[5], QStringLiteral("2"));
        QVERIFY(plot->note().contains(QStringLiteral("n=40 votes")));
        QVERIFY(plot->summary().startsWith(QStringLiteral("Generators by the votes of people")));
        // A generator is all its pairs, in the people's panel and in the scorer's.
        QCOMPARE(firstMark(*plot).size(), 40);
    }

    void withoutContestsTheRankingSaysWhy()
    {
        const auto plot = shown<disagreement::WorthPlot>(m_data);
        QCOMPARE(plot->values()().size(), 1);
        QVERIFY(contains(plot->grab().toImage(), widgets::tokens().text));
    }

    // By hand: three people, votes of makeData(); percent agreement is the share of agreeing pairs of votes.
    void coefficientsAreThoseOfTheDocument()
    {
        const auto plot = shown<disagreement::CoefficientPlot>(m_data);
        const auto values = plot->values()();
        QCOMPARE(values.size(), 6);
        int agreeing = 0;
        for (const analysis::PairPoint &point : m_data->points.points) {
            const qint64 first = point.tally.firstVotes;
            const qint64 second = point.tally.secondVotes;
            agreeing += int(first * (first - 1) / 2 + second * (second - 1) / 2);
        }
        QCOMPARE(values[1][0], QStringLiteral("percent"));
        QVERIFY(std::abs(values[1][1].toDouble() - agreeing / 120.0) < 1e-12);
        for (const QStringList &record : values.mid(1)) {
            QCOMPARE(record[4], QStringLiteral("40"));
            QVERIFY2(!record[2].isEmpty() && record[2].toDouble() <= record[1].toDouble()
                         && record[1].toDouble() <= record[3].toDouble(),
                     qPrintable(record.join(u' ')));
        }
        // Two categories are used: ordinal and nominal say the same.
        QVERIFY(std::abs(values[3][1].toDouble() - values[4][1].toDouble()) < 1e-12);
    }

    void pairsWithoutVotesAreSelectedToo()
    {
        const auto data = makeData(false);
        const auto plot = shown<disagreement::GapPlot>(data);
        QCOMPARE(firstMark(*plot).size(), 1);
        const auto spread = shown<disagreement::DistributionPlot>(data);
        QCOMPARE(spread->values()()[1][1], QStringLiteral("no_votes"));
    }

    void theSelectionIsDrawn()
    {
        const auto plot = shown<disagreement::GapPlot>(m_data);
        const QImage before = plot->grab().toImage();
        m_selection.set({m_data->points.points[3].id});
        QTRY_VERIFY(plot->grab().toImage() != before);
    }

    void hiddenPlotsCatchUp()
    {
        const auto plot = shown<disagreement::GapPlot>(m_data);
        const QImage before = plot->grab().toImage();
        plot->hide();
        m_selection.set({m_data->points.points[3].id});
        plot->show();
        QVERIFY(QTest::qWaitForWindowExposed(plot.get()));
        QTRY_VERIFY(plot->grab().toImage() != before);
    }

    void darkIsOtherColours()
    {
        const auto plot = shown<disagreement::CalibrationPlot>(m_data);
        widgets::Theme::instance().setChoice(widgets::Theme::Choice::Dark);
        QTRY_COMPARE(plot->grab().toImage().pixelColor(2, 2), widgets::tokens().base);
        widgets::Theme::instance().setChoice(widgets::Theme::Choice::Light);
        QTRY_COMPARE(plot->grab().toImage().pixelColor(2, 2), widgets::tokens().base);
    }

    void tsvKeepsItsColumns()
    {
        QCOMPARE(disagreement::toTsv({{QStringLiteral("a\tb"), QStringLiteral("c\nd")}}), QStringLiteral("a b\tc d\n"));
    }
};

QTEST_MAIN(PlotsTest)
#include "tst_plots.moc"
