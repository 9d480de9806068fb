#pragma once

#include <QStringList>

namespace support {

/// How many current votes the study holds; ends the test program when the study is not sound.
qint64 soundVotes(const QString &study);

/// Ids of all votes that an annotator gave, undone and superseded ones too, in their order.
QStringList storedVotes(const QString &study, const QString &code);

} // namespace support
