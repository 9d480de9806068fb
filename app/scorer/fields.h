#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/reward/features.h"
#include "core/reward/result.h"

namespace scorer {

/// A request that cannot be understood; caught where the request is dispatched and sent back as an error.
struct BadRequest
{
    std::string message;
};

// Readers of a message's fields: throw BadRequest naming the key when it is missing or of another type.
const nlohmann::json &field(const nlohmann::json &map, const char *key);
std::string textField(const nlohmann::json &map, const char *key);
std::string textField(const nlohmann::json &map, const char *key, const std::string &missing);
std::vector<std::string> textsField(const nlohmann::json &map, const char *key);
/// Entries are maps; at most `maxEntries`.
const nlohmann::json &mapsField(const nlohmann::json &map, const char *key);
/// True or false; false when it is missing.
bool flagField(const nlohmann::json &map, const char *key);
/// An index below `size`.
std::size_t indexIn(const nlohmann::json &value, std::size_t size, const char *what);

/// The most pictures, texts, pairs or scorers of one message.
inline constexpr std::size_t maxEntries = 65536;

/// A picture that a message brings: its bytes, or a path with the hash of what must be there.
struct SentPicture
{
    struct File
    {
        std::string path;
        std::string sha256;
    };

    std::string key;
    std::optional<File> file;                        ///< where it is, when the message does not hold it
    std::vector<std::uint8_t> read;                  ///< what was read from the file
    const std::vector<std::uint8_t> *sent = nullptr; ///< bytes in the message
    std::optional<reward::Error> error;              ///< why there are none
    std::vector<reward::PictureFeatures> features;   ///< what towers made of it before; may stand instead of bytes

    std::span<const std::byte> bytes() const { return std::as_bytes(sent ? std::span(*sent) : std::span(read)); }
};

/// With the files that the message names read and checked.
std::vector<SentPicture> picturesField(const nlohmann::json &request);

struct SentText
{
    std::string key;
    std::string text;
    std::vector<reward::TextFeatures> features; ///< what towers made of it before
};

std::vector<SentText> sentTexts(const nlohmann::json &request);

nlohmann::json toJson(const reward::Features &features);
/// Checks form only; whether they are another tower's features, the scorer says.
reward::Features featuresFrom(const nlohmann::json &map);
nlohmann::json toJson(const reward::Error &error);

} // namespace scorer
