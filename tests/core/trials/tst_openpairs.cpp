#include "core/trials/openpairs.h"

#include <QTest>

#include "core/trials/annotationsession.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "tests/support/submissions.h"

using support::must;

class TestOpenPairs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWhatASessionWouldAsk()
    {
        const support::TestFolder folder;
        support::SmallStudy study(folder.path());
        study.setProtocol(
            R"({"version":1,"pairs":{"repeats":0,"practice":1,"per_annotator":6},"questions":[{"kind":"choice"}]})");
        const QString code = QStringLiteral("a01");
        QCOMPARE(must(trials::openPairs(study.database(), code)).pairs, 0); // nobody yet
        auto session = must(trials::AnnotationSession::open(study.path(), {code, study::AnnotatorKind::Human, {}}));
        const auto before = must(trials::openPairs(study.database(), code));
        QCOMPARE(before.pairs, 6); // practice is not counted
        QVERIFY(!before.groups.isEmpty());
        while (const auto trial = must(session->current())) {
            must(session->answer(support::voteOn(*trial, {study::Choice::Tie, -1, 0}, false)));
        }
        const auto after = must(trials::openPairs(study.database(), code));
        QCOMPARE(after.pairs, 0);
        QVERIFY(after.groups.isEmpty());
        must(session->undo());
        const auto undone = must(trials::openPairs(study.database(), code));
        QCOMPARE(undone.pairs, 1);
        QCOMPARE(undone.groups.size(), 1);
        QVERIFY(undone.isOpen(*undone.groups.cbegin()));
    }
};

QTEST_GUILESS_MAIN(TestOpenPairs)
#include "tst_openpairs.moc"
