#include "app/scorer/fields.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <new>
#include <set>

#include "core/reward/runtime.h"
#include "core/reward/sha256.h"

namespace scorer {

namespace {

constexpr std::streamoff maxFileBytes = 256 << 20; // what would not fit a frame is not read from a path either

/// Reads the file that the message names and compares its hash with the one that the client knows.
void readChecked(SentPicture &picture)
{
    std::ifstream file(picture.file->path, std::ios::binary | std::ios::ate);
    const std::streamoff size = file ? std::streamoff(file.tellg()) : -1;
    if (size < 0 || size > maxFileBytes) {
        picture.error = reward::Error{"picture.missing",
                                      size < 0 ? "the file cannot be opened" : "the file is longer than 256 MiB"};
        return;
    }
    try {
        picture.read.resize(std::size_t(size));
    } catch (const std::bad_alloc &) {
        picture.error = reward::Error{"picture.size", "there is not enough memory for the picture"};
        return;
    }
    file.seekg(0);
    file.read(reinterpret_cast<char *>(picture.read.data()), size);
    if (!file || reward::sha256(picture.bytes()) != picture.file->sha256)
        picture.error = reward::Error{"picture.changed", "the file is not the one that was asked for"};
}

/// The list under "features" of a picture or a text; empty when it is missing.
template <typename Part>
std::vector<Part> knownFeatures(const nlohmann::json &entry)
{
    std::vector<Part> parts;
    if (entry.contains("features")) {
        for (const nlohmann::json &one : mapsField(entry, "features"))
            static_cast<reward::Features &>(parts.emplace_back()) = featuresFrom(one);
    }
    return parts;
}

SentPicture sentPicture(const nlohmann::json &entry)
{
    SentPicture picture;
    picture.key = textField(entry, "key");
    picture.features = knownFeatures<reward::PictureFeatures>(entry);
    const auto data = entry.find("data");
    if (data != entry.end() && data->is_binary())
        picture.sent = &data->get_binary();
    else if (data != entry.end())
        throw BadRequest{"\"data\" of a picture is no byte string"};
    else if (entry.contains("path") || picture.features.empty())
        picture.file = SentPicture::File{textField(entry, "path"), textField(entry, "sha256")};
    return picture;
}

} // namespace

const nlohmann::json &field(const nlohmann::json &map, const char *key)
{
    const auto found = map.find(key);
    if (found == map.end())
        throw BadRequest{std::string("\"") + key + "\" is missing"};
    return *found;
}

std::string textField(const nlohmann::json &map, const char *key)
{
    const nlohmann::json &value = field(map, key);
    if (!value.is_string())
        throw BadRequest{std::string("\"") + key + "\" is no text"};
    return value.get<std::string>();
}

std::string textField(const nlohmann::json &map, const char *key, const std::string &missing)
{
    return map.contains(key) ? textField(map, key) : missing;
}

std::vector<std::string> textsField(const nlohmann::json &map, const char *key)
{
    const nlohmann::json &value = field(map, key);
    if (!value.is_array() || value.size() > maxEntries
        || !std::all_of(value.begin(), value.end(), [](const nlohmann::json &entry) { return entry.is_string(); }))
        throw BadRequest{std::string("\"") + key + "\" is no list of texts"};
    return value.get<std::vector<std::string>>();
}

const nlohmann::json &mapsField(const nlohmann::json &map, const char *key)
{
    const nlohmann::json &value = field(map, key);
    if (!value.is_array() || value.size() > maxEntries
        || !std::all_of(value.begin(), value.end(), [](const nlohmann::json &entry) { return entry.is_object(); }))
        throw BadRequest{std::string("\"") + key + "\" is no list of at most 65536 maps"};
    return value;
}

bool flagField(const nlohmann::json &map, const char *key)
{
    const auto found = map.find(key);
    if (found == map.end())
        return false;
    if (!found->is_boolean())
        throw BadRequest{std::string("\"") + key + "\" is neither true nor false"};
    return found->get<bool>();
}

std::size_t indexIn(const nlohmann::json &value, std::size_t size, const char *what)
{
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() >= size)
        throw BadRequest{std::string("a pair names no ") + what + " of the message"};
    return value.get<std::size_t>();
}

std::vector<SentPicture> picturesField(const nlohmann::json &request)
{
    std::vector<SentPicture> pictures;
    std::set<std::string> keys;
    for (const nlohmann::json &entry : mapsField(request, "pictures")) {
        pictures.push_back(sentPicture(entry));
        if (!keys.insert(pictures.back().key).second)
            throw BadRequest{"two pictures have the key \"" + pictures.back().key + "\""};
    }
    // Shared out: one thread that hashes for all would keep the others waiting.
    reward::Runtime::forEach(pictures.size(), [&](std::size_t i) {
        if (pictures[i].file)
            readChecked(pictures[i]);
    });
    return pictures;
}

std::vector<SentText> sentTexts(const nlohmann::json &request)
{
    std::vector<SentText> texts;
    if (!request.contains("texts"))
        return texts;
    for (const nlohmann::json &entry : mapsField(request, "texts"))
        texts.push_back(
            {textField(entry, "key"), textField(entry, "text"), knownFeatures<reward::TextFeatures>(entry)});
    return texts;
}

nlohmann::json toJson(const reward::Features &features)
{
    std::vector<std::uint8_t> data(features.bytes.size());
    std::memcpy(data.data(), features.bytes.data(), data.size());
    return {{"tower", features.tower},
            {"dtype", features.dtype},
            {"shape", features.shape},
            {"keepable", features.keepable},
            {"data", nlohmann::json::binary(std::move(data))}};
}

reward::Features featuresFrom(const nlohmann::json &map)
{
    reward::Features features;
    features.tower = textField(map, "tower");
    features.dtype = textField(map, "dtype");
    const nlohmann::json &shape = field(map, "shape");
    const nlohmann::json &data = field(map, "data");
    if (!shape.is_array()
        || !std::all_of(shape.begin(), shape.end(), [](const auto &extent) { return extent.is_number_unsigned(); }))
        throw BadRequest{"\"shape\" is no list of extents"};
    if (!data.is_binary())
        throw BadRequest{"\"data\" of features is no byte string"};
    features.shape = shape.get<std::vector<std::int64_t>>();
    features.bytes.resize(data.get_binary().size());
    std::memcpy(features.bytes.data(), data.get_binary().data(), features.bytes.size());
    return features;
}

nlohmann::json toJson(const reward::Error &error)
{
    return {{"code", error.code}, {"message", error.message}};
}

} // namespace scorer
