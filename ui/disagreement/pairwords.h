#pragma once

#include <initializer_list>

#include <QString>

#include "core/analysis/definitions.h"
#include "ui/disagreement/disagreementdata.h"

namespace disagreement {

/// How the two sides of a kind of pair are called: ("wide-spectrum", "original"), ("sad", "original"), ("A", "B").
struct SideNames
{
    QString first;
    QString second;
    bool sameVariant = false; ///< pairs between generators, read A − B
};
SideNames sideNames(const QString &variantPair);

/// "Wide-spectrum" for "distorted", "Original" for "original", the word itself otherwise.
QString variantTitle(const QString &variant);
/// "Wide-spectrum and original", "Between generators, original".
QString variantPairTitle(const QString &variantPair);

/// "Flux Krea", or "Flux Dev, Flux Krea" for a pair between generators; the kind of picture when there is no generator.
QString pairTitle(const analysis::Snapshot &snapshot, const analysis::PairPoint &point);
/// The group's topic, or the beginning of the prompt.
QString promptTitle(const analysis::Snapshot &snapshot, const analysis::PairPoint &point);
/// "Lighting and exposure" for "lighting_and_exposure".
QString classTitle(const QString &mainClass);

/// Rich text: names, Δ, votes.
QString pairTooltip(const Data &data, const analysis::PairPoint &point);
/// A line of a tooltip after a mark of people ● or of a scorer ◆, in its colour.
QString peopleLine(const QString &text);
QString scorerLine(const QString &text);

/// What numbers mean, for tooltips: the texts that `stats` prints under "definitions", translated, as one sentence.
QString definitionWords(std::initializer_list<analysis::Definition> definitions);

/// "n=2,100 pairs, 12 without scores, simulated, few data".
QString pairsNote(const Data &data);
/// "7 generators, 300 prompts, 3 scorers".
QString studyCounts(const Data &data);
/// What a copy says of where it comes from: study, votes, filters, scorer version, revision, program version, date.
QString copyFooter(const Data &data, const QString &studyTitle);

} // namespace disagreement
