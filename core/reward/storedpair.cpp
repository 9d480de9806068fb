#include "core/reward/storedpair.h"

#include <cmath>
#include <fstream>

#include <nlohmann/json.hpp>
#include <unistd.h>

namespace reward {

namespace {

/// A line per fingerprint: hundreds of number types and options of one scorer.
constexpr std::uintmax_t maxBytes = 64 << 10;

/// An empty map for what cannot be read or is no map.
nlohmann::json readAll(const std::filesystem::path &path)
{
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    std::ifstream file(path, std::ios::binary);
    if (error || size > maxBytes || !file)
        return nlohmann::json::object();
    nlohmann::json values = nlohmann::json::parse(file, nullptr, /*allow_exceptions=*/false);
    return values.is_object() ? values : nlohmann::json::object();
}

} // namespace

std::optional<double> StoredPair::value() const
{
    if (m_folder.empty())
        return std::nullopt;
    const nlohmann::json values = readAll(m_folder / "self-test.json");
    const auto found = values.find(m_fingerprint);
    if (found == values.end() || !found->is_number() || !std::isfinite(found->get<double>()))
        return std::nullopt;
    return found->get<double>();
}

void StoredPair::keep(double value) const
{
    if (m_folder.empty() || !std::isfinite(value))
        return;
    const std::filesystem::path path = m_folder / "self-test.json";
    nlohmann::json values = readAll(path);
    values[m_fingerprint] = value;
    // Whole or not at all: two workers may test at once.
    const std::filesystem::path partial = m_folder / ("self-test.json.part-" + std::to_string(::getpid()));
    std::ofstream file(partial, std::ios::binary);
    file << values.dump(1) << '\n';
    file.close();
    std::error_code error;
    if (file)
        std::filesystem::rename(partial, path, error);
    if (!file || error)
        std::filesystem::remove(partial, error);
}

} // namespace reward
