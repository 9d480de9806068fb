#pragma once

#include <vector>

#include <QHash>

#include "core/analysis/qualityreview.h"
#include "core/storage/annotatorrepository.h"
#include "ui/widgets/cellmodel.h"

namespace studysetup {

QList<widgets::TableColumn> qualityColumns();
/// One row per annotator; what a review rule is about stands out, and the last cell says "review".
QList<widgets::TableRow> qualityRows(const std::vector<analysis::AnnotatorQuality> &quality,
                                     const QHash<QString, storage::AnnotatorProgress> &progress);

/// Who meets a rule, as places in `quality`.
QList<int> underReview(const std::vector<analysis::AnnotatorQuality> &quality);
/// "A05 meets 3 of 4 written rules: retest under 70 %, …"; empty when nobody does.
QString reviewText(const std::vector<analysis::AnnotatorQuality> &quality);
/// The rules in one sentence, for the head of the table.
QString rulesText();

QList<widgets::TableColumn> qualityTotalColumns();
/// Everybody together, and without those under review where there are any.
QList<widgets::TableRow> qualityTotalRows(const std::vector<analysis::AnnotatorQuality> &quality);

} // namespace studysetup
