#pragma once

#include "core/analysis/pictureindex.h"

/// Two prompt groups of one generator, both variants each: pictures 0 harbour original, 1 harbour wide, 2 forest
/// original, 3 forest wide. "hps-v3" scores pictures 0 to 2 under their own prompt, and 0 under the wide one. 14 people
/// judged the harbour pair under the wide prompt, 12 for picture 1; 10 the forest pair, 2 for picture 3.
inline std::shared_ptr<analysis::Snapshot> sampleSnapshot()
{
    auto snapshot = std::make_shared<analysis::Snapshot>();
    const auto id = [](auto tag, qint64 value) { return decltype(tag)(value); };
    const QStringList keys{QStringLiteral("harbour"), QStringLiteral("forest")};
    snapshot->generators.append({id(study::GeneratorId(), 1), QStringLiteral("g"), QStringLiteral("Lumen"), {}, {}});
    snapshot->questions.append(QStringLiteral("preference"));
    analysis::ScoreTable table(QStringLiteral("hps-v3"));
    for (int group = 0; group < 2; ++group) {
        snapshot->groups.append({id(study::PromptGroupId(), group + 1), keys[group], keys[group], keys[group]});
        for (int wide = 0; wide < 2; ++wide) {
            const int index = group * 2 + wide;
            const QString variant = wide ? study::distortedVariant : study::originalVariant;
            study::Prompt prompt;
            prompt.id = id(study::PromptId(), index + 1);
            prompt.group = snapshot->groups[group].id;
            prompt.variant = variant;
            prompt.text = (wide ? QStringLiteral("a blurred ") : QStringLiteral("a calm ")) + keys[group];
            snapshot->prompts.append(prompt);
            snapshot->groupOfPrompt.push_back(group);
            snapshot->hashOfPrompt.push_back(quint32(index + 1));
            study::Picture picture;
            picture.id = id(study::PictureId(), index + 1);
            picture.uid = QStringLiteral("picture-%1").arg(index);
            picture.asset = id(study::AssetId(), index + 1);
            picture.generator = snapshot->generators[0].id;
            picture.prompt = prompt.id;
            picture.variant = variant;
            if (wide)
                picture.taxonomy = QStringList{group == 0 ? QStringLiteral("clarity_and_focus.intentional_blur")
                                                          : QStringLiteral("color_and_tone.muted_faded")};
            snapshot->pictures.append(picture);
            snapshot->promptOfPicture.push_back(index);
            snapshot->generatorOfPicture.push_back(0);
            snapshot->counterpart.push_back(index ^ 1);
            if (index < 3)
                table.setForAsset(picture.asset, quint32(index + 1), 5.0 - 3 * index);
        }
    }
    table.setForAsset(id(study::AssetId(), 1), 2, 4.5);
    snapshot->scores.push_back(table);
    const auto vote = [&](int people, int annotatorFrom, qint32 first, qint32 second, analysis::Outcome outcome) {
        for (int i = 0; i < people; ++i) {
            analysis::SnapshotVote one;
            one.annotator = annotatorFrom + i;
            one.trial = qint64(snapshot->votes.size()) + 1;
            one.prompt = first;
            one.question = 0;
            one.first = first;
            one.second = second;
            one.outcome = outcome;
            snapshot->votes.push_back(one);
        }
    };
    for (int i = 0; i < 14; ++i)
        snapshot->annotators.append({id(study::AnnotatorId(), i + 1),
                                     QStringLiteral("a%1").arg(i),
                                     QStringLiteral("A%1").arg(i),
                                     study::AnnotatorKind::Human,
                                     {}});
    vote(12, 0, 1, 0, analysis::Outcome::First);
    vote(2, 12, 1, 0, analysis::Outcome::Second);
    vote(2, 0, 3, 2, analysis::Outcome::First);
    vote(8, 2, 3, 2, analysis::Outcome::Second);
    return snapshot;
}

inline analysis::PictureIndex sampleIndex()
{
    return *analysis::PictureIndex::make(sampleSnapshot());
}
