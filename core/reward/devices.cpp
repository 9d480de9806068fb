#include "core/reward/devices.h"

#include <algorithm>

namespace reward {

Result<std::string> chooseDevice(const std::string &wanted, const Devices &devices)
{
    if (wanted == "auto")
        return devices.cudaCount() > 0 ? "cuda:0" : "cpu";
    if (wanted == "cpu")
        return wanted;
    constexpr std::string_view prefix = "cuda:";
    const std::string number = wanted.starts_with(prefix) ? wanted.substr(prefix.size()) : std::string();
    if (number.empty() || number.size() > 3
        || !std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return fail("device.form", "\"" + wanted + "\" is no device; it is auto, cpu or cuda:N");
    if (devices.cudaCount() == 0)
        return fail("device.missing", wanted + " cannot be used: " + devices.cudaMissingReason());
    const int index = std::stoi(number);
    if (index >= devices.cudaCount())
        return fail("device.missing",
                    wanted + " is not there: " + std::to_string(devices.cudaCount()) + " CUDA devices are");
    return "cuda:" + std::to_string(index);
}

Batcher::Batcher(Devices &devices, std::string device, std::size_t bytesEach, std::size_t most)
    : m_devices(devices)
    , m_device(std::move(device))
    , m_bytesEach(std::max<std::size_t>(bytesEach, 1))
    , m_usual(std::max<std::size_t>(most, 1))
    , m_most(m_usual)
{
}

std::size_t Batcher::size() const
{
    // Half of it stays free: for the driver, fragments, other programs.
    return std::clamp<std::size_t>(m_devices.freeBytes(m_device) / 2 / m_bytesEach, 1, m_most.load());
}

Result<void> Batcher::run(std::size_t count, const std::function<void(std::size_t, std::size_t)> &work)
{
    std::size_t length = count;
    for (std::size_t first = 0; first < count;) {
        length = std::min(length, count - first);
        try {
            work(first, length);
            first += length;
        } catch (const OutOfMemory &) {
            m_devices.releaseKept(m_device);
            if (length == 1)
                return fail("device.memory", m_device + " has too little free memory for one item ("
                                                 + std::to_string(m_devices.freeBytes(m_device) >> 20)
                                                 + " MiB are free); close other programs, or choose another device");
            length = (length + 1) / 2;
            m_most = std::min(m_most.load(), length);
        }
    }
    return {};
}

} // namespace reward
