#include "ui/shell/keychanges.h"

#include <QKeyEvent>
#include <QTest>

using annotate::KeyMap;
using annotate::Screen;
using shell::KeyChanges;

class TestKeyChanges : public QObject
{
    Q_OBJECT

    const QString m_left = QStringLiteral("choice/left");
    const QString m_tie = QStringLiteral("choice/tie");

private Q_SLOTS:
    void everyActionExistsInBothLayouts()
    {
        QVERIFY(shell::keyActions().size() > 50);
        for (const char *layout : {"right-hand", "left-hand"}) {
            const auto known = KeyMap::texts(QLatin1String(layout));
            QCOMPARE(known.size(), shell::keyActions().size());
            for (const shell::KeyAction &action : shell::keyActions())
                QVERIFY2(known.contains(action.path), qPrintable(action.path));
        }
    }

    void aKeyMovesOver()
    {
        KeyChanges keys(QStringLiteral("right-hand"));
        QCOMPARE(keys.holderOf(QStringLiteral("Down"), m_left), m_tie);
        QVERIFY(keys.holderOf(QStringLiteral("H"), m_left).isEmpty());
        keys.give(m_left, QStringLiteral("Down"));
        QCOMPARE(keys.keys(m_left), QStringList(QStringLiteral("Down")));
        QVERIFY(keys.keys(m_tie).isEmpty());
        // The map that follows has no clash and does what was asked.
        const auto map = KeyMap::changed(QStringLiteral("right-hand"), keys.changes());
        QVERIFY(map);
        QCOMPARE(map->action(Screen::Choice, QKeyEvent(QEvent::KeyPress, Qt::Key_Down, Qt::NoModifier)),
                 QStringLiteral("left"));
        keys.reset(m_left);
        keys.reset(m_tie);
        QVERIFY(keys.changes().isEmpty());
    }

    void keysMeetOnlyOnOneScreen()
    {
        const KeyChanges keys(QStringLiteral("right-hand"));
        // Left is "previous picture" of labels too: another screen.
        QVERIFY(keys.holderOf(QStringLiteral("Left"), m_left).isEmpty());
        QCOMPARE(keys.holderOf(QStringLiteral("Space"), m_left), QStringLiteral("everywhere/flip"));
        // Enter is "done" of labels and "continue" elsewhere.
        QVERIFY(keys.holderOf(QStringLiteral("Enter"), QStringLiteral("labels/done")).isEmpty());
    }

    void resettingTakesTheKeyBack()
    {
        KeyChanges keys(QStringLiteral("right-hand"));
        keys.give(m_tie, QStringLiteral("Left"));
        QVERIFY(keys.keys(m_left).isEmpty());
        keys.reset(m_left);
        QCOMPARE(keys.keys(m_left), QStringList(QStringLiteral("Left")));
        QVERIFY(keys.keys(m_tie).isEmpty());
        QVERIFY(KeyMap::changed(QStringLiteral("right-hand"), keys.changes()));
        keys.resetAll();
        QVERIFY(keys.changes().isEmpty());
    }

    void theWindowKeepsItsKeys()
    {
        const auto reserved = [](const char *key) {
            return KeyChanges::reserved(*annotate::keySpecFromText(QLatin1String(key)));
        };
        for (const char *key : {"F6", "F10", "F11", "Tab", "Ctrl+1", "Ctrl+O"})
            QVERIFY2(!reserved(key).isEmpty(), key);
        for (const char *key : {"H", "F4", "Shift+Left", "Num+5", "Ctrl+Z"})
            QVERIFY2(reserved(key).isEmpty(), key);
    }

    void textsAreReadAsWritten()
    {
        for (const QStringList &keys : KeyMap::texts(QStringLiteral("left-hand"))) {
            for (const QString &key : keys) {
                const auto spec = annotate::keySpecFromText(key);
                QVERIFY2(spec, qPrintable(key));
                QCOMPARE(annotate::keySpecFromText(spec->toText()), spec);
            }
        }
    }

    void unknownChangesAreLeftOut()
    {
        const KeyChanges keys(QStringLiteral("right-hand"), {{QStringLiteral("choice/gone"), {QStringLiteral("G")}}});
        QVERIFY(keys.changes().isEmpty());
        widgets::Preferences preferences;
        preferences.keyMap = QStringLiteral("right-hand");
        preferences.keyChanges = {{m_left, {QStringLiteral("Nonsense+Key")}}};
        // What cannot be read must not leave anybody without keys.
        QCOMPARE(KeyMap::inForce(preferences).cap(QStringLiteral("left")), QStringLiteral("Left"));
    }
};

QTEST_MAIN(TestKeyChanges)
#include "tst_keychanges.moc"
