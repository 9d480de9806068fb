#pragma once

#include <QString>

namespace support {

/// The folder `aas` of the paper's data, or an empty string. Tests that need it call
/// `SUPPORT_NEED_AAS` first, which skips loudly.
QString aasFolder();

/// The folder tests/data.
QString dataFolder();

/// The folder with the programs that were just built.
QString binFolder();

} // namespace support

#define SUPPORT_NEED_AAS                                                                                               \
    if (support::aasFolder().isEmpty())                                                                                \
    QSKIP("the paper's pictures are not here: set DISSENSUS_SHARED to the folder that holds aas/")
