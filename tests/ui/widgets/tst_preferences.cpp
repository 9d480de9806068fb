#include "ui/widgets/preferences.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "ui/widgets/recentstudies.h"

class TestPreferences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
        QCoreApplication::setOrganizationName(QStringLiteral("dissensus-test"));
    }

    void keepWhatWasSaved()
    {
        QSignalSpy changed(&widgets::PreferencesWatch::instance(), &widgets::PreferencesWatch::changed);
        widgets::Preferences preferences = widgets::Preferences::load();
        QCOMPARE(preferences.answerHoldMs, 200);
        QCOMPARE(preferences.theme, QStringLiteral("system"));
        preferences.keyMap = QStringLiteral("left-hand");
        preferences.answerHoldMs = 400;
        preferences.save();
        QCOMPARE(changed.size(), 1);
        QVERIFY(widgets::Preferences::load() == preferences);
    }

    void holdStaysInItsRange()
    {
        QSettings().setValue(QStringLiteral("preferences/answerHold"), 5000);
        QCOMPARE(widgets::Preferences::load().answerHoldMs, 400);
    }

    void recentStudiesComeNewestFirst()
    {
        for (int i = 0; i < 12; ++i)
            widgets::addRecentStudy({QStringLiteral("/s/%1.dissensus").arg(i), QString::number(i), i});
        widgets::addRecentStudy({QStringLiteral("/s/5.dissensus"), QStringLiteral("again"), 99});
        QList<widgets::RecentStudy> recent = widgets::recentStudies();
        QCOMPARE(recent.size(), 10);
        QCOMPARE(recent[0].title, QStringLiteral("again"));
        QCOMPARE(recent[1].title, QStringLiteral("11"));
        widgets::removeRecentStudy(QStringLiteral("/s/5.dissensus"));
        recent = widgets::recentStudies();
        QCOMPARE(recent.size(), 9);
        QCOMPARE(recent[0].title, QStringLiteral("11"));
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestPreferences)
#include "tst_preferences.moc"
