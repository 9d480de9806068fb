#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

namespace storage {

class Database;

/// Copies the study, as it is at one moment, into the new file `target` with SQLite's backup interface; other processes
/// go on writing. The copy appears under its name when it is complete and on disk. Relative picture paths stay as they
/// are, so a backup beside the study finds the same pictures.
/// Errors: "backup.exists" (an existing file is never overwritten), "study.readonly", "study.full", "cancelled".
base::Result<void> backup(Database &database, const QString &target, const base::Progress &progress = {});

} // namespace storage
