#include "core/storage/revealrepository.h"

#include <QTest>

#include "core/storage/annotatorrepository.h"
#include "core/storage/database.h"
#include "core/storage/promptrepository.h"
#include "tests/support/studies.h"

using support::must;

class TestRevealRepository : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seenPromptsAreRemembered()
    {
        const support::TestFolder folder;
        auto database =
            must(storage::Database::create(folder.file(QStringLiteral("a.dissensus")), QStringLiteral("t")));
        storage::AnnotatorRepository annotators(database);
        const auto anna = must(annotators.addAnnotator(QStringLiteral("anna"), study::AnnotatorKind::Human));
        const auto ben = must(annotators.addAnnotator(QStringLiteral("ben"), study::AnnotatorKind::Human));
        storage::PromptRepository prompts(database);
        const auto harbour = must(prompts.addGroup(QStringLiteral("harbour"), {}));
        const auto forest = must(prompts.addGroup(QStringLiteral("forest"), {}));
        const auto plain = must(prompts.addPrompt(harbour.id, QStringLiteral("original"), QStringLiteral("a boat")));
        const auto wild = must(prompts.addPrompt(harbour.id, QStringLiteral("distorted"), QStringLiteral("a storm")));
        const auto tree = must(prompts.addPrompt(forest.id, QStringLiteral("original"), QStringLiteral("a tree")));

        storage::RevealRepository reveals(database);
        QVERIFY(!must(reveals.isRevealed(anna, plain.id)));
        must(reveals.reveal(anna, {harbour.id}));
        QVERIFY(must(reveals.isRevealed(anna, plain.id)));
        QVERIFY(must(reveals.isRevealed(anna, wild.id))); // the other text of the same idea was on the screen too
        QVERIFY(!must(reveals.isRevealed(anna, tree.id)));
        QVERIFY(!must(reveals.isRevealed(ben, plain.id)));

        const qint64 before = must(database.revision());
        must(reveals.reveal(anna, {harbour.id}));
        QCOMPARE(must(database.revision()), before); // nothing new, no row

        must(reveals.revealAll(ben));
        QVERIFY(must(reveals.isRevealed(ben, tree.id)));
        QVERIFY(must(reveals.isAllRevealed(ben)));
        QVERIFY(!must(reveals.isAllRevealed(anna)));
    }
};

QTEST_GUILESS_MAIN(TestRevealRepository)
#include "tst_revealrepository.moc"
