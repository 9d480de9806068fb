#pragma once

#include "core/interchange/picturetable.h"

namespace interchange {

/// True when the folder has a `_meta.json` of one of the picture groups, or is the parent of such folders.
bool isAasSite(const QString &folder);

/// The picture groups of the paper's site (bench, real, danceflux, newspeak, critical, lapis; told by the keys of
/// their `_meta.json`), one folder or their parent, as picture rows with the published scores. Where a score is
/// published for a picture that is not there, the row is a record without a file. Files read are added to `read`, for
/// the import's identity. Errors besides those of rows: "import.aas".
base::Result<QList<PictureRow>> readAasSite(const QString &folder, const RowFailed &failed, QStringList &warnings,
                                            QStringList &read);

} // namespace interchange
