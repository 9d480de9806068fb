#pragma once

#include <QFileInfo>
#include <QString>

#include "core/base/result.h"

namespace scoring {

/// What to install from a path on this computer: a file (one with a name of the Hugging Face hub brings the config.json
/// beside it), an index of shards (which brings them), or a folder of published files. Of a folder that holds the same
/// weights in several formats, the safest counts: safetensors before PyTorch's, and no other framework's; small texts
/// (configuration, vocabulary) come along. Every file of weights has been looked at with checkIsWhole(). Errors:
/// "weights.read", "weights.format", "weights.damaged".
base::Result<QFileInfoList> weightsSource(const QString &path);

} // namespace scoring
