#include "core/storage/taxonomychange.h"

#include "core/storage/picturerepository.h"
#include "core/storage/transaction.h"

namespace storage {

base::Result<void> applyTaxonomy(Database &database, const QList<TaxonomyChange> &changes)
{
    BASE_TRY_ASSIGN(transaction, Transaction::join(database));
    PictureRepository pictures(database);
    for (const TaxonomyChange &change : changes) {
        BASE_TRY_ASSIGN(picture, pictures.picture(change.picture));
        if (!picture)
            return base::fail(QStringLiteral("taxonomy.picture"),
                              QStringLiteral("one of the pictures is not in the study any more"));
        if (picture->taxonomy != change.before)
            return base::fail(QStringLiteral("taxonomy.changed"),
                              QStringLiteral("the labels of a picture were changed elsewhere; nothing was written"),
                              QStringLiteral("Look at them again"));
        BASE_TRY(pictures.setTaxonomy(change.picture, change.after));
    }
    return transaction.commit();
}

} // namespace storage
