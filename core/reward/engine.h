#pragma once

#include <atomic>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/reward/scorer.h"

namespace reward {

/// Encoded bytes of a picture; borrowed.
using EncodedPicture = std::span<const std::byte>;

/// A picture, and what towers made of it before. With features of every tower that is asked it is not opened.
struct KnownPicture
{
    EncodedPicture encoded; ///< may be empty
    const std::vector<PictureFeatures> *features = nullptr;
};

/// A text, and what towers made of it before.
struct KnownText
{
    std::string text;
    const std::vector<TextFeatures> *features = nullptr;
};

/// Which picture is judged under which text, as indices. Scorers without a prompt ignore the text and judge each
/// picture once.
struct ScorePair
{
    std::size_t picture = 0;
    std::size_t text = 0;
};

/// One answer.
struct ScoreItem
{
    std::size_t picture = 0;
    std::optional<std::size_t> text; ///< nothing for scorers without a prompt
    std::size_t scorer = 0;          ///< index into the scorers asked
    Result<ScoreValue> value;
};

/// Features of several towers for one picture, in the order of `pictureTowers`.
using TowerResults = std::vector<Result<PictureFeatures>>;

/// The different picture towers of these scorers, each once.
std::vector<const PictureTower *> pictureTowers(std::span<const Scorer *const> scorers);
std::vector<const TextTower *> textTowers(std::span<const Scorer *const> scorers);

/// Decodes each picture once and runs every tower on it that has no features of it yet. One entry per picture, in
/// order; a picture that cannot be decoded has the reason in every such tower's place. Decoded pictures are held in
/// groups of at most `groupBytes`; where a GPU computes, the next group is decoded meanwhile.
std::vector<TowerResults> embedPictures(std::span<const KnownPicture> pictures,
                                        std::span<const PictureTower *const> towers,
                                        const std::atomic<bool> &cancelled);
inline constexpr std::size_t groupBytes = 256u << 20;

/// What came of scoring.
struct Scores
{
    std::vector<ScoreItem> items; ///< ordered by scorer, then as the pairs
    // Features that are worth keeping and were not known, with the picture's or text's place.
    std::vector<std::pair<std::size_t, PictureFeatures>> pictureFeatures;
    std::vector<std::pair<std::size_t, TextFeatures>> textFeatures;
};

/// Embeds and combines: every scorer on every picture, under every text of `pairs`. Each tower sees a picture or a text
/// once, and none of which features are known.
Scores score(std::span<const Scorer *const> scorers, std::span<const KnownPicture> pictures,
             std::span<const KnownText> texts, std::span<const ScorePair> pairs, const std::atomic<bool> &cancelled);

} // namespace reward
