#include "core/analysis/promptsheet.h"

#include <QTest>

#include "core/base/hash.h"
#include "core/storage/annotatorrepository.h"
#include "core/storage/assetrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/scorerepository.h"
#include "core/storage/trialrepository.h"
#include "tests/support/studies.h"

using support::must;

/// One prompt with three generators' pictures of the original and one of the distorted variant.
class PromptSheetTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<support::TestFolder> m_folder;
    std::unique_ptr<storage::Database> m_database;
    study::PromptGroup m_group;
    study::Prompt m_original;
    study::Prompt m_distorted;
    QList<study::PictureId> m_pictures; ///< of generators A, B, C, original
    QList<study::AssetId> m_assets;
    study::AnnotatorId m_annotator;

    study::PictureId addPicture(const QString &generator, const study::Prompt &prompt, bool withFile)
    {
        study::Picture picture;
        picture.generator = must(storage::PictureRepository(*m_database).addGenerator(generator)).id;
        picture.prompt = prompt.id;
        picture.variant = prompt.variant;
        if (withFile) {
            study::Asset asset;
            asset.sha256 = base::sha256((generator + prompt.text).toUtf8());
            asset.bytes = 1;
            asset.width = asset.height = 8;
            asset.format = QStringLiteral("png");
            picture.asset = must(storage::AssetRepository(*m_database).addAsset(asset)).id;
        }
        m_assets.append(picture.asset);
        return must(storage::PictureRepository(*m_database).addPicture(picture));
    }

    void addScore(const QString &scorer, const QString &version, study::AssetId asset, double value)
    {
        storage::ScoreRepository repository(*m_database);
        study::Score score;
        score.fingerprint = must(repository.addFingerprint(scorer, version, QStringLiteral("{}"))).id;
        score.asset = asset;
        score.promptHash = base::promptHash(m_original.text);
        score.value = value;
        score.origin = QStringLiteral("computed");
        must(repository.addScore(score));
    }

    void addVote(int left, int right, study::Vote vote)
    {
        storage::TrialRepository repository(*m_database);
        study::Trial trial;
        trial.annotator = m_annotator;
        trial.prompt = m_original.id;
        trial.question = QStringLiteral("preference");
        trial.pictures = {m_pictures[left], m_pictures[right]};
        study::Answer answer;
        answer.trial = must(repository.addTrial(trial));
        answer.question = trial.question;
        answer.vote = vote;
        answer.answeredAt = 1;
        answer.appVersion = QStringLiteral("test");
        must(repository.addAnswer(answer));
    }

    analysis::PromptSheet load(const QString &variant = study::originalVariant)
    {
        return must(analysis::PromptSheet::load(*m_database, m_group.id, variant));
    }

private Q_SLOTS:
    void init()
    {
        m_pictures.clear();
        m_assets.clear();
        m_database.reset();
        m_folder = std::make_unique<support::TestFolder>();
        m_database = std::make_unique<storage::Database>(
            must(storage::Database::create(m_folder->file(QStringLiteral("a.dissensus")), QStringLiteral("Test"))));
        storage::PromptRepository prompts(*m_database);
        m_group = must(prompts.addGroup(QStringLiteral("boat"), QStringLiteral("Boats")));
        m_distorted = must(prompts.addPrompt(m_group.id, QStringLiteral("distorted"), QStringLiteral("a blurry boat")));
        m_original = must(prompts.addPrompt(m_group.id, QStringLiteral("original"), QStringLiteral("a boat")));
        for (const char *generator : {"A", "B", "C"})
            m_pictures.append(addPicture(QString::fromLatin1(generator), m_original, generator[0] != 'C'));
        addPicture(QStringLiteral("A"), m_distorted, true);
        m_annotator = must(storage::AnnotatorRepository(*m_database)
                               .addAnnotator(QStringLiteral("ann"), study::AnnotatorKind::Human))
                          .id;
    }

    void cleanup() { m_database.reset(); }

    void showsThePicturesOfOneVariant()
    {
        const auto sheet = load();
        QCOMPARE(sheet.pictures.size(), 3U);
        QCOMPARE(sheet.pictures[0].generator, QStringLiteral("A"));
        QCOMPARE(sheet.pictures[2].generator, QStringLiteral("C"));
        QVERIFY(!sheet.pictures[2].asset.id.isValid());
        QCOMPARE(sheet.prompt.text, QStringLiteral("a boat"));
        QCOMPARE(sheet.prompts.first().variant, QStringLiteral("original"));
        QCOMPARE(sheet.pairs(), 3);
    }

    void showsAllPicturesWhenOneVariantHasOnlyOne()
    {
        const auto sheet = load(QStringLiteral("distorted"));
        QCOMPARE(sheet.prompt.text, QStringLiteral("a blurry boat"));
        QVERIFY(sheet.picturesVariant.isEmpty());
        QCOMPARE(sheet.pictures.size(), 4U);
        QCOMPARE(sheet.pictures[0].picture.variant, QStringLiteral("original")); // A's two pictures, the original first
        QCOMPARE(sheet.pictures[1].picture.variant, QStringLiteral("distorted"));
    }

    void ranksOnlyCompleteRows()
    {
        addScore(QStringLiteral("hps-v3"), QStringLiteral("1"), m_assets[0], 3);
        addScore(QStringLiteral("hps-v3"), QStringLiteral("1"), m_assets[1], 7);
        auto sheet = load();
        QCOMPARE(sheet.rows.size(), 1U);
        QCOMPARE(sheet.rows[0].scored(), 2);
        QCOMPARE(sheet.rows[0].pick(), -1);
        QCOMPARE(sheet.rows[0].cells[1]->rank, 0);

        analysis::SheetRow row = sheet.rows[0];
        row.cells[2] = analysis::SheetScore{};
        row.cells[2]->value = 5;
        analysis::rankRow(row);
        QCOMPARE(row.pick(), 1);
        QCOMPARE(row.cells[0]->rank, 3);
        QCOMPARE(row.cells[2]->rank, 2);
        QCOMPARE(row.cells[2]->place, 0.5);
        QCOMPARE(row.cells[1]->place, 1.0);

        row.cells[2]->value = 7; // two highest: nobody's pick
        analysis::rankRow(row);
        QCOMPARE(row.pick(), -1);
        QCOMPARE(row.cells[2]->rank, 1);
    }

    void versionsStandApart()
    {
        addScore(QStringLiteral("hps-v3"), QStringLiteral("old"), m_assets[0], 1);
        addScore(QStringLiteral("hps-v3"), QStringLiteral("old"), m_assets[1], 2);
        addScore(QStringLiteral("hps-v3"), QStringLiteral("new"), m_assets[0], 9);
        const auto sheet = load();
        QCOMPARE(sheet.rows.size(), 1U);
        QCOMPARE(sheet.rows[0].cells[0]->fingerprint, QStringLiteral("old"));
    }

    void peoplesShareCountsTiesAsOneHalf()
    {
        addVote(0, 1, {study::Choice::Picture, 0, 1}); // A over B
        addVote(1, 0, {study::Choice::Picture, 1, 1}); // A over B, shown the other way
        addVote(0, 2, {study::Choice::Tie, -1, 0});
        addVote(1, 2, {study::Choice::BothBad, -1, 0}); // left out
        addVote(1, 2, {study::Choice::Skip, -1, 0});    // left out
        auto sheet = load();
        QCOMPARE(sheet.votes, 3);
        QVERIFY(!sheet.hasPeople());
        QCOMPARE(sheet.peoplesPick(), -1);
        addVote(1, 2, {study::Choice::Picture, 1, 1}); // C over B
        addVote(1, 2, {study::Choice::Picture, 1, 1});
        sheet = load();
        QVERIFY(sheet.hasPeople());
        QCOMPARE(sheet.people[0].votes, 3);
        QCOMPARE(sheet.people[0].share(), 2.5 / 3);
        QCOMPARE(sheet.people[1].share(), 0.0);
        QCOMPARE(sheet.people[2].share(), 2.5 / 3);
        QCOMPARE(sheet.people[0].rank, 1);
        QCOMPARE(sheet.people[2].rank, 1);
        QCOMPARE(sheet.peoplesPick(), -1); // shared
        QCOMPARE(sheet.pairsJudged, 3);
        QVERIFY(!sheet.hasMachineVotes);
    }

    void listsPromptsWithTwoOrMorePictures()
    {
        storage::PromptRepository prompts(*m_database);
        const auto lonely = must(prompts.addGroup(QStringLiteral("alone")));
        addPicture(QStringLiteral("A"),
                   must(prompts.addPrompt(lonely.id, QStringLiteral("original"), QStringLiteral("one"))), true);
        const auto entries = must(analysis::promptEntries(*m_database));
        QCOMPARE(entries.size(), 1);
        QCOMPARE(entries[0].topic, QStringLiteral("Boats"));
        QCOMPARE(entries[0].text, QStringLiteral("a boat"));
        QVERIFY(entries[0].otherTexts.contains(QLatin1String("a blurry boat")));
        QCOMPARE(entries[0].assets.size(), 4);
        QCOMPARE(entries[0].picturesWithoutFile, 1);
    }

    void chosenPicturesOfOnePromptCompareUnderIt()
    {
        const QString scorer = QStringLiteral("clip-l");
        for (int i : {0, 1})
            addScore(scorer, QStringLiteral("v1"), m_assets[i], 0.2 + i);
        const auto sheet = must(analysis::PromptSheet::loadChosen(*m_database, {m_pictures[1], m_pictures[0]}));
        QCOMPARE(sheet.pictures.size(), 2U);
        QCOMPARE(sheet.pictures[0].generator, QStringLiteral("B")); // in the order of the choice
        QVERIFY(!sheet.isAcrossPrompts());
        QCOMPARE(sheet.prompt.id, m_original.id);
        QCOMPARE(sheet.picturesVariant, QStringLiteral("original"));
        QCOMPARE(sheet.row(scorer)->pick(), 0);
    }

    void chosenPicturesOfSeveralPromptsAreNotRanked()
    {
        storage::PromptRepository prompts(*m_database);
        const auto other = must(prompts.addGroup(QStringLiteral("hill"), QStringLiteral("Hills")));
        const auto hill = must(prompts.addPrompt(other.id, QStringLiteral("original"), QStringLiteral("a hill")));
        const auto away = addPicture(QStringLiteral("A"), hill, true);
        storage::ScoreRepository scores(*m_database);
        const auto add = [&](const QString &scorer, study::AssetId asset, const QString &prompt, double value) {
            study::Score score;
            score.fingerprint = must(scores.addFingerprint(scorer, QStringLiteral("v1"), QStringLiteral("{}"))).id;
            score.asset = asset;
            score.promptHash = prompt.isEmpty() ? QString() : base::promptHash(prompt);
            score.value = value;
            score.origin = QStringLiteral("computed");
            must(scores.addScore(score));
        };
        add(QStringLiteral("clip-l"), m_assets[0], QStringLiteral("a boat"), 0.3);
        add(QStringLiteral("clip-l"), m_assets.last(), QStringLiteral("a boat"), 0.9); // not its own prompt
        add(QStringLiteral("clip-l"), m_assets.last(), QStringLiteral("a hill"), 0.4);
        add(QStringLiteral("contrast"), m_assets[0], {}, 0.1);
        add(QStringLiteral("contrast"), m_assets.last(), {}, 0.2);
        const auto sheet = must(analysis::PromptSheet::loadChosen(*m_database, {m_pictures[0], away}));
        QVERIFY(sheet.isAcrossPrompts());
        QCOMPARE(sheet.groups, QList<study::PromptGroupId>({m_group.id, other.id}));
        QCOMPARE(sheet.pictures[1].topic, QStringLiteral("Hills"));
        const analysis::SheetRow *clip = sheet.row(QStringLiteral("clip-l"));
        QVERIFY(!clip->comparable);
        QCOMPARE(clip->cells[1]->value, 0.4);
        QCOMPARE(clip->pick(), -1);
        QCOMPARE(sheet.row(QStringLiteral("contrast"))->pick(), 1);
    }

    void chosenPicturesThatLeftAreAnError()
    {
        SUPPORT_FAILS(analysis::PromptSheet::loadChosen(*m_database, {study::PictureId(99)}), "analysis.group");
    }

    void aGroupThatLeftIsAnError()
    {
        SUPPORT_FAILS(analysis::PromptSheet::load(*m_database, study::PromptGroupId(99), QStringLiteral("original")),
                      "analysis.group");
    }
};

QTEST_GUILESS_MAIN(PromptSheetTest)
#include "tst_promptsheet.moc"
