#include "core/reward/modelfolder.h"

#include <cstdlib>
#include <fstream>

#include <nlohmann/json.hpp>

namespace reward {

namespace fs = std::filesystem;

fs::path modelsFolder()
{
    const auto variable = [](const char *name) {
        const char *value = std::getenv(name);
        return value ? fs::path(value) : fs::path();
    };
    if (const fs::path named = variable("DISSENSUS_MODELS"); !named.empty())
        return named;
    if (const fs::path data = variable("XDG_DATA_HOME"); data.is_absolute())
        return data / "dissensus" / "models";
    const fs::path home = variable("HOME");
    return home.empty() ? fs::path() : home / ".local" / "share" / "dissensus" / "models";
}

std::map<std::string, ModelSource> installedModels(const fs::path &folder)
{
    std::map<std::string, ModelSource> models;
    std::error_code problem;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder, problem)) {
        std::ifstream file(entry.path() / "model.json");
        const nlohmann::json facts = nlohmann::json::parse(file, nullptr, false);
        if (!facts.is_object() || facts.value("scorer", "") != entry.path().filename().string())
            continue;
        ModelSource source{.path = entry.path(), .sha256 = {}, .options = {}};
        for (const nlohmann::json &one : facts.value("files", nlohmann::json::array())) {
            if (one.is_object() && one.contains("name") && one.contains("sha256") && one["name"].is_string()
                && one["sha256"].is_string())
                source.sha256[one["name"]] = one["sha256"];
        }
        const nlohmann::json options = facts.value("options", nlohmann::json::object());
        for (const auto &one : options.items()) {
            if (one.value().is_string())
                source.options[one.key()] = one.value();
        }
        models[entry.path().filename().string()] = std::move(source);
    }
    return models;
}

} // namespace reward
