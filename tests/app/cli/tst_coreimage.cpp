// A core image of a running annotator: no generator's name, no score and no file name is in it, because the process
// never held one.

#include <QTest>

#include "tests/support/annotateclient.h"
#include "tests/support/coreimage.h"
#include "tests/support/plantedstudy.h"
#include "tests/support/text.h"

using support::s;

class TestCoreImage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsNothingPlanted();
};

void TestCoreImage::holdsNothingPlanted()
{
    support::PlantedStudy planted;
    support::AnnotateClient client(planted.study().path(), s("a01"));
    const auto process = static_cast<pid_t>(client.process().processId());
    QString lastTrial;
    const QStringList voted = client.judge(
        [&lastTrial](const QJsonObject &trial) {
            lastTrial = trial.value(s("trial")).toString();
            return QJsonObject{{s("trial"), lastTrial}, {s("answer"), s("left")}};
        },
        8);
    QCOMPARE(voted.size(), 8);
    QCOMPARE(planted.foundIn(process), QStringList());
    // A hunt that cannot find anything proves nothing: the trial's id is there, and the helper holds the names.
    QVERIFY(!support::foundIn(process, lastTrial).isEmpty());
    const QList<pid_t> helpers = support::childProcesses(process);
    QVERIFY(!helpers.isEmpty());
    QStringList known;
    for (const pid_t helper : helpers)
        known += planted.foundIn(helper);
    QVERIFY(!known.isEmpty());
    client.finish();
}

QTEST_GUILESS_MAIN(TestCoreImage)
#include "tst_coreimage.moc"
