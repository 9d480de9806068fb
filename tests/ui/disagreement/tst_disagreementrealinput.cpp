#include <QMenu>
#include <QPushButton>

#include "tests/support/studies.h"
#include "tests/ui/support/realinput.h"
#include "tests/ui/support/votedstudy.h"
#include "ui/disagreement/disagreementplace.h"
#include "ui/disagreement/pairstrip.h"
#include "ui/disagreement/scatterplot.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/theme.h"

using disagreement::DisagreementPlace;
using support::RealInput;

/// Disagreement with a real pointer and real keys: lasso to pictures, points by keyboard, export of a plot.
class DisagreementRealInputTest : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;
    std::unique_ptr<support::VotedStudy> m_writer;
    widgets::StudyPtr m_study;
    std::unique_ptr<QWidget> m_window;
    DisagreementPlace *m_place = nullptr;

    QWidget *canvas() const { return m_place->findChild<QWidget *>(QStringLiteral("scatterCanvas")); }
    disagreement::PairStrip *strip() const { return m_place->findChild<disagreement::PairStrip *>(); }

private Q_SLOTS:
    void initTestCase()
    {
        SUPPORT_NEED_DISPLAY;
        widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light);
        m_writer = std::make_unique<support::VotedStudy>(m_folder.file(QStringLiteral("real.dissensus")));
        for (int i = 0; i < 12; ++i) {
            const QString group = QString::number(i);
            const auto original =
                m_writer->addPrompt(group, QStringLiteral("original"), QStringLiteral("plain ") + group);
            const auto wide = m_writer->addPrompt(group, QStringLiteral("distorted"), QStringLiteral("wild ") + group);
            const auto plain = m_writer->addPicture(original, QStringLiteral("Gen"), QColor(Qt::gray));
            const auto wild = m_writer->addPicture(wide, QStringLiteral("Gen"), QColor(Qt::darkGreen));
            m_writer->addScore(QStringLiteral("import:hps-v3"), plain, &wide, 5);
            m_writer->addScore(QStringLiteral("import:hps-v3"), wild, &wide, i - 1.5);
            for (int annotator = 0; annotator < 3; ++annotator)
                m_writer->addVote(QString::number(annotator), wide, plain, wild, (i + annotator) % 3 ? wild : plain);
        }
        m_study = m_writer->open();
        m_window = std::make_unique<QWidget>();
        m_place = new DisagreementPlace(m_window.get());
        auto *bar = new widgets::BarRow(m_window.get());
        m_place->fillTopBar(bar);
        bar->setGeometry(0, 0, 1356, 44);
        m_place->setGeometry(0, 44, 1356, 786);
        m_window->setGeometry(40, 40, 1356, 830);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get(), 20000));
        m_place->setStudy(m_study);
        m_place->activate();
        QTRY_VERIFY_WITH_TIMEOUT(m_place->isSettled(), 20000);
    }

    void cleanupTestCase()
    {
        m_window.reset();
        m_study.reset();
    }

    void aLassoLeadsToPictures()
    {
        const auto inGlobal = [this](const QPoint &point) { return canvas()->mapToGlobal(point); };
        const QRect inside = canvas()->rect().adjusted(60, 12, -20, -48);
        QVERIFY(
            RealInput::drag({inGlobal(inside.topLeft()), inGlobal(inside.topRight()), inGlobal(inside.bottomRight()),
                             inGlobal(inside.bottomLeft()), inGlobal(inside.topLeft() + QPoint(0, 5))}));
        QTRY_COMPARE_WITH_TIMEOUT(strip()->count(), 12, 10000);
        QTRY_VERIFY_WITH_TIMEOUT(m_place->isSettled(), 20000);
        // The pictures are there: the green of the wide-spectrum one is on the screen.
        const QImage image = strip()->grab().toImage();
        bool green = false;
        for (int x = 0; x < image.width(); x += 4)
            green = green || image.pixelColor(x, image.height() / 3) == QColor(Qt::darkGreen);
        QVERIFY(green);
    }

    void pointsAreSelectedByKeys()
    {
        QVERIFY(RealInput::click(canvas()->mapToGlobal(QPoint(canvas()->width() - 4, 4)))); // far from every point
        QTRY_COMPARE_WITH_TIMEOUT(strip()->count(), 0, 10000);
        QVERIFY(RealInput::key(QStringLiteral("Right")));
        QVERIFY(RealInput::key(QStringLiteral("space")));
        QTRY_COMPARE_WITH_TIMEOUT(strip()->count(), 1, 10000);
        QVERIFY(RealInput::key(QStringLiteral("shift+Right")));
        QTRY_COMPARE_WITH_TIMEOUT(strip()->count(), 2, 10000);
        QVERIFY(RealInput::key(QStringLiteral("Escape")));
        QTRY_COMPARE_WITH_TIMEOUT(strip()->count(), 0, 10000);
    }

    void aPlotIsExported()
    {
        const QString path = m_folder.file(QStringLiteral("points.svg"));
        widgets::FileChooser::answerWith([path](const auto &) { return QStringList{path}; });
        QTimer::singleShot(500, this, [] { // while the menu is open
            RealInput::key(QStringLiteral("Down"));
            RealInput::key(QStringLiteral("Down"));
            RealInput::key(QStringLiteral("Return"));
        });
        QVERIFY(
            RealInput::click(m_place->findChild<QPushButton *>(QStringLiteral("export-reward-difference-and-people"))));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 20000);
        widgets::FileChooser::answerWith({});
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("study revision"));
    }
};

int main(int argc, char **argv)
{
    return support::runWithRealInput<DisagreementRealInputTest>(argc, argv);
}
#include "tst_disagreementrealinput.moc"
