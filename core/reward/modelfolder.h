#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "core/reward/modelsource.h"

namespace reward {

/// DISSENSUS_MODELS, or else dissensus/models in the user's data folder; empty when there is no such place.
std::filesystem::path modelsFolder();

/// What is installed there, by scorer: folders with a readable model.json. The hashes are those of model.json.
std::map<std::string, ModelSource> installedModels(const std::filesystem::path &folder = modelsFolder());

} // namespace reward
