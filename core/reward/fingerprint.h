#pragma once

#include <map>
#include <string>

namespace reward {

/// What a fingerprint covers: everything that can change a value, and nothing else. Device, libtorch and program
/// version are recorded beside a score, not covered.
struct FingerprintFacts
{
    std::string name;                           ///< scorer or tower id
    int version = 1;                            ///< raised only when values change
    std::map<std::string, std::string> weights; ///< file → SHA-256; empty for scorers without weights
    std::map<std::string, std::string> preprocessing;
    std::map<std::string, std::string> arithmetic;
    std::string dtype;
};

/// The facts as canonical JSON (RFC 8785). Names and values are ASCII.
std::string canonicalJson(const FingerprintFacts &facts);

/// SHA-256 of canonicalJson().
std::string fingerprint(const FingerprintFacts &facts);

} // namespace reward
