#include <QCheckBox>
#include <QFile>
#include <QLineEdit>
#include <QTest>

#include "tests/core/scoring/httpserver.h"
#include "tests/core/scoring/scoringstudy.h"
#include "ui/scorers/detailspane.h"
#include "ui/scorers/installpopover.h"
#include "ui/scorers/scorersplace.h"
#include "ui/scorers/scorertable.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/theme.h"

using scorers::ScorersPlace;
using scorers::ScorerTable;

/// Weights installed from a file, a place of their own or an address, and removed, and what the place says of a scorer
/// that fails its test or dies.
class WeightsInPlaceTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<ScoringStudy> m_made;
    std::unique_ptr<ScorersPlace> m_place;
    std::unique_ptr<widgets::BarRow> m_bar;
    widgets::StudyPtr m_study;

    void open(const QString &mode)
    {
        m_place.reset();
        m_study.reset();
        m_made = std::make_unique<ScoringStudy>(3);
        qputenv("DISSENSUS_SCORER", m_made->fake(mode, QStringLiteral("1")).toLocal8Bit());
        qputenv("DISSENSUS_MODELS", m_made->folder().file(QStringLiteral("models")).toLocal8Bit());
        m_study = std::make_shared<widgets::StudyHandle>(support::must(widgets::StudyHandle::readHead(m_made->path())));
        m_place = std::make_unique<ScorersPlace>();
        m_bar = std::make_unique<widgets::BarRow>();
        m_place->fillTopBar(m_bar.get());
        m_place->resize(1356, 830);
        m_place->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_place.get()));
        m_place->setStudy(m_study);
        m_place->activate();
        QTRY_VERIFY_WITH_TIMEOUT(m_place->isSettled(), 30000);
    }

    ScorerTable *table() const { return m_place->findChild<ScorerTable *>(); }
    QString cell(const QString &scorer, int column) const
    {
        for (int row = 0; row < table()->model()->rowCount(); ++row) {
            if (table()->model()->index(row, 0).data().toString() == scorer)
                return table()->model()->index(row, column).data().toString();
        }
        return {};
    }
    widgets::Strip *strip(const QString &name) const { return m_place->findChild<widgets::Strip *>(name); }

    /// As the row's button does it.
    void choose(const QString &scorer, scorers::ScorerAction action) { Q_EMIT table()->actionChosen(scorer, action); }

    scorers::InstallPopover *popover() const { return m_place->findChild<scorers::InstallPopover *>(); }
    widgets::Button *installButton() const
    {
        return popover()->findChild<widgets::Button *>(QStringLiteral("installWeights"));
    }
    void type(const QString &from) { popover()->findChild<QLineEdit *>(QStringLiteral("from"))->setText(from); }
    void tick(const QString &box) { popover()->findChild<QCheckBox *>(box)->click(); }
    QString ownWeights() const { return m_made->folder().write(QStringLiteral("own.safetensors"), ownBytes()); }
    static QByteArray ownBytes() { return QByteArray("\x02\0\0\0\0\0\0\0{}", 10) + QByteArray(3 << 20, 'w'); }

private Q_SLOTS:
    void initTestCase() { widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light); }
    void cleanupTestCase()
    {
        m_place.reset();
        m_study.reset();
        widgets::FileChooser::answerWith({});
    }

    // The fake worker knows one scorer only; the catalogue's rows are those of a place whose worker does not answer.
    void weightsComeAndGo()
    {
        open(QStringLiteral("refuse"));
        QCOMPARE(cell(QStringLiteral("HPSv2.1"), scorers::StateColumn), QStringLiteral("not installed"));
        QCOMPARE(cell(QStringLiteral("HPS v1"), scorers::StateColumn), QStringLiteral("needs your own weights file"));
        QCOMPARE(cell(QStringLiteral("HPSv2.1"), scorers::ActionColumn), QStringLiteral("Install…"));
        const QString file = ownWeights();
        widgets::FileChooser::answerWith([file](const widgets::FileChooser::Question &question) {
            [&] { QVERIFY(question.title.contains(QStringLiteral("HPSv2.1"))); }();
            return QStringList{file};
        });
        choose(QStringLiteral("hps-v2.1"), scorers::ScorerAction::Install);
        QVERIFY(popover()->isVisible());
        QVERIFY(!installButton()->isEnabled());
        QVERIFY(!popover()->findChild<QCheckBox *>(QStringLiteral("accepted"))->isVisible()); // its licence is stated
        for (widgets::Button *button : popover()->findChildren<widgets::Button *>()) {
            if (button->text() == QStringLiteral("File…"))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QVERIFY(popover()->isVisible());
        QVERIFY(installButton()->isEnabled());
        QTest::mouseClick(installButton(), Qt::LeftButton);
        QVERIFY(!popover()->isVisible());
        QVERIFY(cell(QStringLiteral("HPSv2.1"), scorers::StateColumn).startsWith(QStringLiteral("checking the file")));
        QCOMPARE(cell(QStringLiteral("HPSv2.1"), scorers::ActionColumn), QStringLiteral("Cancel"));
        QTRY_COMPARE_WITH_TIMEOUT(cell(QStringLiteral("HPSv2.1"), scorers::StateColumn),
                                  QStringLiteral("cannot run in this version yet"), 30000);
        const auto lines = m_place->findChild<scorers::DetailsPane *>()->lines();
        QVERIFY(std::any_of(lines.begin(), lines.end(), [](const auto &line) {
            return line.value.contains(QStringLiteral("not a published file"));
        }));

        choose(QStringLiteral("hps-v2.1"), scorers::ScorerAction::Remove);
        QVERIFY(strip(QStringLiteral("question"))->isVisible()); // asked without a dialog
        QCOMPARE(cell(QStringLiteral("HPSv2.1"), scorers::ActionColumn), QStringLiteral("Remove"));
        QTest::mouseClick(strip(QStringLiteral("question"))->findChild<widgets::Button *>(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(cell(QStringLiteral("HPSv2.1"), scorers::StateColumn),
                                  QStringLiteral("not installed"), 30000);
        QVERIFY(!strip(QStringLiteral("question"))->isVisible());
    }

    void aWrongFileIsSaidAndNothingChanges()
    {
        open(QStringLiteral("refuse"));
        const QString page = m_made->folder().write(QStringLiteral("page.pt"), "<html>404</html>");
        choose(QStringLiteral("mps"), scorers::ScorerAction::Install);
        type(page);
        // Its makers state no licence: that must be accepted first.
        QVERIFY(!installButton()->isEnabled());
        QVERIFY(installButton()->toolTip().contains(QStringLiteral("may use")));
        tick(QStringLiteral("accepted"));
        QTest::mouseClick(installButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(strip(QStringLiteral("question"))->isVisible(), 30000);
        QVERIFY(strip(QStringLiteral("question"))->text().contains(QStringLiteral("page.pt")));
        QTRY_COMPARE_WITH_TIMEOUT(cell(QStringLiteral("MPS"), scorers::StateColumn),
                                  QStringLiteral("needs your own weights file"), 30000);
    }

    void filesCanStayWhereTheyAre()
    {
        open(QStringLiteral("refuse"));
        const QString file = ownWeights();
        choose(QStringLiteral("hps-v2.1"), scorers::ScorerAction::Install);
        type(file);
        tick(QStringLiteral("inPlace"));
        QTest::mouseClick(installButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(cell(QStringLiteral("HPSv2.1"), scorers::ActionColumn), QStringLiteral("Remove"),
                                  30000);
        const auto model = scoring::ModelStore().find(QStringLiteral("hps-v2.1"));
        QVERIFY(model && model->files.size() == 1);
        QCOMPARE(model->files[0].path, file);
        choose(QStringLiteral("hps-v2.1"), scorers::ScorerAction::Remove);
        QVERIFY(strip(QStringLiteral("question"))->text().contains(QStringLiteral("stay where they are")));
        QTest::mouseClick(strip(QStringLiteral("question"))->findChild<widgets::Button *>(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(cell(QStringLiteral("HPSv2.1"), scorers::StateColumn),
                                  QStringLiteral("not installed"), 30000);
        QVERIFY(QFile::exists(file));
    }

    void aStoppedDownloadGoesOn()
    {
        open(QStringLiteral("refuse"));
        const QByteArray file = ownBytes();
        constexpr qsizetype firstPart = 1 << 20;
        // Half of it, then silence.
        HttpServer server([&](const HttpServer::Request &, QTcpSocket &socket) {
            socket.write("HTTP/1.1 200 OK\r\nETag: \"one\"\r\nContent-Length: " + QByteArray::number(file.size())
                         + "\r\n\r\n" + file.left(firstPart));
        });
        choose(QStringLiteral("hps-v2.1"), scorers::ScorerAction::Install);
        type(server.url(QStringLiteral("/own.safetensors")).toString());
        QCOMPARE(installButton()->text(), QStringLiteral("Download"));
        QVERIFY(!popover()->findChild<QCheckBox *>(QStringLiteral("inPlace"))->isEnabled());
        QTest::mouseClick(installButton(), Qt::LeftButton);
        const auto state = [this] { return cell(QStringLiteral("HPSv2.1"), scorers::StateColumn); };
        QTRY_VERIFY_WITH_TIMEOUT(state().startsWith(QStringLiteral("download, 1")), 30000);
        QVERIFY(state().contains(QStringLiteral("of 3.1 MB")));
        choose(QStringLiteral("hps-v2.1"), scorers::ScorerAction::CancelInstall);
        QTRY_COMPARE_WITH_TIMEOUT(state(), QStringLiteral("download stopped"), 30000);
        QCOMPARE(cell(QStringLiteral("HPSv2.1"), scorers::ActionColumn), QStringLiteral("Resume"));
        QVERIFY(!strip(QStringLiteral("question"))->isVisible()); // what one did oneself is no error

        server.setHandler([&](const HttpServer::Request &request, QTcpSocket &socket) {
            HttpServer::giveFile(request, socket, file);
        });
        choose(QStringLiteral("hps-v2.1"), scorers::ScorerAction::ResumeInstall);
        QTRY_COMPARE_WITH_TIMEOUT(cell(QStringLiteral("HPSv2.1"), scorers::ActionColumn), QStringLiteral("Remove"),
                                  30000);
        QCOMPARE(server.requests().last().start(), firstPart);
        const auto model = scoring::ModelStore().find(QStringLiteral("hps-v2.1"));
        QVERIFY(model && model->bytes() == file.size());
    }

    void anAddressThatHasNothingIsSaid()
    {
        open(QStringLiteral("refuse"));
        const HttpServer server([](const HttpServer::Request &, QTcpSocket &socket) {
            HttpServer::answer(socket, "404 Not Found", "nothing here");
        });
        choose(QStringLiteral("hps-v2.1"), scorers::ScorerAction::Install);
        type(server.url(QStringLiteral("/own.safetensors")).toString());
        QTest::mouseClick(installButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(strip(QStringLiteral("question"))->isVisible(), 30000);
        QVERIFY(strip(QStringLiteral("question"))->text().contains(QStringLiteral("404")));
    }

    void aFailedTestSwitchesTheScorerOff()
    {
        open(QStringLiteral("badtest"));
        QCOMPARE(cell(QStringLiteral("Sharpness"), scorers::StateColumn), QStringLiteral("off until the test passes"));
        QVERIFY(cell(QStringLiteral("Sharpness"), scorers::TestColumn).startsWith(QStringLiteral("failed: 250")));
        for (const auto *button : m_bar->findChildren<widgets::Button *>())
            QVERIFY(!button->text().startsWith(QStringLiteral("Score")) || !button->isEnabled());
    }

    void aWorkerThatDiesIsAStripWithTheWayOut()
    {
        open(QStringLiteral("die"));
        QCOMPARE(cell(QStringLiteral("Sharpness"), scorers::StateColumn), QStringLiteral("ready"));
        QCOMPARE(cell(QStringLiteral("Sharpness"), scorers::ActionColumn), QStringLiteral("Score"));
        choose(QStringLiteral("sharpness"), scorers::ScorerAction::Score);
        // It dies of every first message: the queue gives up after several restarts in a row.
        QTRY_VERIFY_WITH_TIMEOUT(strip(QStringLiteral("error"))->isVisible(), 120000);
        QVERIFY(strip(QStringLiteral("error"))->text().contains(QStringLiteral("0 scores are kept")));
        QVERIFY(cell(QStringLiteral("Sharpness"), scorers::StateColumn).startsWith(QStringLiteral("stopped")));
        QCOMPARE(cell(QStringLiteral("Sharpness"), scorers::ActionColumn), QStringLiteral("Restart"));
        qputenv("DISSENSUS_SCORER", m_made->fake(QStringLiteral("good")).toLocal8Bit());
        QTest::mouseClick(strip(QStringLiteral("error"))->findChild<widgets::Button *>(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(m_made->rows().size(), 6, 60000);
        QTRY_VERIFY_WITH_TIMEOUT(!strip(QStringLiteral("error"))->isVisible(), 30000);
        QTRY_VERIFY_WITH_TIMEOUT(m_place->isSettled(), 30000);
    }
};

QTEST_MAIN(WeightsInPlaceTest)
#include "tst_weightsinplace.moc"
