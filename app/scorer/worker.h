#pragma once

#include <atomic>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "core/reward/registry.h"

namespace scorer {

/// The version of the messages; see docs/scorer-protocol.md.
inline constexpr int protocolVersion = 1;

/// Answers messages. Knows nothing of descriptors and frames.
class Worker
{
public:
    /// The answer to one request: a map with the request's "id" and a "type", which is "error" when it failed as a
    /// whole. Never throws. `cancelled` ends long work early; the answer then is of type "cancelled".
    nlohmann::json answer(const nlohmann::json &request, const std::atomic<bool> &cancelled);

private:
    nlohmann::json dispatch(const nlohmann::json &request, const std::atomic<bool> &cancelled);
    nlohmann::json hello(const nlohmann::json &request);
    nlohmann::json embedPictures(const nlohmann::json &request, const std::atomic<bool> &cancelled) const;
    nlohmann::json embedTexts(const nlohmann::json &request, const std::atomic<bool> &cancelled) const;
    nlohmann::json combine(const nlohmann::json &request) const;
    nlohmann::json score(const nlohmann::json &request, const std::atomic<bool> &cancelled) const;
    nlohmann::json selfTest(const nlohmann::json &request) const;
    nlohmann::json status() const;

    std::unique_ptr<const reward::Registry> m_registry; ///< of the hello's device, number type and weights
    std::string m_device;                               ///< empty before the hello
};

/// The catalogue entry of a scorer as messages carry it.
nlohmann::json toJson(const reward::ScorerInfo &info);

} // namespace scorer
