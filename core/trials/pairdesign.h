#pragma once

#include <QHash>
#include <QList>
#include <QString>

#include "core/base/result.h"
#include "core/study/picture.h"
#include "core/study/prompt.h"
#include "core/trials/protocol.h"

namespace trials {

/// Two pictures that can be asked about, and the prompt under which they are shown.
struct PicturePair
{
    QString key; ///< from uids, so that another machine finds the same: hashed for order and sides
    study::PromptId prompt;
    study::PictureId first; ///< the lower uid
    study::PictureId second;
    QString cell; ///< what balanced selection keeps equally frequent: the generators, or the one generator
    study::PictureId better = {}; ///< of a gold pair: the one that passes

    bool operator==(const PicturePair &) const = default;
};

/// The live pictures of a study, read once.
struct DesignMaterial
{
    QList<study::Picture> pictures;
    QHash<study::PromptId, study::Prompt> prompts;
    QHash<QString, study::PromptGroupId> groups; ///< by key
    QHash<study::GeneratorId, QString> generators;
    QHash<study::PictureId, study::PictureId> counterparts;
    QHash<study::AssetId, QString> sha256; ///< needed for gold pairs only
};

/// The key of a pair: uids of the two pictures in order and of the prompt shown.
QString pairKey(const QString &pictureUid, const QString &otherUid, const QString &promptUid);

/// Every pair of the protocol's design, in no particular order; gold pairs are left out. Pictures without a
/// file cannot be shown, and two uses of the same file cannot be told apart: neither makes a pair. Errors:
/// "protocol.unsupported" (a design that cannot be planned yet), "protocol.generator" (names a generator that
/// the study does not have).
///   generators   pictures of two generators for one prompt of the variant `prompt_variant`
///   variants     pictures of one generator and prompt group with different variants, shown under
///   `prompt_variant` photo-clean  a photograph and its counterpart, shown under `prompt_variant`
base::Result<QList<PicturePair>> designPairs(const Protocol &protocol, const DesignMaterial &material);

/// The pairs with known answers. Errors: "protocol.gold" (a group or picture is not there).
base::Result<QList<PicturePair>> goldPairs(const Protocol &protocol, const DesignMaterial &material);

} // namespace trials
