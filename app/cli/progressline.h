#pragma once

#include <QString>

namespace cli {

/// Where a job is.
struct ProgressState
{
    QString what; ///< "importing pictures"
    qint64 done = 0;
    qint64 total = 0;   ///< 0: not known
    double seconds = 0; ///< since the job began
};

/// "importing pictures  812/2100  39 %  270/s  about 5 s left", shortened to `width` columns, with a bar when there is
/// room. No estimate in the first 3 s.
QString progressBar(const ProgressState &state, int width);

/// "importing pictures: 812 of 2100 (39 %), about 5 s left": one line for logs.
QString progressLine(const ProgressState &state);

/// "about 40 s", "about 3 min", "about 2 h"; empty while it cannot be known.
QString estimate(const ProgressState &state);

} // namespace cli
