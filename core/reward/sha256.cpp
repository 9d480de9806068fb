#include "core/reward/sha256.h"

#include <openssl/evp.h>

namespace reward {

std::string sha256(std::span<const std::byte> bytes)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int length = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest, &length, EVP_sha256(), nullptr);
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    hex.reserve(2 * length);
    for (unsigned int i = 0; i < length; ++i) {
        hex += digits[digest[i] >> 4];
        hex += digits[digest[i] & 15];
    }
    return hex;
}

std::string sha256(const std::string &text)
{
    return sha256(std::as_bytes(std::span(text)));
}

} // namespace reward
