#pragma once

#include "core/analysis/snapshot.h"

/// Builds a Snapshot by hand, so that every expectation can be counted on paper.
class SmallStudy
{
public:
    qint32 addGroup(const QString &key)
    {
        snapshot.groups.append({study::PromptGroupId(snapshot.groups.size() + 1), key, key, {}});
        return qint32(snapshot.groups.size() - 1);
    }

    /// Prompt number n has hash number n + 1.
    qint32 addPrompt(qint32 group, const QString &variant)
    {
        study::Prompt prompt;
        prompt.id = study::PromptId(snapshot.prompts.size() + 1);
        prompt.group = snapshot.groups[group].id;
        prompt.variant = variant;
        prompt.text = QStringLiteral("%1 of %2").arg(variant, snapshot.groups[group].key);
        snapshot.prompts.append(prompt);
        snapshot.groupOfPrompt.push_back(group);
        snapshot.hashOfPrompt.push_back(quint32(snapshot.prompts.size()));
        return qint32(snapshot.prompts.size() - 1);
    }

    qint32 addGenerator(const QString &name)
    {
        study::Generator generator;
        generator.id = study::GeneratorId(snapshot.generators.size() + 1);
        generator.name = name;
        snapshot.generators.append(generator);
        return qint32(snapshot.generators.size() - 1);
    }

    qint32 addPicture(qint32 prompt, qint32 generator, const QString &uid = {})
    {
        study::Picture picture;
        picture.id = study::PictureId(snapshot.pictures.size() + 1);
        picture.uid = uid.isEmpty() ? QStringLiteral("picture-%1").arg(snapshot.pictures.size()) : uid;
        picture.asset = study::AssetId(snapshot.pictures.size() + 101);
        picture.prompt = snapshot.prompts[prompt].id;
        picture.variant = snapshot.prompts[prompt].variant;
        snapshot.pictures.append(picture);
        snapshot.promptOfPicture.push_back(prompt);
        snapshot.generatorOfPicture.push_back(generator);
        snapshot.counterpart.push_back(-1);
        return qint32(snapshot.pictures.size() - 1);
    }

    void setCounterparts(qint32 picture, qint32 other)
    {
        snapshot.counterpart[size_t(picture)] = other;
        snapshot.counterpart[size_t(other)] = picture;
    }

    qint32 addAnnotator(const QString &code, const QStringList &groups = {})
    {
        study::Annotator annotator;
        annotator.id = study::AnnotatorId(snapshot.annotators.size() + 1);
        annotator.code = code;
        annotator.groups = groups;
        snapshot.annotators.append(annotator);
        return qint32(snapshot.annotators.size() - 1);
    }

    analysis::SnapshotVote &addVote(qint32 annotator, qint32 prompt, qint32 first, qint32 second,
                                    analysis::Outcome outcome)
    {
        if (snapshot.questions.isEmpty())
            snapshot.questions.append(QStringLiteral("preference"));
        analysis::SnapshotVote vote;
        vote.trial = qint64(snapshot.votes.size()) + 1;
        vote.annotator = annotator;
        vote.prompt = prompt;
        vote.question = 0;
        vote.first = first;
        vote.second = second;
        vote.outcome = outcome;
        vote.firstWasLeft = true;
        snapshot.votes.push_back(vote);
        return snapshot.votes.back();
    }

    int addScorer(const QString &name)
    {
        snapshot.scores.emplace_back(name);
        return int(snapshot.scores.size() - 1);
    }

    void setScore(int scorer, qint32 picture, qint32 prompt, double value)
    {
        snapshot.scores[size_t(scorer)].setForAsset(snapshot.pictures[picture].asset,
                                                    snapshot.hashOfPrompt[size_t(prompt)], value);
    }

    analysis::Snapshot snapshot;
};
