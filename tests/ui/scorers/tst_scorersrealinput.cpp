#include "core/scoring/scorequeue.h"
#include "tests/core/scoring/scoringstudy.h"
#include "tests/ui/support/realinput.h"
#include "ui/scorers/scorersplace.h"
#include "ui/scorers/scorertable.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/theme.h"

using Phase = scoring::QueueState::Phase;
using support::RealInput;

/// Scorers with a real pointer and real keys, on a scorer that is slow on purpose: pause and resume, weights from a
/// file.
class ScorersRealInputTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<ScoringStudy> m_made;
    widgets::StudyPtr m_study;
    std::unique_ptr<QWidget> m_window;
    scorers::ScorersPlace *m_place = nullptr;

    widgets::Button *button(const QString &text) const
    {
        for (auto *button : m_window->findChildren<widgets::Button *>()) {
            if (button->text() == text && button->isVisible())
                return button;
        }
        return nullptr;
    }
    scorers::ScorerTable *table() const { return m_place->findChild<scorers::ScorerTable *>(); }
    QModelIndex cell(const QString &scorer, int column) const
    {
        for (int row = 0; row < table()->model()->rowCount(); ++row) {
            if (table()->model()->index(row, 0).data().toString() == scorer)
                return table()->model()->index(row, column);
        }
        return {};
    }
    bool clickCell(const QModelIndex &index) const
    {
        table()->scrollTo(index);
        const QRect rect = table()->visualRect(index);
        return RealInput::click(table()->viewport()->mapToGlobal(QPoint(rect.right() - 24, rect.center().y())));
    }

private Q_SLOTS:
    void initTestCase()
    {
        SUPPORT_NEED_DISPLAY;
        widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light);
        m_made = std::make_unique<ScoringStudy>(100);
        qputenv("DISSENSUS_SCORER", m_made->fake(QStringLiteral("slow"), QStringLiteral("150")).toLocal8Bit());
        qputenv("DISSENSUS_MODELS", m_made->folder().file(QStringLiteral("models")).toLocal8Bit());
        const auto head = widgets::StudyHandle::readHead(m_made->path());
        SUPPORT_OK(head);
        m_study = std::make_shared<widgets::StudyHandle>(*head);
        m_window = std::make_unique<QWidget>();
        m_place = new scorers::ScorersPlace(m_window.get());
        auto *bar = new widgets::BarRow(m_window.get());
        m_place->fillTopBar(bar);
        bar->setGeometry(0, 0, 1356, 44);
        m_place->setGeometry(0, 44, 1356, 786);
        m_window->setGeometry(40, 40, 1356, 830);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get(), 20000));
        m_place->setStudy(m_study);
        m_place->activate();
        QTRY_VERIFY_WITH_TIMEOUT(m_place->isSettled(), 30000);
    }

    void cleanupTestCase()
    {
        m_window.reset();
        m_study.reset();
    }

    void theQueueIsPausedAndResumed()
    {
        QTRY_VERIFY_WITH_TIMEOUT(button(QStringLiteral("Score 200 pictures")), 20000);
        QVERIFY(RealInput::click(button(QStringLiteral("Score 200 pictures"))));
        QTRY_COMPARE_WITH_TIMEOUT(m_study->scoreQueue()->state().phase, Phase::Scoring, 20000);
        QTRY_VERIFY_WITH_TIMEOUT(button(QStringLiteral("Pause queue"))->isEnabled(), 20000);
        QVERIFY(RealInput::click(button(QStringLiteral("Pause queue"))));
        QTRY_COMPARE_WITH_TIMEOUT(m_study->scoreQueue()->state().phase, Phase::Paused, 20000);
        QTRY_COMPARE_WITH_TIMEOUT(cell(QStringLiteral("Sharpness"), scorers::StateColumn).data().toString(),
                                  QStringLiteral("paused"), 20000);
        QCOMPARE(cell(QStringLiteral("Sharpness"), scorers::ActionColumn).data().toString(), QStringLiteral("Resume"));
        QVERIFY(m_made->rows().size() < 200);
        QVERIFY(clickCell(cell(QStringLiteral("Sharpness"), scorers::ActionColumn)));
        QTRY_COMPARE_WITH_TIMEOUT(m_made->rows().size(), 200, 120000);
        QTRY_COMPARE_WITH_TIMEOUT(cell(QStringLiteral("Sharpness"), scorers::StateColumn).data().toString(),
                                  QStringLiteral("ready"), 20000);
    }
};

int main(int argc, char **argv)
{
    return support::runWithRealInput<ScorersRealInputTest>(argc, argv);
}
#include "tst_scorersrealinput.moc"
