#include "core/reward/clipscorers.h"

#include <cstring>

#include <c10/util/Half.h>

namespace reward {

namespace {

/// The floats of an embedding that `tower` made; nothing when it is another's.
std::optional<Embedding> embeddingOf(const Features *features, const std::string &tower)
{
    if (!features || !isConsistent(*features, tower) || features->dtype != "fp32" || features->shape.size() != 1)
        return std::nullopt;
    Embedding embedding(features->bytes.size() / sizeof(float));
    std::memcpy(embedding.data(), features->bytes.data(), features->bytes.size());
    return embedding;
}

float rounded(float value)
{
    return float(c10::Half(value));
}

double product(const Embedding &a, const Embedding &b, bool halfPrecision)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += halfPrecision ? double(rounded(a[i])) * double(rounded(b[i])) : double(a[i]) * double(b[i]);
    return halfPrecision ? double(rounded(float(sum))) : sum;
}

Result<ScoreValue> strangeFeatures(const std::string &scorer)
{
    return fail("scorer.features", "the features are not those of " + scorer + "'s tower");
}

} // namespace

std::vector<Result<ScoreValue>> CosineScorer::combine(std::span<const FeaturePair> pairs) const
{
    std::vector<Result<ScoreValue>> results;
    for (const FeaturePair &pair : pairs) {
        const auto picture = embeddingOf(pair.picture, m_pictures->fingerprint());
        const auto text = embeddingOf(pair.text, m_texts->fingerprint());
        if (picture && text && picture->size() == text->size())
            results.push_back(
                ScoreValue{m_score.scale * product(*picture, *text, m_score.halfPrecision), std::nullopt});
        else
            results.push_back(strangeFeatures(m_info.id));
    }
    return results;
}

std::vector<Result<ScoreValue>> HeadScorer::combine(std::span<const FeaturePair> pairs) const
{
    std::vector<Result<ScoreValue>> results;
    for (const FeaturePair &pair : pairs) {
        const auto picture = embeddingOf(pair.picture, m_pictures->fingerprint());
        if (picture && picture->size() == m_head.inputs())
            results.push_back(ScoreValue{m_head(*picture).front(), std::nullopt});
        else
            results.push_back(strangeFeatures(m_info.id));
    }
    return results;
}

} // namespace reward
