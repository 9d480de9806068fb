#pragma once

#include <QStringList>

#include "core/base/result.h"
#include "core/study/ids.h"

namespace storage {

class Database;

/// New labels for one picture in place of those that whoever changes them has seen.
struct TaxonomyChange
{
    study::PictureId picture;
    QStringList before; ///< "class.kind", in the order kept
    QStringList after;

    TaxonomyChange reversed() const { return {picture, after, before}; }
};

/// Writes all changes or none, each as a new row that supersedes the older one; an undo is the reversed changes, again
/// new rows. Errors: "taxonomy.changed" when somebody else changed one of the pictures in the meantime,
/// "taxonomy.picture" when it is gone.
base::Result<void> applyTaxonomy(Database &database, const QList<TaxonomyChange> &changes);

} // namespace storage
