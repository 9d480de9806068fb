#include "core/reward/hashfill.h"

namespace reward {

std::uint32_t hashFill(std::uint32_t element, std::uint32_t tensor)
{
    std::uint32_t x = element * 2654435761u + (tensor + 1) * 2246822519u;
    x ^= x >> 15;
    x *= 2246822519u;
    x ^= x >> 13;
    x *= 3266489917u;
    x ^= x >> 16;
    return x;
}

} // namespace reward
