#pragma once

#include <QJsonArray>
#include <QStringList>

#include "core/base/result.h"

namespace cli {

class Context;

/// Scores painted pictures of 768 × 768 as JPEG in messages of 16 through a worker: each scorer alone, then all
/// together. One row per measurement: {"scorer","pictures_per_second","batch","width","height","device","dtype"}, the
/// median of 5 after one to warm up. `ids` empty: every installed scorer.
base::Result<QJsonArray> benchScorers(const QStringList &ids, Context &context);

} // namespace cli
