#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace scorer {

/// Every frame: these four bytes, the length of the rest as 32 bits little-endian, one CBOR map.
inline constexpr std::uint8_t magic[4] = {0x89, 'D', 'S', 'F'};
inline constexpr std::uint32_t maxFrameBytes = 256u << 20;

enum class Received {
    Message,
    End,    ///< the other side closed its end, between two frames
    Rubbish ///< no way to go on; `problem` says why
};

/// Reads one frame from a descriptor into `message`.
Received readFrame(int descriptor, nlohmann::json &message, std::string &problem);

/// Writes frames to a descriptor, from any thread.
class FrameWriter
{
public:
    explicit FrameWriter(int descriptor)
        : m_descriptor(descriptor)
    {
    }

    /// False when the other side is gone.
    bool write(const nlohmann::json &message);

private:
    std::mutex m_mutex;
    int m_descriptor;
};

} // namespace scorer
