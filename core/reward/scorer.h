#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/reward/devices.h"
#include "core/reward/features.h"
#include "core/reward/picture.h"
#include "core/reward/result.h"

namespace reward {

/// What is known of a scorer without loading it.
struct ScorerInfo
{
    std::string id;
    std::string title;
    bool needsPrompt = false;
    double low = 0; ///< range of the values
    double high = 0;
    std::string licence;
    std::int64_t weightsBytes = 0; ///< 0: needs no weights
    std::string dtype;             ///< number type of the computation
    bool installed = false;
    int version = 0;          ///< raised when the values change; 0 when not installed
    std::string fingerprint;  ///< empty when not installed
    std::string covers;       ///< canonical JSON whose SHA-256 the fingerprint is
    std::string pictureTower; ///< fingerprint of the tower whose features are worth keeping; empty: none is
    std::string textTower;    ///< the same of the text tower
    std::string problem;      ///< why weights that lie there cannot be used; then not installed
};

/// A value and, for models that have one, their second output as it comes out.
struct ScoreValue
{
    double value = 0;
    std::optional<double> second;
};

/// The part of a scorer that sees only the picture. Several scorers may share one: it runs once for all of them.
/// Towers and scorers hold what is read-only after loading (weights); their functions may be called by several threads.
class PictureTower
{
public:
    virtual ~PictureTower() = default;

    virtual const std::string &fingerprint() const = 0;
    /// Whether many pictures at once gain nothing. Such a tower sees a picture as soon as it is decoded, in the thread
    /// that decoded it, while the pixels are in the processor's cache.
    virtual bool isForOnePicture() const { return false; }
    /// One result per picture, in order; a failure of one leaves the others alone. `cancelled` is looked at between
    /// pictures.
    virtual std::vector<Result<PictureFeatures>> embed(std::span<const Picture *const> pictures,
                                                       const std::atomic<bool> &cancelled) const = 0;
};

/// The part of a scorer that sees only the text (UTF-8).
class TextTower
{
public:
    virtual ~TextTower() = default;

    virtual const std::string &fingerprint() const = 0;
    virtual std::vector<Result<TextFeatures>> embed(std::span<const std::string> texts,
                                                    const std::atomic<bool> &cancelled) const = 0;
};

/// One question to a scorer. `text` is null for scorers that need no prompt.
struct FeaturePair
{
    const PictureFeatures *picture = nullptr;
    const TextFeatures *text = nullptr;
};

/// A scorer is a picture tower, for most models a text tower, and a combination of their results. The combination may
/// be a product of two vectors or a whole cross-attention network; either way it takes features that were made now or
/// read from a store.
class Scorer
{
public:
    virtual ~Scorer() = default;

    virtual const ScorerInfo &info() const = 0;
    virtual const PictureTower &pictureTower() const = 0;
    /// A tower of other scorers that makes what `pictureTower` makes, and more: it does for both where it runs anyway.
    virtual const PictureTower *widerPictureTower() const { return nullptr; }
    /// Null for scorers that need no prompt.
    virtual const TextTower *textTower() const = 0;
    /// One result per pair, in order. Features of any other tower are "scorer.features".
    virtual std::vector<Result<ScoreValue>> combine(std::span<const FeaturePair> pairs) const = 0;
    /// Bytes of weights of its towers that are in memory now.
    virtual std::int64_t loadedBytes() const { return 0; }
    /// Of pictures.
    virtual BatchLimit batchLimit() const { return {}; }
};

} // namespace reward
