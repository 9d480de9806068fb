#pragma once

#include <memory>
#include <optional>

#include <QMap>
#include <QStringList>

#include "core/analysis/pictureselection.h"

namespace gallery {

/// What the gallery shows of a study, read once per revision; a plain value that is shared and never changed.
struct GalleryData
{
    static constexpr int histogramBins = 28;

    std::shared_ptr<const analysis::PictureIndex> index;
    QStringList scorers;                                ///< rewards first, picture statistics last
    QMap<QString, analysis::ValueHistogram> histograms; ///< by scorer, of the values under the own prompt
    QHash<QString, int> labels;                         ///< how many pictures carry "class.kind", and each class
    int labelled = 0;                                   ///< pictures with any label

    bool isLoaded() const { return index != nullptr; }
    int pictures() const { return index ? index->pictures() : 0; }
    const analysis::Snapshot &snapshot() const { return *index->snapshot; }
    const study::Picture &picture(int i) const { return snapshot().pictures[i]; }
    const QStringList &labelsOf(int i) const { return index->labels[size_t(i)]; }
    const study::Prompt &promptOf(int i) const { return snapshot().prompts[snapshot().promptOfPicture[size_t(i)]]; }
    const study::PromptGroup &groupOf(int i) const { return snapshot().groups[snapshot().groupOfPicture(i)]; }
    /// The first prompt of the picture's group with (or, `wide`, without) the original variant; −1 if there
    /// is none.
    int promptOfGroup(int i, bool wide) const;
    const analysis::ScoreTable *table(const QString &scorer) const;
    /// Under the picture's own prompt.
    std::optional<double> ownScore(const QString &scorer, int i) const;
    /// "Photograph", "Clean version", "Painting", or the generator's name.
    QString maker(int i) const;

    /// The same with other labels.
    GalleryData withLabels(const QMap<int, QStringList> &changed) const;

    static base::Result<GalleryData> load(storage::Database &database);
    /// Without votes and scores: what the first page in the study's own order needs.
    static base::Result<GalleryData> loadPictures(storage::Database &database);
    static GalleryData make(std::shared_ptr<const analysis::PictureIndex> index);
};

/// "Intentional blur" for "clarity_and_focus.intentional_blur", "Clarity and focus" for the class; other texts
/// unchanged.
QString labelTitle(const QString &label);

} // namespace gallery
