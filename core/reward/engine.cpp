#include "core/reward/engine.h"

#include <algorithm>
#include <array>
#include <future>
#include <type_traits>

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

/// Features of this tower among those that are known; null when there are none.
template <typename Known>
const auto *knownFeatures(const Known &known, const std::string &tower)
{
    using Part = typename std::remove_pointer_t<decltype(known.features)>::value_type;
    if (known.features) {
        for (const Part &features : *known.features) {
            if (features.tower == tower)
                return &features;
        }
    }
    return static_cast<const Part *>(nullptr);
}

bool isComplete(const KnownPicture &picture, std::span<const PictureTower *const> towers)
{
    return std::all_of(towers.begin(), towers.end(), [&](const PictureTower *tower) {
        return knownFeatures(picture, tower->fingerprint()) != nullptr;
    });
}

/// How many pictures from `first` on are decoded together: at least one.
std::size_t groupLength(std::span<const KnownPicture> pictures, std::size_t first)
{
    constexpr std::size_t most = 128; // what a GPU takes at once
    std::size_t bytes = 0;
    std::size_t length = 0;
    while (first + length < pictures.size() && (length < most || !Runtime::hasCuda())) {
        bytes += decodedBytes(pictures[first + length].encoded);
        if (length > 0 && bytes > groupBytes)
            break;
        ++length;
    }
    return length;
}

/// A picture, and what those towers made of it that take one picture at a time.
struct Opened
{
    Result<Picture> picture = fail("cancelled", "cancelled"); ///< without pixels once no other tower has to see them
    std::vector<std::pair<const PictureTower *, Result<PictureFeatures>>> features;
};

/// Decodes a picture that some tower has to see.
Opened openPicture(const KnownPicture &picture, std::span<const PictureTower *const> towers,
                   const std::atomic<bool> &cancelled)
{
    if (picture.encoded.empty() && picture.features && !picture.features->empty())
        return {fail("scorer.features", "the features are another tower's, and the picture was not sent"), {}};
    Opened opened{decodePicture(picture.encoded), {}};
    if (!opened.picture)
        return opened;
    const std::array seen{&*opened.picture};
    bool isDone = true;
    for (const PictureTower *tower : towers) {
        if (knownFeatures(picture, tower->fingerprint()))
            continue;
        if (tower->isForOnePicture())
            opened.features.emplace_back(tower, std::move(tower->embed(seen, cancelled).front()));
        else
            isDone = false;
    }
    if (isDone)
        opened.picture = Picture{};
    return opened;
}

std::vector<Opened> openGroup(std::span<const KnownPicture> group, std::span<const PictureTower *const> towers,
                              const std::atomic<bool> &cancelled)
{
    std::vector<Opened> opened(group.size());
    Runtime::forEach(group.size(), [&](std::size_t i) {
        if (!cancelled && !isComplete(group[i], towers))
            opened[i] = openPicture(group[i], towers, cancelled);
    });
    return opened;
}

/// What the tower made of a picture when it was opened; null when it did not see it then.
const Result<PictureFeatures> *madeFeatures(const Opened &opened, const PictureTower *tower)
{
    for (const auto &[maker, features] : opened.features) {
        if (maker == tower)
            return &features;
    }
    return nullptr;
}

/// Fills the results of one group.
void embedGroup(std::span<const KnownPicture> group, const std::vector<Opened> &opened,
                std::span<const PictureTower *const> towers, const std::atomic<bool> &cancelled,
                std::span<TowerResults> results)
{
    for (const PictureTower *tower : towers) {
        std::vector<const Picture *> unseen;
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < group.size(); ++i) {
            if (const PictureFeatures *known = knownFeatures(group[i], tower->fingerprint())) {
                results[i].push_back(*known);
            } else if (const Result<PictureFeatures> *made = madeFeatures(opened[i], tower)) {
                results[i].push_back(*made);
            } else if (!opened[i].picture) {
                results[i].push_back(tl::make_unexpected(opened[i].picture.error()));
            } else {
                results[i].push_back(fail("cancelled", "cancelled")); // until the tower has seen it
                unseen.push_back(&*opened[i].picture);
                places.push_back(i);
            }
        }
        if (unseen.empty())
            continue;
        std::vector<Result<PictureFeatures>> features = tower->embed(unseen, cancelled);
        for (std::size_t i = 0; i < places.size(); ++i)
            results[places[i]].back() = std::move(features[i]);
    }
}

/// Features of all texts, known ones as they are.
std::vector<Result<TextFeatures>> embedTexts(std::span<const KnownText> texts, const TextTower &tower,
                                             const std::atomic<bool> &cancelled)
{
    std::vector<Result<TextFeatures>> results;
    std::vector<std::string> unread;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const TextFeatures *known = knownFeatures(texts[i], tower.fingerprint());
        results.push_back(known ? Result<TextFeatures>(*known) : fail("cancelled", "cancelled"));
        if (!known) {
            unread.push_back(texts[i].text);
            places.push_back(i);
        }
    }
    if (unread.empty())
        return results;
    std::vector<Result<TextFeatures>> features = tower.embed(unread, cancelled);
    for (std::size_t i = 0; i < places.size(); ++i)
        results[places[i]] = std::move(features[i]);
    return results;
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

/// The tower that sees pictures for a scorer: its own, or a wider one that runs for another of them anyway.
const PictureTower &towerFor(const Scorer &scorer, std::span<const Scorer *const> scorers)
{
    const PictureTower *wider = scorer.widerPictureTower();
    const bool runs = std::any_of(scorers.begin(), scorers.end(),
                                  [&](const Scorer *other) { return &other->pictureTower() == wider; });
    return runs ? *wider : scorer.pictureTower();
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
        addOnce(towers, &towerFor(*scorer, scorers));
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

std::vector<TowerResults> embedPictures(std::span<const KnownPicture> pictures,
                                        std::span<const PictureTower *const> towers, const std::atomic<bool> &cancelled)
{
    std::vector<TowerResults> results(pictures.size());
    const auto open = [&](std::size_t first, std::size_t length) {
        return openGroup(pictures.subspan(first, length), towers, cancelled);
    };
    // On the CPU decoding ahead would only take processors from the network.
    const auto policy = Runtime::hasCuda() ? std::launch::async : std::launch::deferred;
    std::size_t length = groupLength(pictures, 0);
    std::future<std::vector<Opened>> next = std::async(policy, open, 0, length);
    for (std::size_t first = 0; first < pictures.size();) {
        const std::vector<Opened> opened = next.get();
        const std::size_t after = first + length;
        const std::size_t lengthAfter = groupLength(pictures, after);
        if (lengthAfter > 0)
            next = std::async(policy, open, after, lengthAfter);
        embedGroup(pictures.subspan(first, length), opened, towers, cancelled,
                   std::span(results).subspan(first, length));
        first = after;
        length = lengthAfter;
    }
    return results;
}

Scores score(std::span<const Scorer *const> scorers, std::span<const KnownPicture> pictures,
             std::span<const KnownText> texts, std::span<const ScorePair> pairs, const std::atomic<bool> &cancelled)
{
    const std::vector<const PictureTower *> seeing = pictureTowers(scorers);
    const std::vector<const TextTower *> reading = textTowers(scorers);
    const std::vector<TowerResults> pictureFeatures = embedPictures(pictures, seeing, cancelled);
    std::vector<std::vector<Result<TextFeatures>>> textFeatures;
    for (const TextTower *tower : reading)
        textFeatures.push_back(embedTexts(texts, *tower, cancelled));

    Scores scores;
    for (std::size_t i = 0; i < scorers.size(); ++i) {
        const Scorer &scorer = *scorers[i];
        const auto *read = scorer.textTower() ? &textFeatures[indexOf(reading, scorer.textTower())] : nullptr;
        std::vector<ScoreItem> some = combineAll(scorer, i, questions(scorer, pairs, pictures.size()), pictureFeatures,
                                                 indexOf(seeing, &towerFor(scorer, scorers)), read);
        scores.items.insert(scores.items.end(), std::make_move_iterator(some.begin()),
                            std::make_move_iterator(some.end()));
    }
    const auto isKept = [&](const std::string &tower) {
        return std::any_of(scorers.begin(), scorers.end(), [&](const Scorer *scorer) {
            return scorer->info().pictureTower == tower || scorer->info().textTower == tower;
        });
    };
    const auto keep = [&](std::size_t place, const auto &known, const auto &features, auto &kept) {
        if (features && features->keepable && isKept(features->tower) && !knownFeatures(known, features->tower))
            kept.emplace_back(place, *features);
    };
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        for (const Result<PictureFeatures> &features : pictureFeatures[i])
            keep(i, pictures[i], features, scores.pictureFeatures);
    }
    for (const std::vector<Result<TextFeatures>> &ofTower : textFeatures) {
        for (std::size_t i = 0; i < texts.size(); ++i)
            keep(i, texts[i], ofTower[i], scores.textFeatures);
    }
    return scores;
}

} // namespace reward
