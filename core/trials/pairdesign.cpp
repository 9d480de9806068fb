#include "core/trials/pairdesign.h"

#include <algorithm>
#include <map>

#include <QMultiHash>
#include <QSet>

namespace trials {

namespace {

using study::Picture;

/// What is looked up again and again while pairs are made.
class PairMaker
{
public:
    PairMaker(const Protocol &protocol, const DesignMaterial &material)
        : m_rules(protocol.pairs)
        , m_material(material)
    {
        for (const study::Prompt &prompt : material.prompts)
            if (prompt.variant == m_rules.promptVariant)
                m_shownPrompts.insert(prompt.group, prompt);
    }

    bool takesPart(const Picture &picture) const
    {
        return picture.asset.isValid() && m_material.prompts.contains(picture.prompt)
               && (m_rules.generators.isEmpty() || m_rules.generators.contains(generatorOf(picture)));
    }

    QString generatorOf(const Picture &picture) const { return m_material.generators.value(picture.generator); }
    study::Prompt promptOf(const Picture &picture) const { return m_material.prompts.value(picture.prompt); }

    /// The prompt of the protocol's variant in the pictures' group: one of theirs, or else the lowest uid.
    study::Prompt shownPrompt(const Picture &a, const Picture &b) const
    {
        const QList<study::Prompt> prompts = m_shownPrompts.values(promptOf(a).group);
        study::Prompt lowest;
        for (const study::Prompt &prompt : prompts) {
            if (prompt.id == a.prompt || prompt.id == b.prompt)
                return prompt;
            if (!lowest.id.isValid() || prompt.uid < lowest.uid)
                lowest = prompt;
        }
        return lowest;
    }

    PicturePair pair(const Picture &a, const Picture &b, const study::Prompt &prompt) const
    {
        const bool inOrder = a.uid < b.uid;
        QStringList generators{generatorOf(a), generatorOf(b)};
        generators.sort();
        generators.removeDuplicates();
        return {pairKey(a.uid, b.uid, prompt.uid), prompt.id, inOrder ? a.id : b.id, inOrder ? b.id : a.id,
                generators.join(QChar(0x1f))};
    }

    void append(QList<PicturePair> &pairs, const Picture &a, const Picture &b, const study::Prompt &prompt) const
    {
        if (a.asset != b.asset && prompt.id.isValid())
            pairs.append(pair(a, b, prompt));
    }

private:
    const PairRules &m_rules;
    const DesignMaterial &m_material;
    QMultiHash<study::PromptGroupId, study::Prompt> m_shownPrompts;
};

QList<PicturePair> generatorPairs(const PairMaker &maker, const Protocol &protocol, const DesignMaterial &material)
{
    QHash<study::PromptId, QList<const Picture *>> byPrompt;
    for (const Picture &picture : material.pictures)
        if (maker.takesPart(picture) && picture.generator.isValid() && picture.variant == protocol.pairs.promptVariant
            && maker.promptOf(picture).variant == protocol.pairs.promptVariant)
            byPrompt[picture.prompt].append(&picture);
    QList<PicturePair> pairs;
    for (const QList<const Picture *> &pictures : std::as_const(byPrompt))
        for (qsizetype i = 0; i < pictures.size(); ++i)
            for (qsizetype j = i + 1; j < pictures.size(); ++j)
                if (pictures[i]->generator != pictures[j]->generator)
                    maker.append(pairs, *pictures[i], *pictures[j], maker.promptOf(*pictures[i]));
    return pairs;
}

QList<PicturePair> variantPairs(const PairMaker &maker, const DesignMaterial &material)
{
    struct Cell
    {
        study::PromptGroupId group;
        study::GeneratorId generator;
        study::PictureKind kind;
        auto operator<=>(const Cell &) const = default;
    };
    std::map<Cell, QList<const Picture *>> cells;
    for (const Picture &picture : material.pictures)
        if (maker.takesPart(picture))
            cells[{maker.promptOf(picture).group, picture.generator, picture.kind}].append(&picture);
    QList<PicturePair> pairs;
    for (const auto &[cell, pictures] : cells)
        for (qsizetype i = 0; i < pictures.size(); ++i)
            for (qsizetype j = i + 1; j < pictures.size(); ++j)
                if (pictures[i]->variant != pictures[j]->variant)
                    maker.append(pairs, *pictures[i], *pictures[j], maker.shownPrompt(*pictures[i], *pictures[j]));
    return pairs;
}

QList<PicturePair> photoCleanPairs(const PairMaker &maker, const DesignMaterial &material)
{
    QHash<study::PictureId, const Picture *> byId;
    for (const Picture &picture : material.pictures)
        if (maker.takesPart(picture) || picture.kind == study::PictureKind::Photograph)
            byId.insert(picture.id, &picture);
    QList<PicturePair> pairs;
    for (const Picture &picture : material.pictures) {
        const Picture *clean = byId.value(material.counterparts.value(picture.id));
        if (picture.kind != study::PictureKind::Photograph || !picture.asset.isValid() || !clean
            || !clean->asset.isValid() || clean->kind == study::PictureKind::Photograph)
            continue;
        maker.append(pairs, picture, *clean, maker.shownPrompt(picture, *clean));
    }
    return pairs;
}

base::Result<void> checkGenerators(const Protocol &protocol, const DesignMaterial &material)
{
    const QStringList known = material.generators.values();
    for (qsizetype i = 0; i < protocol.pairs.generators.size(); ++i)
        if (!known.contains(protocol.pairs.generators.at(i)))
            return base::fail(QStringLiteral("protocol.generator"),
                              QStringLiteral("$.pairs.generators[%1] names '%2', which the study does not have")
                                  .arg(i)
                                  .arg(protocol.pairs.generators.at(i)),
                              QStringLiteral("Import its pictures, or correct the protocol"));
    return {};
}

} // namespace

QString pairKey(const QString &pictureUid, const QString &otherUid, const QString &promptUid)
{
    const auto [low, high] = std::minmax(pictureUid, otherUid);
    return QStringList{low, high, promptUid}.join(QChar(0x1f));
}

base::Result<QList<PicturePair>> designPairs(const Protocol &protocol, const DesignMaterial &material)
{
    if (protocol.pairs.design == Design::List)
        return base::fail(QStringLiteral("protocol.unsupported"),
                          QStringLiteral("$.pairs.design 'list' cannot be planned by this version"),
                          QStringLiteral("Use generators, variants or photo-clean"));
    BASE_TRY(checkGenerators(protocol, material));
    BASE_TRY_ASSIGN(gold, goldPairs(protocol, material));
    QSet<QString> known;
    for (const PicturePair &pair : gold)
        known.insert(pair.key);

    const PairMaker maker(protocol, material);
    QList<PicturePair> pairs;
    switch (protocol.pairs.design) {
    case Design::Generators:
        pairs = generatorPairs(maker, protocol, material);
        break;
    case Design::Variants:
        pairs = variantPairs(maker, material);
        break;
    case Design::PhotoClean:
        pairs = photoCleanPairs(maker, material);
        break;
    case Design::List:
        break;
    }
    // A pair with a known answer is asked as such, not counted as well.
    pairs.removeIf([&known](const PicturePair &pair) { return known.contains(pair.key); });
    return pairs;
}

base::Result<QList<PicturePair>> goldPairs(const Protocol &protocol, const DesignMaterial &material)
{
    const PairMaker maker(protocol, material);
    const auto find = [&](study::PromptGroupId group, const QString &name) {
        const Picture *found = nullptr;
        for (const Picture &picture : material.pictures)
            if (maker.promptOf(picture).group == group
                && (picture.uid == name || (picture.asset.isValid() && material.sha256.value(picture.asset) == name))
                && (!found || picture.uid < found->uid))
                found = &picture;
        return found;
    };
    QList<PicturePair> pairs;
    for (qsizetype i = 0; i < protocol.gold.size(); ++i) {
        const GoldPair &gold = protocol.gold.at(i);
        const auto missing = [i](const char *member) {
            return base::fail(QStringLiteral("protocol.gold"),
                              QStringLiteral("$.gold[%1].%2 names something that the study does not have")
                                  .arg(i)
                                  .arg(QLatin1String(member)),
                              QStringLiteral("Import it, or correct the protocol"));
        };
        if (!material.groups.contains(gold.promptGroup))
            return missing("prompt_group");
        const study::PromptGroupId group = material.groups.value(gold.promptGroup);
        const Picture *better = find(group, gold.better);
        const Picture *worse = find(group, gold.worse);
        if (!better || !better->asset.isValid())
            return missing("better");
        if (!worse || !worse->asset.isValid())
            return missing("worse");
        study::Prompt prompt = maker.shownPrompt(*better, *worse);
        if (!prompt.id.isValid())
            prompt = maker.promptOf(*better);
        pairs.append(maker.pair(*better, *worse, prompt));
        pairs.last().better = better->id;
    }
    return pairs;
}

} // namespace trials
