#include "ui/shell/mainwindow.h"

#include <QAbstractButton>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QImage>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

#include "core/storage/studyrepository.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "ui/shell/dropcurtain.h"
#include "ui/shell/keylegend.h"
#include "ui/shell/rail.h"
#include "ui/shell/statusline.h"
#include "ui/shell/topbar.h"
#include "ui/widgets/activity.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/label.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/theme.h"

using shell::MainWindow;
using support::must;
using widgets::PlaceId;

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("dissensus-test"));
        widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light);
    }

    void init()
    {
        m_folder = std::make_unique<support::TestFolder>();
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->path());
        m_window = std::make_unique<MainWindow>();
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void cleanup()
    {
        m_window.reset();
        widgets::FileChooser::answerWith({});
    }

    void withoutAStudyOnlyScorersIsOpen()
    {
        QCOMPARE(m_window->currentPlace()->id(), PlaceId::Welcome);
        for (const char *place : {"annotate", "compare", "gallery", "disagreement", "study"})
            QVERIFY2(!button(place)->isEnabled(), place);
        QVERIFY(button("scorers")->isEnabled());
        m_window->showPlace(PlaceId::Annotate);
        QCOMPARE(m_window->currentPlace()->id(), PlaceId::Welcome);
    }

    void paintsOnceBeforeAnyStudy()
    {
        MainWindow window;
        QSignalSpy painted(&window, &MainWindow::firstPaint);
        window.show();
        QTRY_COMPARE(painted.size(), 1);
        window.repaint();
        QTest::qWait(10);
        QCOMPARE(painted.size(), 1);
    }

    void opensAStudyAndRemembersThePlace()
    {
        const QString path = makeStudy();
        open(path);
        QCOMPARE(m_window->currentPlace()->id(), PlaceId::Annotate);
        QVERIFY(!m_window->findChild<shell::TopBar *>()->isVisible());
        QVERIFY(!m_window->findChild<shell::StatusLine *>()->isVisible());
        QCOMPARE(m_window->findChild<shell::Rail *>()->width(), 48);
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(m_window->currentPlace()->id(), PlaceId::Compare);
        QVERIFY(m_window->findChild<shell::TopBar *>()->isVisible());
        QVERIFY(m_window->findChild<shell::Rail *>()->width() > 48);
        m_window->close();

        m_window = std::make_unique<MainWindow>();
        m_window->show();
        open(path);
        QCOMPARE(m_window->currentPlace()->id(), PlaceId::Compare);
    }

    void aWrongFileIsSaidAndChangesNothing()
    {
        QSignalSpy failed(m_window.get(), &MainWindow::studyFailed);
        m_window->openStudy(m_folder->write(QStringLiteral("text.dissensus"), "not a study"));
        QTRY_COMPARE(failed.size(), 1);
        auto *strip = m_window->findChild<widgets::Strip *>();
        QVERIFY(strip->isVisible());
        QVERIFY(strip->text().contains(QStringLiteral("text.dissensus")));
        QCOMPARE(m_window->currentPlace()->id(), PlaceId::Welcome);
    }

    void simulatedStudiesSaySo()
    {
        support::SmallStudy study(m_folder->path());
        must(storage::StudyRepository(study.database()).setSetting(QStringLiteral("simulated"), QStringLiteral("1")));
        open(study.path());
        m_window->showPlace(PlaceId::Compare);
        QStringList shown;
        for (const widgets::Label *label : m_window->findChild<shell::TopBar *>()->findChildren<widgets::Label *>()) {
            if (label->isVisible())
                shown << label->text();
        }
        QVERIFY(shown.contains(QStringLiteral("simulated")));
    }

    void whatGoesOnCanBeCancelled()
    {
        int cancelled = 0;
        const auto say = [](const QString &text, const std::function<void()> &cancel) {
            widgets::Activity::instance().say(
                {QStringLiteral("long"), text, PlaceId::Gallery, false, !text.isEmpty(), cancel});
        };
        const auto stop = [&] {
            ++cancelled;
            say({}, {});
        };
        say(QStringLiteral("Small versions 5 of 900, about 3 min"), stop);
        auto *line = m_window->findChild<shell::StatusLine *>();
        auto *button = line->findChild<QPushButton *>(QStringLiteral("cancel-long"));
        QVERIFY(button && !button->isHidden());
        button->setFocus();
        say(QStringLiteral("Small versions 6 of 900, about 3 min"), stop);
        QCOMPARE(line->findChild<QPushButton *>(QStringLiteral("cancel-long")), button); // keeps the focus
        QVERIFY(button->accessibleName().contains(QStringLiteral("6 of 900")));
        button->click();
        QCOMPARE(cancelled, 1);
        QVERIFY(button->isHidden());
    }

    void legendTakesNoFocus()
    {
        open(makeStudy());
        m_window->showPlace(PlaceId::Gallery);
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(m_window.get(), Qt::Key_F1);
        auto *legend = m_window->findChild<shell::KeyLegend *>();
        QVERIFY(legend->isVisible());
        QCOMPARE(legend->width(), 320);
        QCOMPARE(QApplication::focusWidget(), focus);
        QTest::keyClick(m_window.get(), Qt::Key_F1);
        QVERIFY(!legend->isVisible());
    }

    void newStudiesGoToImport()
    {
        const QString path = m_folder->file(QStringLiteral("new.dissensus"));
        widgets::FileChooser::answerWith([path](const widgets::FileChooser::Question &) { return QStringList{path}; });
        QSignalSpy opened(m_window.get(), &MainWindow::studyOpened);
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
        QTRY_COMPARE(opened.size(), 1);
        QVERIFY(QFile::exists(path));
        QVERIFY(m_window->hasStudy());
    }

    void aDroppedFolderIsImportedIntoTheStudy()
    {
        support::SmallStudy study(m_folder->path());
        open(study.path());
        // As generators leave them: a folder per generator, and the prompts beside it.
        QByteArray prompts("file,prompt,variant\n");
        QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("dropped/painter")));
        for (int i = 0; i < 12; ++i) {
            QImage image(16, 16, QImage::Format_RGB32);
            image.fill(qRgb(10 * i, 0, 99));
            const QString name = QStringLiteral("%1.png").arg(i);
            QVERIFY(image.save(m_folder->file(QStringLiteral("dropped/painter/") + name)));
            prompts += name.toUtf8() + ",painted number " + QByteArray::number(i) + ",original\n";
        }
        m_folder->write(QStringLiteral("dropped/prompts.csv"), prompts);
        QCOMPARE(dropFolder(m_folder->file(QStringLiteral("dropped"))), QStringLiteral("Import 12 pictures"));
        QCOMPARE(m_window->currentPlace()->id(), PlaceId::Study);
        // The import page looked at what was dropped: its action says how much there is.
        const auto named = [this] {
            const auto buttons = m_window->currentPlace()->findChildren<QAbstractButton *>();
            return std::any_of(buttons.begin(), buttons.end(), [](const QAbstractButton *button) {
                return button->isVisible() && button->isEnabled() && button->text().contains(QStringLiteral("12"));
            });
        };
        QTRY_VERIFY(named());
    }

    void aDroppedFolderMakesAStudy()
    {
        const support::SmallStudy other(m_folder->path());
        const QString made = m_folder->file(QStringLiteral("made.dissensus"));
        widgets::FileChooser::answerWith([made](const widgets::FileChooser::Question &) { return QStringList(made); });
        QCOMPARE(dropFolder(m_folder->file(QStringLiteral("pictures"))), QStringLiteral("New study from 12 pictures"));
        QTRY_VERIFY(m_window->hasStudy());
        QVERIFY(QFile::exists(made));
        QCOMPARE(m_window->currentPlace()->id(), PlaceId::Study);
    }

    void aDroppedStudyIsOpened()
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(makeStudy())});
        QSignalSpy opened(m_window.get(), &MainWindow::studyOpened);
        QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        // Sent through the application it would go to the target of a drag under way, which there is not.
        QVERIFY(static_cast<QObject *>(m_window.get())->event(&drop));
        QTRY_COMPARE(opened.size(), 1);
    }

    void narrowWindowsHaveIconsOnly()
    {
        m_window->resize(1100, 800);
        QCOMPARE(m_window->findChild<shell::Rail *>()->width(), 48);
        m_window->resize(1300, 800);
        QVERIFY(m_window->findChild<shell::Rail *>()->width() >= 72);
    }

private:
    /// Lets a folder hang over the window until its pictures are counted, then drops it.
    QString dropFolder(const QString &folder)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(folder)});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        static_cast<QObject *>(m_window.get())->event(&enter);
        auto *curtain = m_window->findChild<shell::DropCurtain *>();
        const bool counted = enter.isAccepted() && curtain->isVisible()
                             && QTest::qWaitFor([curtain] { return curtain->offered().contains(QChar(u'1')); });
        const QString offered = counted ? curtain->offered() : QStringLiteral("nothing");
        QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        static_cast<QObject *>(m_window.get())->event(&drop);
        return curtain->isVisible() ? QStringLiteral("the curtain stayed") : offered;
    }

    QString makeStudy() { return support::SmallStudy(m_folder->path()).path(); }

    void open(const QString &path)
    {
        QSignalSpy opened(m_window.get(), &MainWindow::studyOpened);
        m_window->openStudy(path);
        QTRY_COMPARE(opened.size(), 1);
    }

    QAbstractButton *button(const char *place)
    {
        return m_window->findChild<QAbstractButton *>(QStringLiteral("rail-") + QLatin1String(place));
    }

    std::unique_ptr<support::TestFolder> m_folder;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
