#include "data/demo/random.h"

#include <cmath>
#include <numbers>

namespace demo {

std::uint64_t Random::next()
{
    m_state += 0x9E3779B97F4A7C15ULL;
    std::uint64_t mixed = m_state;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31);
}

double Random::uniform()
{
    return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

double Random::normal()
{
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

std::uint64_t seedOf(QStringView name, std::uint64_t base)
{
    std::uint64_t hash = 0xCBF29CE484222325ULL ^ (base * 0x9E3779B97F4A7C15ULL);
    for (const QChar unit : name) {
        hash ^= unit.unicode();
        hash *= 0x100000001B3ULL;
    }
    return Random(hash).next();
}

} // namespace demo
