#pragma once

#include "core/interchange/picturetable.h"

namespace interchange {

/// Pictures laid out as GENERATOR/NAME.ext, with their prompts in `prompts.csv` or `prompts.txt` of the folder.
///
/// prompts.csv has the columns `name` (NAME, NAME.ext or GENERATOR/NAME.ext) and `prompt`, and any of the other picture
/// columns. prompts.txt has one prompt per line: NAMEs that are all numbers count lines (from 0 when there is a 0, else
/// from 1); other NAMEs are put in natural order, and there must be as many as lines. Links that lead out of the folder
/// are refused. Errors besides those of rows: "import.folder".
base::Result<QList<PictureRow>> readPictureFolder(const QString &folder, const ColumnMap &map, const RowFailed &failed,
                                                  QStringList &warnings);

} // namespace interchange
