#pragma once

#include <array>
#include <cstdint>

namespace statistics {

/// Philox4x32-10: 128 random bits as a pure function of a counter and a key, so that any replicate can be drawn by any
/// thread. Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", SC'11,
/// doi:10.1145/2063384.2063405, with the paper's constants and ten rounds.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// Uniform numbers of one stream: the key is the seed, the counter's upper half names the stream (replicate, way), its
/// lower half counts the blocks drawn. The same on every machine and on any number of threads.
class RandomStream
{
public:
    RandomStream(std::uint64_t seed, std::uint32_t replicate, std::uint32_t way);

    std::uint32_t next();
    /// Uniform from 0 to `count` − 1 without bias (multiplication with rejection; Lemire 2019, doi:10.1145/3230636).
    /// `count` > 0.
    std::uint32_t below(std::uint32_t count);

private:
    std::array<std::uint32_t, 2> m_key;
    std::array<std::uint32_t, 4> m_counter;
    std::array<std::uint32_t, 4> m_block{};
    unsigned m_used = 4; ///< of the block
};

} // namespace statistics
