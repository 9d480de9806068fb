#include "core/storage/promptrepository.h"

#include <QtTest>

#include "core/base/hash.h"
#include "core/storage/database.h"
#include "tests/support/studies.h"

using storage::Database;

class TestPromptRepository : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;
    int m_made = 0;

    Database newStudy()
    {
        return support::must(Database::create(m_folder.file(QStringLiteral("%1.dissensus").arg(++m_made)), {}));
    }

private Q_SLOTS:
    void groupsAreKnownByTheirKey()
    {
        Database database = newStudy();
        storage::PromptRepository prompts(database);
        const auto group = support::must(prompts.addGroup(QStringLiteral("cat"), QStringLiteral("A cat")));
        QCOMPARE(support::must(prompts.addGroup(QStringLiteral("cat"), QStringLiteral("another topic"))).topic,
                 QStringLiteral("A cat"));
        QCOMPARE(prompts.groupByKey(QStringLiteral("cat"))->value().id, group.id);
        QVERIFY(!prompts.groupByKey(QStringLiteral("dog"))->has_value());
        Database other = newStudy();
        QCOMPARE(support::must(storage::PromptRepository(other).addGroup(QStringLiteral("cat"))).uid, group.uid);
    }

    void promptsAreUniqueOnGroupVariantAndText()
    {
        Database database = newStudy();
        storage::PromptRepository prompts(database);
        const auto group = support::must(prompts.addGroup(QStringLiteral("g"))).id;
        const auto first =
            support::must(prompts.addPrompt(group, QStringLiteral("original"), QStringLiteral("Ünïcode  text ")));
        QCOMPARE(
            support::must(prompts.addPrompt(group, QStringLiteral("original"), QStringLiteral("Ünïcode  text "))).id,
            first.id);
        QVERIFY(
            support::must(prompts.addPrompt(group, QStringLiteral("distorted"), QStringLiteral("Ünïcode  text "))).id
            != first.id);
        QCOMPARE(prompts.prompt(first.id)->value().text, QStringLiteral("Ünïcode  text "));
        auto hash = support::must(database.prepare(QStringLiteral("SELECT hash FROM prompt WHERE id = ?")));
        SUPPORT_OK(hash.run(first.id));
        QVERIFY(hash.next());
        QCOMPARE(hash.text(0), base::promptHash(QStringLiteral("Ünïcode  text ")));
    }

    void givenIdIsKeptAndUnique()
    {
        Database database = newStudy();
        storage::PromptRepository prompts(database);
        const auto group = support::must(prompts.addGroup(QStringLiteral("g"))).id;
        const auto id = support::must(prompts.addPrompt(group, QStringLiteral("original"), QStringLiteral("one"),
                                                        QStringLiteral("id-1")))
                            .id;
        QCOMPARE(prompts.promptByUid(QStringLiteral("id-1"))->value().id, id);
        SUPPORT_FAILS(
            prompts.addPrompt(group, QStringLiteral("original"), QStringLiteral("two"), QStringLiteral("id-1")),
            "import.duplicate_id");
    }

    void orderIsGroupThenOriginalFirst()
    {
        Database database = newStudy();
        storage::PromptRepository prompts(database);
        for (const char *key : {"b", "a"}) {
            const auto group = support::must(prompts.addGroup(QLatin1String(key))).id;
            for (const char *variant : {"distorted", "original", "clean"})
                support::must(prompts.addPrompt(group, QLatin1String(variant), QLatin1String(variant)));
        }
        QStringList order;
        for (const study::Prompt &prompt : support::must(prompts.prompts()))
            order += QString::number(prompt.group.value) + prompt.variant;
        QCOMPARE(order.join(QLatin1Char(' ')),
                 QStringLiteral("2original 2clean 2distorted 1original 1clean 1distorted"));
        QCOMPARE(prompts.promptsOfGroup(study::PromptGroupId(1))->constFirst().variant, QStringLiteral("original"));
        QCOMPARE(prompts.groups()->constFirst().key, QStringLiteral("a"));
    }
};

QTEST_GUILESS_MAIN(TestPromptRepository)
#include "tst_promptrepository.moc"
