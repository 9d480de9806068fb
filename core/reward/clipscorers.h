#pragma once

#include <memory>

#include "core/reward/cliptowers.h"
#include "core/reward/linearstack.h"

namespace reward {

/// How the product of two embeddings of unit length becomes a score.
struct CosineScore
{
    double scale = 1;           ///< factor of the cosine
    bool halfPrecision = false; ///< as under CUDA's autocast: both embeddings and the product rounded to fp16
};

/// The cosine between a picture and a text.
class CosineScorer : public Scorer
{
public:
    CosineScorer(ScorerInfo info, std::shared_ptr<const ClipPictureTower> pictures,
                 std::shared_ptr<const ClipTextTower> texts, CosineScore score)
        : m_info(std::move(info))
        , m_pictures(std::move(pictures))
        , m_texts(std::move(texts))
        , m_score(score)
    {
    }

    const ScorerInfo &info() const override { return m_info; }
    const PictureTower &pictureTower() const override { return *m_pictures; }
    const TextTower *textTower() const override { return m_texts.get(); }
    std::vector<Result<ScoreValue>> combine(std::span<const FeaturePair> pairs) const override;
    std::int64_t loadedBytes() const override { return m_pictures->loadedBytes(); }
    BatchLimit batchLimit() const override { return m_pictures->batchLimit(); }

private:
    ScorerInfo m_info;
    std::shared_ptr<const ClipPictureTower> m_pictures;
    std::shared_ptr<const ClipTextTower> m_texts;
    CosineScore m_score;
};

/// A head on the picture's embedding alone.
class HeadScorer : public Scorer
{
public:
    HeadScorer(ScorerInfo info, std::shared_ptr<const ClipPictureTower> pictures, LinearStack head)
        : m_info(std::move(info))
        , m_pictures(std::move(pictures))
        , m_head(std::move(head))
    {
    }

    const ScorerInfo &info() const override { return m_info; }
    const PictureTower &pictureTower() const override { return *m_pictures; }
    const TextTower *textTower() const override { return nullptr; }
    std::vector<Result<ScoreValue>> combine(std::span<const FeaturePair> pairs) const override;
    std::int64_t loadedBytes() const override { return m_pictures->loadedBytes(); }
    BatchLimit batchLimit() const override { return m_pictures->batchLimit(); }

private:
    ScorerInfo m_info;
    std::shared_ptr<const ClipPictureTower> m_pictures;
    LinearStack m_head;
};

} // namespace reward
