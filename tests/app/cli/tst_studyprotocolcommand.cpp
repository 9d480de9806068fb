#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

#include "tests/support/program.h"
#include "tests/support/studies.h"

class TestStudyProtocolCommand : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;
    QString m_study;

    static QString s(const char *text) { return QString::fromUtf8(text); }
    support::Run protocol(const QStringList &arguments)
    {
        return support::runCli(QStringList{s("study"), s("protocol"), m_study} + arguments + QStringList{s("--json")});
    }

private Q_SLOTS:
    void init()
    {
        m_study = m_folder.file(s("%1.dissensus").arg(s(QTest::currentTestFunction())));
        QCOMPARE(support::runCli({s("study"), s("create"), m_study}).exitCode, 0);
    }

    void shownProtocolCanBeSetAgain()
    {
        const QJsonObject shown = protocol({s("show")}).json().object();
        QCOMPARE(shown.value(s("default")), QJsonValue(true));
        QCOMPARE(shown.value(s("protocol")).toObject().value(s("seed")).toInt(), 42);
        const support::Run text = support::runCli({s("study"), s("protocol"), m_study, s("show")});
        const support::Run set = protocol({s("set"), m_folder.write(s("again.json"), text.out)});
        QCOMPARE(set.exitCode, 0);
        QCOMPARE(set.json().object().value(s("protocol_hash")), shown.value(s("protocol_hash")));
    }

    void lockedProtocolIsSupersededNotEdited()
    {
        const QString file = m_folder.write(s("p.json"), R"({"version": 1, "seed": 7})");
        QCOMPARE(protocol({s("set"), file}).exitCode, 0);
        const QJsonObject locked = protocol({s("lock")}).json().object();
        QCOMPARE(locked.value(s("locked")), QJsonValue(true));
        const QJsonObject info = support::runCli({s("study"), s("info"), m_study, s("--json")}).json().object();
        QCOMPARE(info.value(s("protocol_hash")), locked.value(s("protocol_hash")));
        QCOMPARE(info.value(s("locked")), QJsonValue(true));

        const QJsonObject next =
            protocol({s("set"), m_folder.write(s("q.json"), R"({"version": 1, "seed": 8})")}).json().object();
        QVERIFY(next.value(s("protocol_hash")) != locked.value(s("protocol_hash")));
        QCOMPARE(next.value(s("locked")), QJsonValue(false));
        QCOMPARE(protocol({s("verify")}).exitCode, 0);
    }

    void wrongKeyNamesItsPathAndChangesNothing()
    {
        const QJsonValue before = protocol({s("show")}).json().object().value(s("protocol_hash"));
        const support::Run run =
            protocol({s("set"), m_folder.write(s("wrong.json"), R"({"version": 1, "pairs": {"repeat": 0.1}})")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY(run.err.contains("$.pairs.repeat"));
        QCOMPARE(protocol({s("show")}).json().object().value(s("protocol_hash")), before);
    }

    void createRefusesAWrongProtocol()
    {
        const QString study = m_folder.file(s("never.dissensus"));
        const QString file = m_folder.write(s("wrong.json"), "{");
        QCOMPARE(support::runCli({s("study"), s("create"), study, s("--protocol"), file}).exitCode, 1);
        QVERIFY(!QFile::exists(study));
    }

    void createTakesTheProtocolAndItsTitle()
    {
        const QString study = m_folder.file(s("titled.dissensus"));
        const QString file = m_folder.write(s("t.json"), R"({"version": 1, "title": "From the file"})");
        const support::Run run = support::runCli({s("study"), s("create"), study, s("--protocol"), file, s("--json")});
        QCOMPARE(run.json().object().value(s("title")).toString(), s("From the file"));
    }

    void actionsAreAFixedList()
    {
        QCOMPARE(protocol({s("edit")}).exitCode, 2);
        QCOMPARE(protocol({s("set")}).exitCode, 2);
        QCOMPARE(protocol({s("lock"), s("x.json")}).exitCode, 2);
    }
};

QTEST_APPLESS_MAIN(TestStudyProtocolCommand)
#include "tst_studyprotocolcommand.moc"
