#pragma once

#include "core/trials/protocol.h"
#include "ui/widgets/cellmodel.h"

namespace studysetup {

QList<widgets::TableColumn> protocolColumns();

/// Every value of a protocol in words, grouped as in its file.
QList<widgets::TableRow> protocolRows(const trials::Protocol &protocol);

} // namespace studysetup
