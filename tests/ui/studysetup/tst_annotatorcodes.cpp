#include "ui/studysetup/annotatorcodes.h"

#include <QTest>

#include "core/storage/annotatorrepository.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"

using studysetup::readCodes;
using support::must;

class TestAnnotatorCodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void codesAndRanges()
    {
        QCOMPARE(readCodes(QStringLiteral("A01, B7 ,A01")).codes,
                 QStringList({QStringLiteral("A01"), QStringLiteral("B7")}));
        const QStringList range = readCodes(QStringLiteral("A08-A11")).codes;
        QCOMPARE(range, QStringList({QStringLiteral("A08"), QStringLiteral("A09"), QStringLiteral("A10"),
                                     QStringLiteral("A11")}));
        QCOMPARE(readCodes(QStringLiteral("A08-11")).codes, range);
        // A dash inside a code is part of it.
        QCOMPARE(readCodes(QStringLiteral("anna-b")).codes, QStringList(QStringLiteral("anna-b")));
    }

    void whatCannotBeUsed()
    {
        for (const char *text : {"", " , ", "a;b", "A12-A08", "A1-B9", "A0001-A9999"})
            QVERIFY2(!readCodes(QLatin1String(text)).problem.isEmpty(), text);
        QVERIFY(studysetup::readGroups(QString()).problem.isEmpty());
    }

    void addedAndTakenBack()
    {
        support::TestFolder folder;
        support::SmallStudy study(folder.path());
        storage::AnnotatorRepository annotators(study.database());
        const QStringList codes{QStringLiteral("A01"), QStringLiteral("A02")};
        const QStringList groups{QStringLiteral("art training")};
        const auto source = must(studysetup::addAnnotators(study.database(), codes, groups));
        QVERIFY(source);
        QCOMPARE(must(annotators.annotators()).size(), 2);
        QCOMPARE(must(annotators.annotators()).first().groups, groups);
        // Who is there already only gets the groups.
        QVERIFY(!must(studysetup::addAnnotators(study.database(), codes, {QStringLiteral("EU")})));
        QCOMPARE(must(annotators.annotators()).first().groups.size(), 2);
        must(storage::SourceRepository(study.database()).withdraw(*source));
        QVERIFY(must(annotators.annotators()).isEmpty());
        must(storage::SourceRepository(study.database()).revive(*source));
        QCOMPARE(must(annotators.annotators()).size(), 2);
    }

    void whoHasSatDownStays()
    {
        support::TestFolder folder;
        support::SmallStudy study(folder.path());
        storage::AnnotatorRepository annotators(study.database());
        const auto source = must(studysetup::addAnnotators(study.database(), {QStringLiteral("A01")}, {}));
        must(annotators.addSession(must(annotators.annotators()).first().id, 1000));
        must(storage::SourceRepository(study.database()).withdraw(*source));
        QCOMPARE(must(annotators.annotators()).size(), 1);
    }

    void commandsAreQuoted()
    {
        QCOMPARE(studysetup::startCommand(QStringLiteral("/data/my study.dissensus"), QStringLiteral("A01")),
                 QStringLiteral("dissensus '/data/my study.dissensus' --annotate --annotator A01"));
        QCOMPARE(studysetup::startCommand(QStringLiteral("s.dissensus"), QStringLiteral("it's")),
                 QStringLiteral("dissensus s.dissensus --annotate --annotator 'it'\\''s'"));
    }
};

QTEST_GUILESS_MAIN(TestAnnotatorCodes)
#include "tst_annotatorcodes.moc"
