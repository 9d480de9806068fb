#include "core/reward/fingerprint.h"

#include <nlohmann/json.hpp>

#include "core/reward/sha256.h"

namespace reward {

std::string canonicalJson(const FingerprintFacts &facts)
{
    // For ASCII strings and whole numbers, sorted keys without spaces are RFC 8785's form already.
    const nlohmann::json json{
        {"arithmetic", facts.arithmetic},       {"dtype", facts.dtype},     {"name", facts.name},
        {"preprocessing", facts.preprocessing}, {"version", facts.version}, {"weights", facts.weights}};
    return json.dump();
}

std::string fingerprint(const FingerprintFacts &facts)
{
    return sha256(canonicalJson(facts));
}

} // namespace reward
