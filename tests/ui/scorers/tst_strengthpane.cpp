#include "ui/scorers/strengthpane.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

#include "tests/support/studies.h"
#include "tests/ui/support/votedstudy.h"
#include "ui/scorers/movedpairs.h"
#include "ui/scorers/strengthchart.h"
#include "ui/widgets/theme.h"

using scorers::StrengthPane;

/// Ten pairs whose picks move at known strengths.
class StrengthPaneTest : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;
    std::unique_ptr<support::VotedStudy> m_writer;
    widgets::StudyPtr m_study;

    std::unique_ptr<StrengthPane> shown()
    {
        auto pane = std::make_unique<StrengthPane>();
        pane->resize(860, 460);
        pane->show();
        (void)QTest::qWaitForWindowExposed(pane.get());
        pane->setActive(true);
        pane->setStudy(m_study);
        return pane;
    }

private Q_SLOTS:
    void initTestCase()
    {
        widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light);
        m_writer = std::make_unique<support::VotedStudy>(m_folder.file(QStringLiteral("blend.dissensus")));
        for (int i = 0; i < 10; ++i) {
            const QString group = QString::number(i);
            const auto original =
                m_writer->addPrompt(group, QStringLiteral("original"), QStringLiteral("plain ") + group);
            const auto wide = m_writer->addPrompt(group, QStringLiteral("distorted"), QStringLiteral("wild ") + group);
            const auto plain = m_writer->addPicture(original, QStringLiteral("Gen"), QColor(Qt::gray));
            const auto wild = m_writer->addPicture(wide, QStringLiteral("Gen"), QColor(Qt::red));
            for (const auto &[scorer, value] :
                 {std::pair(QStringLiteral("import:imagereward"), 1.0 + i), // always the wide-spectrum picture
                  std::pair(QStringLiteral("import:hps-v3"), i < 6 ? -2.0 - i : 3.0)}) {
                m_writer->addScore(scorer, plain, &wide, 0);
                m_writer->addScore(scorer, wild, &wide, value);
            }
            m_writer->addVote(QStringLiteral("a"), wide, plain, wild, i < 7 ? wild : plain);
        }
        m_study = m_writer->open();
    }

    void cleanupTestCase() { m_study.reset(); }

    void theEndsAreTheScorersThemselves()
    {
        const auto pane = shown();
        QTRY_VERIFY_WITH_TIMEOUT(pane->isSettled() && !pane->data().blend.isEmpty(), 20000);
        QCOMPARE(pane->data().from, QStringLiteral("import:imagereward"));
        QCOMPARE(pane->data().to, QStringLiteral("import:hps-v3"));
        QCOMPARE(pane->data().blend.picked(0), 10);
        QCOMPARE(pane->data().blend.picked(1), 4);
        QCOMPARE(*pane->data().blend.peopleShare(), 0.7);
        QCOMPARE(pane->findChild<scorers::MovedPairs *>()->count(), 6);
        QVERIFY(pane->findChild<scorers::MovedPairs *>()->textOf(0).startsWith(QStringLiteral("left from 0.")));
        QVERIFY(pane->findChild<scorers::StrengthChart *>()->accessibleDescription().contains(QStringLiteral("70 %")));
    }

    void theDialMovesByKeys()
    {
        const auto pane = shown();
        QTRY_VERIFY_WITH_TIMEOUT(!pane->data().blend.isEmpty(), 20000);
        pane->setStrength(0.4);
        auto *slider = pane->findChild<QSlider *>();
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_Right);
        QCOMPARE(pane->strength(), 0.41);
        QTest::keyClick(slider, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(pane->strength(), 0.31);
        QTest::keyClick(slider, Qt::Key_Home);
        QCOMPARE(pane->strength(), 0.0);
        auto *chart = pane->findChild<scorers::StrengthChart *>();
        QTest::mouseClick(chart, Qt::LeftButton, {}, QPoint(chart->width() - 100, chart->height() / 2));
        QVERIFY(pane->strength() > 0.9);
    }

    void theChartFollows()
    {
        const auto pane = shown();
        QTRY_VERIFY_WITH_TIMEOUT(!pane->data().blend.isEmpty(), 20000);
        pane->setStrength(0.1);
        const QImage before = pane->grab().toImage();
        pane->setStrength(0.9);
        QVERIFY(pane->grab().toImage() != before);
    }

    void otherScorersCanBeChosen()
    {
        const auto pane = shown();
        QTRY_VERIFY_WITH_TIMEOUT(!pane->data().blend.isEmpty(), 20000);
        auto *from = pane->findChild<QComboBox *>(QStringLiteral("from"));
        from->setCurrentIndex(from->findData(QStringLiteral("import:hps-v3")));
        Q_EMIT from->activated(from->currentIndex());
        QTRY_COMPARE_WITH_TIMEOUT(pane->data().from, QStringLiteral("import:hps-v3"), 20000);
        QCOMPARE(pane->data().to, QStringLiteral("import:imagereward"));
        QSettings settings(m_folder.file(QStringLiteral("state.ini")), QSettings::IniFormat);
        pane->saveState(settings);
        StrengthPane other;
        other.restoreState(settings);
        other.setActive(true);
        other.setStudy(m_study);
        QTRY_COMPARE_WITH_TIMEOUT(other.data().from, QStringLiteral("import:hps-v3"), 20000);
    }

    void aPairOpensInCompare()
    {
        const auto pane = shown();
        QTRY_VERIFY_WITH_TIMEOUT(!pane->data().blend.isEmpty(), 20000);
        QSignalSpy activated(pane.get(), &StrengthPane::pairActivated);
        auto *pairs = pane->findChild<scorers::MovedPairs *>();
        pairs->setFocus();
        QTest::keyClick(pairs, Qt::Key_Down);
        QTest::keyClick(pairs, Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
    }

    void oneScorerIsTooFew()
    {
        support::VotedStudy writer(m_folder.file(QStringLiteral("one.dissensus")));
        const auto prompt = writer.addPrompt(QStringLiteral("g"), QStringLiteral("original"), QStringLiteral("p"));
        const auto picture = writer.addPicture(prompt, QStringLiteral("Gen"), QColor(Qt::gray));
        writer.addScore(QStringLiteral("import:hps-v3"), picture, &prompt, 1);
        const widgets::StudyPtr study = writer.open();
        StrengthPane pane;
        pane.resize(800, 400);
        pane.show();
        pane.setActive(true);
        pane.setStudy(study);
        QTRY_VERIFY_WITH_TIMEOUT(pane.isSettled(), 20000);
        QVERIFY(!pane.findChild<QSlider *>()->isVisible());
        QVERIFY(!pane.findChild<scorers::StrengthChart *>()->isVisible());
        pane.setStudy(nullptr);
    }
};

QTEST_MAIN(StrengthPaneTest)
#include "tst_strengthpane.moc"
