#pragma once

#include <cstdint>

#include <QString>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace demo {

/// What to make; the defaults are the whole demo study.
struct DemoOptions
{
    QString folder;          ///< made if it is not there; must not hold a demo study
    std::uint64_t seed = 1;  ///< the same seed gives the same pictures and answers
    int ideas = 1000;        ///< at most this many prompt groups
    int annotators = 1000;   ///< at most this many
    int generatorPairs = 40; ///< pairs of generators per annotator, under the original prompt
    int variantPairs = 48;   ///< pairs of variants per annotator, under the wide-spectrum prompt
};

/// What was made.
struct DemoReport
{
    QString study; ///< path of the file
    int groups = 0;
    int pictures = 0;
    int annotators = 0;
    int votes = 0;
};

/// Paints the pictures into FOLDER/pictures, imports them into FOLDER/demo.dissensus, and lets the simulated
/// annotators judge them. Uses all processors. Errors: "demo.exists", "demo.paint", "file.write", "cancelled", those of
/// import and session. After an error or a cancel the study file is removed; pictures that are painted stay
/// and are painted again next time.
base::Result<DemoReport> makeDemoStudy(const DemoOptions &options, base::Progress &progress);

/// Name of the study file in its folder.
inline constexpr QLatin1String demoFileName{"demo.dissensus"};

} // namespace demo
