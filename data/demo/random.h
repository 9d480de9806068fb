#pragma once

#include <cstdint>

#include <QStringView>

namespace demo {

/// A small generator with a fixed algorithm (SplitMix64): the same seed gives the same study with every
/// standard library, which the distributions of <random> do not promise.
class Random
{
public:
    explicit Random(std::uint64_t seed)
        : m_state(seed)
    {
    }

    std::uint64_t next();
    /// In [0, 1).
    double uniform();
    /// In [low, high).
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// 0 to count − 1.
    int index(int count) { return static_cast<int>(uniform() * count); }
    bool chance(double probability) { return uniform() < probability; }
    /// Standard normal (Box and Muller 1958).
    double normal();

private:
    std::uint64_t m_state;
};

/// A seed from a name (FNV-1a over its UTF-16 units), mixed with `base`.
std::uint64_t seedOf(QStringView name, std::uint64_t base = 0);

} // namespace demo
