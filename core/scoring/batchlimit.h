#pragma once

namespace scoring {

/// How many pictures go through the worker's networks together, since its memory ran out.
struct BatchLimit
{
    int usual = 0;
    int now = 0; ///< 0: as usual
};

} // namespace scoring
