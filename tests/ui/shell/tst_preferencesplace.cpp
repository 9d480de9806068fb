#include "ui/shell/preferencesplace.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QSettings>
#include <QTest>

#include "tests/support/paths.h"
#include "tests/support/studies.h"
#include "ui/shell/keyeditor.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

using widgets::Preferences;

/// Preferences by keys and clicks; every change is in force at once.
class TestPreferencesPlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("dissensus-test"));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
        widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light);
    }

    void init()
    {
        QSettings().clear();
        m_window = std::make_unique<QWidget>();
        m_place = new shell::PreferencesPlace(m_window.get());
        m_bar = new widgets::BarRow(m_window.get());
        m_place->fillTopBar(m_bar);
        m_window->resize(1200, 900);
        m_bar->setGeometry(0, 0, 1200, 44);
        m_place->setGeometry(0, 44, 1200, 856);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void cleanup() { m_window.reset(); }

    void aKeyIsChangedAndTakenBack()
    {
        change(QStringLiteral("Prefer left"));
        QVERIFY(editor()->isWaiting());
        QTest::keyClick(editor()->table(), Qt::Key_H);
        QCOMPARE(Preferences::load().keyChanges.value(QStringLiteral("choice/left")), QStringList(QStringLiteral("H")));
        QCOMPARE(annotate::KeyMap::inForce(Preferences::load()).cap(QStringLiteral("left")), QStringLiteral("H"));
        press(QStringLiteral("Reset all keys"));
        QVERIFY(Preferences::load().keyChanges.isEmpty());
    }

    void aTakenKeyIsSaidFirst()
    {
        change(QStringLiteral("Prefer left"));
        QTest::keyClick(editor()->table(), Qt::Key_Down);
        auto *strip = editor()->findChild<widgets::Strip *>();
        QVERIFY(strip->isVisible());
        QVERIFY2(strip->text().contains(QStringLiteral("No preference")), qPrintable(strip->text()));
        QVERIFY(Preferences::load().keyChanges.isEmpty());
        QTest::mouseClick(strip->findChild<widgets::Button *>(), Qt::LeftButton);
        const auto changes = Preferences::load().keyChanges;
        QCOMPARE(changes.value(QStringLiteral("choice/left")), QStringList(QStringLiteral("Down")));
        QVERIFY(changes.value(QStringLiteral("choice/tie")).isEmpty());
    }

    void escLeavesTheKey()
    {
        change(QStringLiteral("Prefer left"));
        QTest::keyClick(editor()->table(), Qt::Key_F11);
        QVERIFY(editor()->isWaiting());
        QTest::keyClick(editor()->table(), Qt::Key_Escape);
        QVERIFY(!editor()->isWaiting());
        QVERIFY(Preferences::load().keyChanges.isEmpty());
    }

    void searchLeavesWhatMatches()
    {
        auto *search = m_bar->findChild<QLineEdit *>();
        QTest::keyClicks(search, QStringLiteral("theme"));
        QVERIFY(box(QStringLiteral("Theme"))->isVisible());
        QVERIFY(!editor()->isVisible());
        search->clear();
        QTest::keyClicks(search, QStringLiteral("both bad"));
        QVERIFY(editor()->isVisible());
        QCOMPARE(editor()->table()->model()->rowCount(), 1);
        QVERIFY(!box(QStringLiteral("Theme"))->isVisible());
    }

    void valuesAreKept()
    {
        auto *theme = box(QStringLiteral("Theme"));
        theme->setCurrentIndex(theme->findData(QStringLiteral("dark")));
        QCOMPARE(Preferences::load().theme, QStringLiteral("dark"));
        auto *layout = box(QStringLiteral("Layout of the keys"));
        layout->setCurrentIndex(1);
        QCOMPARE(Preferences::load().keyMap, QStringLiteral("left-hand"));
    }

    void theScorerIsTested()
    {
        auto *command = field(QStringLiteral("Command of the scorer"));
        command->setText(QStringLiteral("/nowhere/no-such-scorer"));
        press(QStringLiteral("Test"));
        QTRY_VERIFY(!m_place->isSettled() || !result().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(result().contains(QStringLiteral("/nowhere/no-such-scorer")), 30000);
        QCOMPARE(Preferences::load().scorerCommand, QStringLiteral("/nowhere/no-such-scorer"));
    }

private:
    shell::KeyEditor *editor() const { return m_place->findChild<shell::KeyEditor *>(); }

    void change(const QString &action)
    {
        auto *table = editor()->table();
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, 0).data().toString() != action)
                continue;
            const QModelIndex button = table->model()->index(row, 3);
            table->scrollTo(button);
            QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(button).center());
        }
    }

    void press(const QString &text) const
    {
        for (auto *button : m_place->findChildren<widgets::Button *>()) {
            if (button->text() == text)
                button->click();
        }
    }

    QComboBox *box(const QString &name) const
    {
        for (auto *box : m_place->findChildren<QComboBox *>()) {
            if (box->accessibleName() == name)
                return box;
        }
        return nullptr;
    }

    QLineEdit *field(const QString &name) const
    {
        for (auto *line : m_place->findChildren<QLineEdit *>()) {
            if (line->accessibleName() == name)
                return line;
        }
        return nullptr;
    }

    /// What the test of the scorer said.
    QString result() const
    {
        for (auto *label : m_place->findChildren<widgets::Label *>()) {
            if (label->isVisible() && label->text().contains(QStringLiteral("scorer"))
                && label->text().contains(QStringLiteral("/nowhere/")))
                return label->text();
        }
        return {};
    }

    support::TestFolder m_folder;
    std::unique_ptr<QWidget> m_window;
    widgets::BarRow *m_bar = nullptr;
    shell::PreferencesPlace *m_place = nullptr;
};

QTEST_MAIN(TestPreferencesPlace)
#include "tst_preferencesplace.moc"
