#include "core/storage/annotatorrepository.h"

#include <QtTest>

#include "core/storage/database.h"
#include "tests/support/studies.h"

class TestAnnotatorRepository : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;

private Q_SLOTS:
    void codesGroupsAndSessions()
    {
        auto database = support::must(storage::Database::create(m_folder.file(QStringLiteral("a.dissensus")), {}));
        storage::AnnotatorRepository annotators(database);
        const auto first = support::must(
            annotators.addAnnotator(QStringLiteral("p1"), study::AnnotatorKind::Human, {QStringLiteral("pilot")}));
        const auto again = support::must(annotators.addAnnotator(QStringLiteral("p1"), study::AnnotatorKind::Human,
                                                                 {QStringLiteral("experts"), QStringLiteral("pilot")}));
        QCOMPARE(again.id, first.id);
        support::must(annotators.addAnnotator(QStringLiteral("bot"), study::AnnotatorKind::Machine));

        SUPPORT_FAILS(annotators.addAnnotator(QStringLiteral("bot"), study::AnnotatorKind::Human), "annotator.kind");
        const auto all = support::must(annotators.annotators());
        QCOMPARE(all.size(), 2);
        QCOMPARE(all[0].kind, study::AnnotatorKind::Machine);
        QCOMPARE(all[1].groups, (QStringList{QStringLiteral("pilot"), QStringLiteral("experts")}));
        QCOMPARE(annotators.annotatorByCode(QStringLiteral("p1"))->value().groups, all[1].groups);
        QVERIFY(!annotators.annotatorByCode(QStringLiteral("p2"))->has_value());

        const auto session = support::must(annotators.addSession(first.id, 5));
        QVERIFY(support::must(annotators.addSession(first.id, 6, QStringLiteral("given"))) != session);
        SUPPORT_FAILS(annotators.addSession(first.id, 7, QStringLiteral("given")), "study.constraint");
    }

    void progressOfSomebodyWithoutTrials()
    {
        auto database = support::must(storage::Database::create(m_folder.file(QStringLiteral("p.dissensus")), {}));
        storage::AnnotatorRepository annotators(database);
        const auto id = support::must(annotators.addAnnotator(QStringLiteral("p1"), study::AnnotatorKind::Human)).id;
        const auto progress = support::must(annotators.progress());
        QCOMPARE(progress.size(), 1);
        QCOMPARE(progress[id].planned, 0);
        QCOMPARE(progress[id].answered, 0);
        QCOMPARE(progress[id].lastAnswer, 0);
    }

    void consentIsToOneText()
    {
        auto database = support::must(storage::Database::create(m_folder.file(QStringLiteral("c.dissensus")), {}));
        storage::AnnotatorRepository annotators(database);
        const auto id = support::must(annotators.addAnnotator(QStringLiteral("p1"), study::AnnotatorKind::Human)).id;
        SUPPORT_OK(annotators.addConsent(id, QStringLiteral("hash of the text")));
        QVERIFY(annotators.hasConsent(id, QStringLiteral("hash of the text")).value());
        QVERIFY(!annotators.hasConsent(id, QStringLiteral("hash of a later text")).value());
        SUPPORT_OK(annotators.addBackgroundAnswer(id, QStringLiteral("art training"), QStringLiteral("none")));
    }
};

QTEST_GUILESS_MAIN(TestAnnotatorRepository)
#include "tst_annotatorrepository.moc"
