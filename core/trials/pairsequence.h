#pragma once

#include <QList>
#include <QString>

#include "core/trials/pairdesign.h"

namespace trials {

/// One trial of an annotator's sequence.
struct SequenceItem
{
    PicturePair pair;
    bool swapped = false; ///< the second picture of the pair is shown on the left
    bool isPractice = false;
    bool isGold = false;
    int repeatOf = -1; ///< index in the same list of the trial that this one repeats

    bool operator==(const SequenceItem &) const = default;
};

/// What a sequence is made from.
struct SequenceRequest
{
    qint64 seed = 0;
    QString annotator; ///< code
    PairRules rules;
    double goldShare = 0;
    QList<PicturePair> pairs; ///< not planned yet for this annotator
    QList<PicturePair> gold;  ///< not planned yet for this annotator
    int plannedCounted = 0;   ///< counted trials that exist already, repeats and gold not included
    int plannedRepeats = 0;
    int plannedGold = 0;
    bool isFirst = true; ///< nothing is planned yet: begin with practice
};

/// 64 hexadecimal digits that decide order and sides: SHA-256 of seed, annotator and pair key.
QString sequenceDigest(qint64 seed, const QString &annotator, const QString &pairKey);

/// The next trials of one annotator: a pure function of the request, the same on every machine and in
/// whatever order the pairs come. Practice first (at the first planning only), then up to the protocol's
/// number of counted pairs in random order with random sides; repeats stand in the later part, with swapped
/// sides; gold anywhere. Practice takes pairs that are not counted, as far as there are any.
QList<SequenceItem> planSequence(const SequenceRequest &request);

} // namespace trials
