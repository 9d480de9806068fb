#pragma once

#include <QString>

#include "core/base/result.h"

namespace trials {

/// Whether `name` can be an annotator's code or the name of a group: 1 to 200 printable characters without ';' and
/// without spaces at the ends. `what` says which in the message. Error: "annotator.code".
base::Result<void> checkAnnotatorName(const QString &what, const QString &name);

} // namespace trials
