#include "core/reward/cliptowers.h"

#include <cstring>
#include <optional>

#include "core/reward/preprocess.h"

namespace reward {

namespace {

/// A study asks the same few texts again and again; 3 KB each.
constexpr std::size_t mostKnownTexts = 4096;

template <typename Kind>
Kind toFeatures(const Embedding &embedding, const std::string &tower)
{
    Kind features;
    features.tower = tower;
    features.dtype = "fp32";
    features.shape = {std::int64_t(embedding.size())};
    features.bytes.resize(embedding.size() * sizeof(float));
    std::memcpy(features.bytes.data(), embedding.data(), features.bytes.size());
    return features;
}

Result<void> prepare(const Picture &picture, int size, PicturePreparation preparation, float *pixels)
{
    switch (preparation) {
    case PicturePreparation::Torchvision:
        clipShortSide(picture, size, ClipCrop::Torchvision, pixels);
        return {};
    case PicturePreparation::HuggingFace:
        clipShortSide(picture, size, ClipCrop::HuggingFace, pixels);
        return {};
    case PicturePreparation::HpsAntialias:
        return hpsLongSide(picture, size, FloatResize::Antialias, pixels);
    case PicturePreparation::HpsPlain:
        return hpsLongSide(picture, size, FloatResize::Plain, pixels);
    }
    return fail("scorer.failed", "no such preparation");
}

} // namespace

std::map<std::string, std::string> describe(PicturePreparation preparation, int size)
{
    std::map<std::string, std::string> facts{{"size", std::to_string(size)},
                                             {"normalise", "CLIP mean and standard deviation"},
                                             {"orientation", "as stored"},
                                             {"alpha", "dropped"}};
    const bool shortSide =
        preparation == PicturePreparation::Torchvision || preparation == PicturePreparation::HuggingFace;
    facts["resize"] = shortSide                                            ? "short side, Pillow bicubic"
                      : preparation == PicturePreparation::HpsAntialias ? "long side, float bicubic, antialias"
                                                                           : "long side, float bicubic, plain";
    facts["fit"] = preparation == PicturePreparation::Torchvision   ? "centre crop, torchvision"
                   : preparation == PicturePreparation::HuggingFace ? "centre crop, Hugging Face"
                                                                    : "black padding";
    return facts;
}

std::map<std::string, std::string> describe(ClipTextStyle style, int context)
{
    return {{"context", std::to_string(context)},
            {"overlong", "cut"},
            {"tokenizer", style == ClipTextStyle::OpenAi     ? "CLIP, OpenAI"
                          : style == ClipTextStyle::OpenClip ? "CLIP, HPSv2"
                                                             : "CLIP, Hugging Face fast"}};
}

std::vector<Result<PictureFeatures>> ClipPictureTower::embed(std::span<const Picture *const> pictures,
                                                             const std::atomic<bool> &cancelled) const
{
    std::vector<std::optional<Error>> errors(pictures.size());
    const int size = m_model->config().imageSize;
    const auto fill = [&](std::size_t i, float *pixels) {
        try {
            if (const Result<void> prepared = prepare(*pictures[i], size, m_preparation, pixels); !prepared)
                errors[i] = prepared.error();
        } catch (const std::exception &) {
            errors[i] = Error{"picture.size", "there is not enough memory for the picture"};
        }
        if (errors[i]) // computed beside the others, and thrown away
            std::fill_n(pixels, 3 * std::size_t(size) * std::size_t(size), 0.0F);
    };
    const auto embeddings = m_model->embedPictures(pictures.size(), fill, cancelled);
    std::vector<Result<PictureFeatures>> results;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        if (!embeddings)
            results.push_back(tl::make_unexpected(embeddings.error()));
        else if (errors[i])
            results.push_back(tl::make_unexpected(*errors[i]));
        else
            results.push_back(toFeatures<PictureFeatures>((*embeddings)[i], m_fingerprint));
    }
    return results;
}

std::vector<Result<TextFeatures>> ClipTextTower::embed(std::span<const std::string> texts,
                                                       const std::atomic<bool> &cancelled) const
{
    std::vector<Result<Sequence>> read;
    std::vector<Sequence> unknown;
    const std::lock_guard guard(m_mutex);
    if (m_known.size() > mostKnownTexts)
        m_known.clear();
    for (const std::string &text : texts) {
        read.push_back(ClipTokenizer::shared().sequence(text, m_style, m_model->config().context));
        if (read.back() && m_known.emplace(*read.back(), Embedding()).second)
            unknown.push_back(*read.back());
    }
    Result<std::vector<Embedding>> embeddings = m_model->embedTexts(unknown, cancelled);
    for (std::size_t i = 0; i < unknown.size(); ++i) {
        if (embeddings)
            m_known[unknown[i]] = std::move((*embeddings)[i]);
        else
            m_known.erase(unknown[i]);
    }
    std::vector<Result<TextFeatures>> results;
    for (const Result<Sequence> &sequence : read) {
        if (!sequence)
            results.push_back(tl::make_unexpected(sequence.error()));
        else if (const auto known = m_known.find(*sequence); known != m_known.end())
            results.push_back(toFeatures<TextFeatures>(known->second, m_fingerprint));
        else
            results.push_back(tl::make_unexpected(embeddings.error()));
    }
    return results;
}

} // namespace reward
