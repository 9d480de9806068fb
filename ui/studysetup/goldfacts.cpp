#include "ui/studysetup/goldfacts.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/analysis/promptsheet.h"
#include "core/storage/assetrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"

namespace studysetup {
namespace {

struct Candidate
{
    GoldPicture picture;
    QString sha256;
};

QString titleOf(const study::Picture &picture, const QList<study::Generator> &generators)
{
    const auto generator = std::find_if(generators.cbegin(), generators.cend(),
                                        [&](const study::Generator &g) { return g.id == picture.generator; });
    const QString maker = generator == generators.cend()
                              ? QCoreApplication::translate("studysetup", "Picture without generator")
                              : generator->name;
    return QStringLiteral("%1, %2").arg(maker, picture.variant);
}

base::Result<QList<Candidate>> candidates(storage::Database &database, study::PromptGroupId group)
{
    storage::PictureRepository pictures(database);
    storage::AssetRepository assets(database);
    BASE_TRY_ASSIGN(generators, pictures.generators());
    BASE_TRY_ASSIGN(ofGroup, pictures.picturesOfGroup(group));
    QList<Candidate> found;
    for (const study::Picture &picture : std::as_const(ofGroup)) {
        if (!picture.asset.isValid())
            continue;
        BASE_TRY_ASSIGN(asset, assets.asset(picture.asset));
        found.append({{picture.uid, picture.asset, titleOf(picture, generators)}, asset ? asset->sha256 : QString()});
    }
    // The planner takes the smallest id where a file has several uses.
    std::sort(found.begin(), found.end(),
              [](const Candidate &a, const Candidate &b) { return a.picture.uid < b.picture.uid; });
    return found;
}

} // namespace

base::Result<QList<GoldFacts>> goldFacts(storage::Database &database, const QList<trials::GoldPair> &pairs)
{
    storage::PromptRepository prompts(database);
    QList<GoldFacts> facts;
    for (const trials::GoldPair &pair : pairs) {
        GoldFacts fact;
        fact.prompt = pair.promptGroup;
        BASE_TRY_ASSIGN(group, prompts.groupByKey(pair.promptGroup));
        if (group) {
            fact.hasPrompt = true;
            BASE_TRY_ASSIGN(texts, prompts.promptsOfGroup(group->id));
            for (const study::Prompt &prompt : std::as_const(texts)) {
                if (prompt.variant == study::originalVariant || fact.prompt == pair.promptGroup)
                    fact.prompt = prompt.text;
            }
            BASE_TRY_ASSIGN(known, candidates(database, group->id));
            const auto find = [&known](const QString &name) {
                const auto found = std::find_if(known.cbegin(), known.cend(), [&](const Candidate &candidate) {
                    return candidate.picture.uid == name || candidate.sha256 == name;
                });
                return found == known.cend() ? GoldPicture() : found->picture;
            };
            fact.better = find(pair.better);
            fact.worse = find(pair.worse);
        }
        facts.append(fact);
    }
    return facts;
}

base::Result<QList<GoldPrompt>> findGoldPrompts(storage::Database &database, const QString &words, int most)
{
    BASE_TRY_ASSIGN(entries, analysis::promptEntries(database));
    QList<GoldPrompt> found;
    for (const analysis::PromptEntry &entry : std::as_const(entries)) {
        if (entry.assets.size() - entry.picturesWithoutFile < 2)
            continue;
        const QStringList texts{entry.key, entry.topic, entry.text, entry.otherTexts};
        if (std::any_of(texts.begin(), texts.end(),
                        [&](const QString &text) { return text.contains(words, Qt::CaseInsensitive); }))
            found.append({entry.key, entry.text});
        if (found.size() == most)
            break;
    }
    return found;
}

base::Result<QList<GoldPicture>> goldPictures(storage::Database &database, const QString &promptGroup)
{
    BASE_TRY_ASSIGN(group, storage::PromptRepository(database).groupByKey(promptGroup));
    QList<GoldPicture> pictures;
    if (!group)
        return pictures;
    BASE_TRY_ASSIGN(known, candidates(database, group->id));
    for (const Candidate &candidate : std::as_const(known))
        pictures.append(candidate.picture);
    std::stable_sort(pictures.begin(), pictures.end(),
                     [](const GoldPicture &a, const GoldPicture &b) { return a.title < b.title; });
    return pictures;
}

} // namespace studysetup
