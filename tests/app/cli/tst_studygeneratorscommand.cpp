#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

#include "tests/support/program.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"

class TestStudyGeneratorsCommand : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;
    QString m_study;

    static QString s(const char *text) { return QString::fromUtf8(text); }
    support::Run generators(const QStringList &arguments = {})
    {
        return support::runCli(QStringList{s("study"), s("generators"), m_study, s("--json")} + arguments);
    }

private Q_SLOTS:
    void initTestCase()
    {
        support::SmallStudyPlan plan;
        plan.generators = {s("Flux dev"), s("Flux Krea")};
        m_study = support::SmallStudy(m_folder.path(), plan).path();
    }

    void listsThem()
    {
        const QJsonArray rows = generators().json().array();
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[0].toObject().value(s("generator")).toString(), s("Flux Krea"));
        QCOMPARE(rows[0].toObject().value(s("pictures")).toInt(), 4);
        QCOMPARE(rows[0].toObject().value(s("family")).toString(), QString());
    }

    void setsFamilyAndBase()
    {
        const QString file = m_folder.write(
            s("g.csv"), "generator,family,aligned_version_of\nFlux dev,Flux,\nFlux Krea,Flux,Flux dev\n");
        const support::Run run = generators({s("--set"), file});
        QCOMPARE(run.exitCode, 0);
        const QJsonObject krea = run.json().array()[0].toObject();
        QCOMPARE(krea.value(s("family")).toString(), s("Flux"));
        QCOMPARE(krea.value(s("aligned_version_of")).toString(), s("Flux dev"));
        QCOMPARE(generators().out, run.out);
    }

    void unknownNamesAreRefusedWithTheirLine_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<int>("line");
        QTest::newRow("generator") << QByteArray("generator,family\nFlux dev,Other\nMidjourney,x\n") << 3;
        QTest::newRow("base") << QByteArray("generator,aligned_version_of\nFlux dev,Nothing\n") << 2;
        QTest::newRow("column") << QByteArray("generator,famly\nFlux dev,Other\n") << 1;
        QTest::newRow("no column") << QByteArray("family\nOther\n") << 1;
    }

    void unknownNamesAreRefusedWithTheirLine()
    {
        QFETCH(QByteArray, csv);
        QFETCH(int, line);
        const QByteArray before = generators().out;
        const support::Run run = generators({s("--set"), m_folder.write(s("wrong.csv"), csv)});
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(QJsonDocument::fromJson(run.err).object().value(s("error")).toObject().value(s("line")).toInt(), line);
        QCOMPARE(generators().out, before);
    }
};

QTEST_GUILESS_MAIN(TestStudyGeneratorsCommand)
#include "tst_studygeneratorscommand.moc"
