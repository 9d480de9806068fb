#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/interchange/importrequest.h"

namespace storage {
class Database;
}

namespace interchange {

/// Imports a file or folder into a study, in one transaction: a failed or cancelled import changes nothing. Pictures
/// are read and hashed before the study is locked. The same import twice adds nothing; after an undo it brings
/// everything back. Errors: "import.row" (a bad row, without keep-going), "import.header", "import.map",
/// "import.folder", "import.aas", "import.unknown", "import.unsupported" (a kind that is not read yet),
/// "import.missing", "file.read", "study.locked", "cancelled".
base::Result<ImportReport> importInto(storage::Database &database, ImportRequest request,
                                      const base::Progress &progress);

/// Takes an import back: its rows leave every count. Errors: "import.nosource", "source.in_use", "study.locked".
base::Result<void> undoImport(storage::Database &database, const QString &sourceUid);

} // namespace interchange
