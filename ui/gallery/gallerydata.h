#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QStringList>

#include "core/analysis/snapshot.h"

namespace gallery {

/// How often people preferred a picture.
struct PeopleShare
{
    int preferred = 0;
    int votes = 0;        ///< votes with a preference
    bool partner = false; ///< counted against its counterpart only; else over all its pairs

    double share() const { return votes > 0 ? double(preferred) / votes : 0; }
};

/// What the gallery shows of a study, read once per revision; a plain value.
struct GalleryData
{
    std::shared_ptr<const analysis::Snapshot> snapshot;
    QHash<study::AssetId, study::Asset> assets;
    QStringList scorers;             ///< rewards first, picture statistics last
    std::vector<PeopleShare> people; ///< by picture

    int pictures() const { return snapshot ? int(snapshot->pictures.size()) : 0; }
    const study::Picture &picture(int index) const { return snapshot->pictures[index]; }
    const study::Prompt &promptOf(int index) const
    {
        return snapshot->prompts[snapshot->promptOfPicture[size_t(index)]];
    }
    const study::PromptGroup &groupOf(int index) const { return snapshot->groups[snapshot->groupOfPicture(index)]; }
    /// The first prompt of the picture's group with (or, `wide`, without) the original variant; −1 if there
    /// is none.
    int promptOfGroup(int index, bool wide) const;
    const analysis::ScoreTable *table(const QString &scorer) const;
    /// Under the picture's own prompt.
    std::optional<double> ownScore(const QString &scorer, int index) const;
    /// "Photograph", "Clean version", "Painting", or the generator's name.
    QString maker(int index) const;

    static base::Result<GalleryData> load(storage::Database &database);
};

/// Which pictures are shown, in which order.
struct GalleryQuery
{
    enum class Order { Study, LowestFirst, HighestFirst };

    QString words;  ///< every word must occur in prompt, topic, generator or taxonomy
    QString label;  ///< "class" or "class.kind"; empty: all
    QString scorer; ///< sorted by; empty with Order::Study
    Order order = Order::Study;

    bool isFiltered() const { return !words.trimmed().isEmpty() || !label.isEmpty(); }
    bool operator==(const GalleryQuery &) const = default;
};

/// Indices of the pictures that match, in order; pictures without a value come last.
std::vector<int> selectPictures(const GalleryData &data, const GalleryQuery &query);

/// How many pictures carry each label "class.kind", and each class.
QHash<QString, int> countLabels(const GalleryData &data);

} // namespace gallery
