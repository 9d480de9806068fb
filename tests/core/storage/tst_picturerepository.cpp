#include "core/storage/picturerepository.h"

#include <QtTest>

#include "core/storage/assetrepository.h"
#include "core/storage/database.h"
#include "core/storage/promptrepository.h"
#include "tests/support/studies.h"

using storage::Database;
using storage::PictureRepository;

class TestPictureRepository : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;
    int m_made = 0;

    Database newStudy()
    {
        return support::must(Database::create(m_folder.file(QStringLiteral("%1.dissensus").arg(++m_made)), {}));
    }

    static study::Prompt addPrompt(Database &database, const char *group, const char *variant)
    {
        storage::PromptRepository prompts(database);
        const auto id = support::must(prompts.addGroup(QLatin1String(group))).id;
        return support::must(prompts.addPrompt(
            id, QLatin1String(variant), QLatin1String("text of ") + QLatin1String(group) + QLatin1String(variant)));
    }

    static study::Picture use(const study::Prompt &prompt, study::GeneratorId generator, const char *seed = "")
    {
        study::Picture picture;
        picture.prompt = prompt.id;
        picture.generator = generator;
        picture.variant = prompt.variant;
        picture.seed = QLatin1String(seed);
        return picture;
    }

private Q_SLOTS:
    void generatorFactsAreAppendedAndTheNewestHolds()
    {
        Database database = newStudy();
        PictureRepository pictures(database);
        const study::Generator generator = support::must(pictures.addGenerator(QStringLiteral("Flux dev")));
        QCOMPARE(support::must(pictures.addGenerator(QStringLiteral("Flux dev"))).id, generator.id);
        SUPPORT_OK(pictures.setGeneratorFacts(generator.id, QStringLiteral("Flux"), {}));
        SUPPORT_OK(pictures.setGeneratorFacts(generator.id, QStringLiteral("FLUX.1"), QStringLiteral("Flux base")));
        const study::Generator read = pictures.generators()->constFirst();
        QCOMPARE(read.family, QStringLiteral("FLUX.1"));
        QCOMPARE(read.alignedVersionOf, QStringLiteral("Flux base"));
        SUPPORT_FAILS(pictures.setGeneratorFacts(study::GeneratorId(99), {}, {}), "generator.missing");
    }

    void sameUseIsTheSameRow()
    {
        Database database = newStudy();
        PictureRepository pictures(database);
        const study::Prompt prompt = addPrompt(database, "g", "original");
        const auto generator = support::must(pictures.addGenerator(QStringLiteral("A"))).id;
        bool added = false;
        const auto first = support::must(pictures.addPicture(use(prompt, generator, "1"), &added));
        QVERIFY(added);
        QCOMPARE(support::must(pictures.addPicture(use(prompt, generator, "1"), &added)), first);
        QVERIFY(!added);
        QVERIFY(support::must(pictures.addPicture(use(prompt, generator, "2"))) != first);
        QVERIFY(support::must(pictures.addPicture(use(prompt, {}, "1"))) != first);
        QCOMPARE(pictures.pictures()->size(), 3);
    }

    void idsFromTheNaturalKeyAgreeBetweenStudies()
    {
        QStringList uids;
        for (int i = 0; i < 2; ++i) {
            Database database = newStudy();
            PictureRepository pictures(database);
            for (int j = 0; j < i; ++j) // other row numbers in the second study
                support::must(pictures.addGenerator(QStringLiteral("other")));
            const auto generator = support::must(pictures.addGenerator(QStringLiteral("A"))).id;
            support::must(pictures.addPicture(use(addPrompt(database, "g", "original"), generator)));
            uids += pictures.pictures()->constFirst().uid;
        }
        QCOMPARE(uids[0], uids[1]);
    }

    void givenIdIsKeptAndUnique()
    {
        Database database = newStudy();
        PictureRepository pictures(database);
        study::Picture picture = use(addPrompt(database, "g", "original"), {});
        picture.uid = QStringLiteral("pic 1");
        const auto id = support::must(pictures.addPicture(picture));
        QCOMPARE(pictures.pictureByUid(QStringLiteral("pic 1"))->value().id, id);
        QVERIFY(!pictures.pictureByUid(QStringLiteral("pic 2"))->has_value());
        picture.seed = QStringLiteral("other use");
        SUPPORT_FAILS(pictures.addPicture(picture), "import.duplicate_id");
    }

    void everythingIsReadBack()
    {
        Database database = newStudy();
        PictureRepository pictures(database);
        const study::Prompt prompt = addPrompt(database, "g", "distorted");
        const auto asset = support::must(storage::AssetRepository(database).addAsset(
            {{}, QString(64, QLatin1Char('a')), 9, 2, 3, QStringLiteral("jpeg")}));
        study::Picture picture = use(prompt, {}, "123456789012345678901234567890");
        picture.asset = asset.id;
        picture.kind = study::PictureKind::Photograph;
        picture.emotion = QStringLiteral("fear");
        const auto id = support::must(pictures.addPicture(picture));
        const auto other = support::must(pictures.addPicture(use(prompt, {}, "2")));
        support::must(pictures.setCounterpart(id, other));
        support::must(pictures.setTaxonomy(id, {QStringLiteral("technical.blur"), QStringLiteral("artistic.clutter")}));
        const study::Picture read = pictures.picture(id)->value();
        QCOMPARE(read.asset, asset.id);
        QVERIFY(!read.generator.isValid());
        QCOMPARE(read.prompt, prompt.id);
        QCOMPARE(read.variant, QStringLiteral("distorted"));
        QCOMPARE(read.seed, picture.seed);
        QCOMPARE(read.kind, study::PictureKind::Photograph);
        QCOMPARE(read.emotion, QStringLiteral("fear"));
        QCOMPARE(read.counterpart, other);
        QCOMPARE(read.taxonomy, (QStringList{QStringLiteral("technical.blur"), QStringLiteral("artistic.clutter")}));
        QCOMPARE(pictures.picturesOfGroup(prompt.group)->size(), 2);
        QCOMPARE(pictures.picturesOfGroup(study::PromptGroupId(99))->size(), 0);
    }

    void taxonomyIsAWholeSetThatIsReplaced()
    {
        Database database = newStudy();
        PictureRepository pictures(database);
        const auto id = support::must(pictures.addPicture(use(addPrompt(database, "g", "original"), {})));
        const qint64 first = support::must(pictures.setTaxonomy(id, {QStringLiteral("a.b"), QStringLiteral("c.d")}));
        QCOMPARE(support::must(pictures.setTaxonomy(id, {QStringLiteral("a.b"), QStringLiteral("c.d")})), first);
        QVERIFY(support::must(pictures.setTaxonomy(id, {})) != first);
        QCOMPARE(pictures.picture(id)->value().taxonomy, QStringList());
    }

    void counterpartsByTheRule()
    {
        const auto picture = [](qint64 id, qint64 generator, qint64 prompt, const char *variant, qint64 given = 0) {
            study::Picture p;
            p.id = study::PictureId(id);
            p.generator = study::GeneratorId(generator);
            p.prompt = study::PromptId(prompt);
            p.variant = QLatin1String(variant);
            p.counterpart = study::PictureId(given);
            return p;
        };
        const QHash<study::PromptId, study::PromptGroupId> groupOf{{study::PromptId(1), study::PromptGroupId(1)},
                                                                   {study::PromptId(2), study::PromptGroupId(1)},
                                                                   {study::PromptId(3), study::PromptGroupId(2)}};
        const auto result = PictureRepository::counterparts(
            {
                picture(1, 1, 1, "original"), picture(2, 1, 2, "distorted"), // a pair of generator 1
                picture(3, 2, 1, "original"), picture(4, 2, 2, "distorted"),
                picture(5, 2, 2, "distorted"),    // two candidates for 3
                picture(6, 3, 3, "original"),     // alone
                picture(7, 0, 3, "distorted", 6), // given
                picture(8, 0, 3, "original",
                        99), // given, but the other one has left the study: the rule finds 7
            },
            groupOf);
        const QHash<study::PictureId, study::PictureId> expected{
            {study::PictureId(1), study::PictureId(2)}, {study::PictureId(2), study::PictureId(1)},
            {study::PictureId(4), study::PictureId(3)}, {study::PictureId(5), study::PictureId(3)},
            {study::PictureId(7), study::PictureId(6)}, {study::PictureId(8), study::PictureId(7)}};
        QCOMPARE(result, expected);
    }
};

QTEST_GUILESS_MAIN(TestPictureRepository)
#include "tst_picturerepository.moc"
