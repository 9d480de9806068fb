#include "core/statistics/philox.h"

namespace statistics {

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key)
{
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t product0 = std::uint64_t(0xD2511F53U) * counter[0];
        const std::uint64_t product1 = std::uint64_t(0xCD9E8D57U) * counter[2];
        counter = {std::uint32_t(product1 >> 32U) ^ counter[1] ^ key[0], std::uint32_t(product1),
                   std::uint32_t(product0 >> 32U) ^ counter[3] ^ key[1], std::uint32_t(product0)};
        key[0] += 0x9E3779B9U; // golden ratio
        key[1] += 0xBB67AE85U; // √3 − 1
    }
    return counter;
}

RandomStream::RandomStream(std::uint64_t seed, std::uint32_t replicate, std::uint32_t way)
    : m_key{std::uint32_t(seed), std::uint32_t(seed >> 32U)}
    , m_counter{0, 0, replicate, way}
{
}

std::uint32_t RandomStream::next()
{
    if (m_used == m_block.size()) {
        m_block = philox(m_counter, m_key);
        m_used = 0;
        if (++m_counter[0] == 0)
            ++m_counter[1];
    }
    return m_block[m_used++];
}

std::uint32_t RandomStream::below(std::uint32_t count)
{
    std::uint64_t product = std::uint64_t(next()) * count;
    if (std::uint32_t(product) < count) {
        const std::uint32_t threshold = (0U - count) % count; // 2³² mod count low halves are one too many
        while (std::uint32_t(product) < threshold)
            product = std::uint64_t(next()) * count;
    }
    return std::uint32_t(product >> 32U);
}

} // namespace statistics
