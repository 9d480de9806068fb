#include "core/reward/engine.h"

#include <algorithm>

#include "core/reward/pictureheader.h"
#include "core/reward/runtime.h"

namespace reward {

namespace {

/// Bytes that the picture takes when decoded; 0 when its header cannot be read (decoding says why).
std::size_t decodedBytes(const EncodedPicture &encoded)
{
    const PictureFormat format = pictureFormat(encoded);
    const std::optional<PictureSize> size = pictureSize(encoded, format);
    if (!size || size->width <= 0 || size->height <= 0 || size->width > maxPixels / size->height)
        return 0;
    return std::size_t(size->width * size->height * 3);
}

/// How many pictures from `first` on are decoded together: at least one.
std::size_t groupLength(std::span<const EncodedPicture> pictures, std::size_t first)
{
    std::size_t bytes = 0;
    std::size_t length = 0;
    while (first + length < pictures.size()) {
        bytes += decodedBytes(pictures[first + length]);
        if (length > 0 && bytes > groupBytes)
            break;
        ++length;
    }
    return length;
}

/// Fills results[first …] for one group.
void embedGroup(std::span<const EncodedPicture> group, std::span<const PictureTower *const> towers,
                const std::atomic<bool> &cancelled, std::span<TowerResults> results)
{
    std::vector<Result<Picture>> decoded(group.size(), fail("cancelled", "cancelled"));
    Runtime::forEach(group.size(), [&](std::size_t i) {
        if (!cancelled)
            decoded[i] = decodePicture(group[i]);
    });
    std::vector<const Picture *> good;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < group.size(); ++i) {
        if (decoded[i]) {
            good.push_back(&*decoded[i]);
            places.push_back(i);
        } else {
            results[i].assign(towers.size(), tl::make_unexpected(decoded[i].error()));
        }
    }
    for (const PictureTower *tower : towers) {
        std::vector<Result<PictureFeatures>> features = tower->embed(good, cancelled);
        for (std::size_t i = 0; i < places.size(); ++i)
            results[places[i]].push_back(std::move(features[i]));
    }
}

template <typename Tower>
std::size_t indexOf(const std::vector<const Tower *> &towers, const Tower *tower)
{
    return std::size_t(std::find(towers.begin(), towers.end(), tower) - towers.begin());
}

template <typename Tower>
void addOnce(std::vector<const Tower *> &towers, const Tower *tower)
{
    if (std::find(towers.begin(), towers.end(), tower) == towers.end())
        towers.push_back(tower);
}

/// The pairs that a scorer is asked about: all, or each picture once when it needs no prompt.
std::vector<ScorePair> questions(const Scorer &scorer, std::span<const ScorePair> pairs, std::size_t pictures)
{
    if (scorer.textTower())
        return {pairs.begin(), pairs.end()};
    std::vector<ScorePair> each(pictures);
    for (std::size_t i = 0; i < pictures; ++i)
        each[i].picture = i;
    return each;
}

/// Combines what could be embedded and keeps the reason for the rest.
std::vector<ScoreItem> combineAll(const Scorer &scorer, std::size_t scorerIndex, const std::vector<ScorePair> &asked,
                                  const std::vector<TowerResults> &pictures, std::size_t pictureTower,
                                  const std::vector<Result<TextFeatures>> *texts)
{
    std::vector<ScoreItem> items;
    std::vector<FeaturePair> possible;
    std::vector<std::size_t> places;
    for (const ScorePair &pair : asked) {
        const Result<PictureFeatures> &picture = pictures[pair.picture][pictureTower];
        ScoreItem item{pair.picture, texts ? std::optional(pair.text) : std::nullopt, scorerIndex, ScoreValue{}};
        if (!picture) {
            item.value = tl::make_unexpected(picture.error());
        } else if (texts && !(*texts)[pair.text]) {
            item.value = tl::make_unexpected((*texts)[pair.text].error());
        } else {
            possible.push_back({&*picture, texts ? &*(*texts)[pair.text] : nullptr});
            places.push_back(items.size());
        }
        items.push_back(std::move(item));
    }
    const std::vector<Result<ScoreValue>> values = scorer.combine(possible);
    for (std::size_t i = 0; i < places.size(); ++i)
        items[places[i]].value = values[i];
    return items;
}

} // namespace

std::vector<const PictureTower *> pictureTowers(std::span<const Scorer *const> scorers)
{
    std::vector<const PictureTower *> towers;
    for (const Scorer *scorer : scorers)
        addOnce(towers, &scorer->pictureTower());
    return towers;
}

std::vector<const TextTower *> textTowers(std::span<const Scorer *const> scorers)
{
    std::vector<const TextTower *> towers;
    for (const Scorer *scorer : scorers) {
        if (scorer->textTower())
            addOnce(towers, scorer->textTower());
    }
    return towers;
}

std::vector<TowerResults> embedPictures(std::span<const EncodedPicture> pictures,
                                        std::span<const PictureTower *const> towers, const std::atomic<bool> &cancelled)
{
    std::vector<TowerResults> results(pictures.size());
    for (std::size_t first = 0; first < pictures.size();) {
        const std::size_t length = groupLength(pictures, first);
        embedGroup(pictures.subspan(first, length), towers, cancelled, std::span(results).subspan(first, length));
        first += length;
    }
    return results;
}

std::vector<ScoreItem> score(std::span<const Scorer *const> scorers, std::span<const EncodedPicture> pictures,
                             std::span<const std::string> texts, std::span<const ScorePair> pairs,
                             const std::atomic<bool> &cancelled)
{
    const std::vector<const PictureTower *> seeing = pictureTowers(scorers);
    const std::vector<const TextTower *> reading = textTowers(scorers);
    const std::vector<TowerResults> pictureFeatures = embedPictures(pictures, seeing, cancelled);
    std::vector<std::vector<Result<TextFeatures>>> textFeatures;
    for (const TextTower *tower : reading)
        textFeatures.push_back(tower->embed(texts, cancelled));

    std::vector<ScoreItem> items;
    for (std::size_t i = 0; i < scorers.size(); ++i) {
        const Scorer &scorer = *scorers[i];
        const auto *read = scorer.textTower() ? &textFeatures[indexOf(reading, scorer.textTower())] : nullptr;
        std::vector<ScoreItem> some = combineAll(scorer, i, questions(scorer, pairs, pictures.size()), pictureFeatures,
                                                 indexOf(seeing, &scorer.pictureTower()), read);
        items.insert(items.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
    }
    return items;
}

} // namespace reward
