#pragma once

#include "ui/gallery/gallerydata.h"

/// Two prompt groups of one generator, both variants each: pictures 0 harbour original, 1 harbour wide, 2 forest
/// original, 3 forest wide. "hps-v3" scores pictures 0 to 2 under their own prompt, and 0 under the wide one.
inline gallery::GalleryData sampleData()
{
    auto snapshot = std::make_shared<analysis::Snapshot>();
    const auto id = [](auto tag, qint64 value) { return decltype(tag)(value); };
    const QStringList keys{QStringLiteral("harbour"), QStringLiteral("forest")};
    snapshot->generators.append({id(study::GeneratorId(), 1), QStringLiteral("g"), QStringLiteral("Lumen"), {}, {}});
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
    gallery::GalleryData data;
    data.people.resize(4);
    data.people[1] = {12, 14, true};
    data.scorers = {QStringLiteral("hps-v3")};
    for (int i = 1; i <= 4; ++i)
        data.assets.insert(id(study::AssetId(), i), {id(study::AssetId(), i), {}, 1, 512, 384, QStringLiteral("jpeg")});
    data.snapshot = snapshot;
    return data;
}
