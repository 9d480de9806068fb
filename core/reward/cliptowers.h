#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "core/reward/clipmodel.h"
#include "core/reward/cliptokenizer.h"
#include "core/reward/scorer.h"

namespace reward {

/// How a picture becomes pixels; whose rules are followed.
enum class PicturePreparation {
    Torchvision,  ///< OpenAI's CLIP: resized as stored, short side, rounded crop, then RGB
    HuggingFace,  ///< CLIPImageProcessor: RGB first, crop rounded down
    HpsAntialias, ///< HPSv2: long side, floats, padded with black; as torchvision since 0.17 does it
    HpsPlain      ///< the same as torchvision until 0.16 did it
};

/// What a fingerprint says of it.
std::map<std::string, std::string> describe(PicturePreparation preparation, int size);
std::map<std::string, std::string> describe(ClipTextStyle style, int context);

/// A prepared picture through CLIP's image tower: "fp32" [embed] of unit length.
class ClipPictureTower : public PictureTower
{
public:
    ClipPictureTower(std::shared_ptr<const ClipModel> model, PicturePreparation preparation, std::string fingerprint)
        : m_model(std::move(model))
        , m_preparation(preparation)
        , m_fingerprint(std::move(fingerprint))
    {
    }

    const std::string &fingerprint() const override { return m_fingerprint; }
    std::vector<Result<PictureFeatures>> embed(std::span<const Picture *const> pictures,
                                               const std::atomic<bool> &cancelled) const override;
    /// Bytes of the model's weights, of both towers, that are in memory now.
    std::int64_t loadedBytes() const { return m_model->loadedBytes(); }
    BatchLimit batchLimit() const { return m_model->batchLimit(); }

private:
    std::shared_ptr<const ClipModel> m_model;
    PicturePreparation m_preparation;
    std::string m_fingerprint;
};

/// A text through CLIP's text tower: "fp32" [embed] of unit length. Overlong texts are cut. Texts met before are
/// remembered.
class ClipTextTower : public TextTower
{
public:
    ClipTextTower(std::shared_ptr<const ClipModel> model, ClipTextStyle style, std::string fingerprint)
        : m_model(std::move(model))
        , m_style(style)
        , m_fingerprint(std::move(fingerprint))
    {
    }

    const std::string &fingerprint() const override { return m_fingerprint; }
    std::vector<Result<TextFeatures>> embed(std::span<const std::string> texts,
                                            const std::atomic<bool> &cancelled) const override;

private:
    using Sequence = std::vector<std::int32_t>;

    std::shared_ptr<const ClipModel> m_model;
    ClipTextStyle m_style;
    std::string m_fingerprint;
    mutable std::mutex m_mutex; ///< guards m_known
    mutable std::map<Sequence, Embedding> m_known;
};

} // namespace reward
