#pragma once

#include "core/trials/studyprotocol.h"
#include "ui/widgets/cellmodel.h"

namespace studysetup {

/// "4be1…90d2".
QString shortHash(const QString &hash);

QList<widgets::TableColumn> versionColumns();
/// One row per version; the last cell puts a version in force again.
QList<widgets::TableRow> versionRows(const QList<trials::ProtocolVersion> &versions);
inline constexpr int useVersionColumn = 4;

} // namespace studysetup
