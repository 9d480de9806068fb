#pragma once

#include "ui/gallery/gallerydata.h"
#include "ui/gallery/inspectorparts.h"

namespace gallery {

/// What is read from the file when a picture is selected.
struct FileFacts
{
    study::Asset asset;
    QString path; ///< on this machine; empty: embedded
    bool present = false;
};
/// For pool threads; nothing when the study knows no such file.
base::Result<std::optional<FileFacts>> readFileFacts(storage::Database &database, study::AssetId asset);

/// Scores of one picture under both prompts of its group, and Δ of its pair.
QList<InspectorScores::Row> scoreRows(const GalleryData &data, int picture);
/// Mean under the own prompt, its n, and the mean Δ over the pairs, each pair once.
QList<InspectorScores::Row> meanRows(const GalleryData &data, const QList<int> &pictures);

/// What people and scorers prefer, then facts of one picture; without `file`, what is not read yet is left out.
QList<InspectorFacts::Fact> factsOf(const GalleryData &data, int picture, const std::optional<FileFacts> &file);
/// Values that all the pictures have in common, and how many different ones there are otherwise.
QList<InspectorFacts::Fact> commonFacts(const GalleryData &data, const QList<int> &pictures);

} // namespace gallery
