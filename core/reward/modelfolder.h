#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/reward/modelsource.h"
#include "core/reward/result.h"

namespace reward {

/// The files that a scorer is loaded from.
struct ModelWeights
{
    std::string scorer;
    std::filesystem::path network; ///< for openClipCheckpoint(): the file, or the index of its shards
    std::filesystem::path head;    ///< for openLinearStack(); empty for scorers without a head
    /// What a fingerprint covers: "network" (with shards "network 1", "network 2", …) and "head" → SHA-256. Names of
    /// files are not part of it: a renamed file is the same model.
    std::map<std::string, std::string> hashes;
};

/// The folder of installed weights (contract §3): one folder per scorer, with a model.json that names files, sizes and
/// hashes. Installing is the client's matter; here it is only read.
class ModelFolder
{
public:
    /// $DISSENSUS_MODELS, or dissensus/models below $XDG_DATA_HOME or ~/.local/share.
    static std::filesystem::path defaultFolder();

    explicit ModelFolder(std::filesystem::path folder = defaultFolder())
        : m_folder(std::move(folder))
    {
    }

    /// The installed weights of a scorer, sizes (and of files that are used in place the time of change) compared with
    /// model.json. A scorer with a head takes the network of an installed clip-l where its own folder has none.
    /// Errors: "scorer.notinstalled"; "weights.read" (no readable model.json, a file is missing), "weights.changed",
    /// "weights.layout" (no head among the files, or several networks).
    Result<ModelWeights> find(const std::string &scorer) const;

    /// The same for files that are not installed: a file, or a folder that holds the published files. They are hashed,
    /// which reads all of them. A head alone takes the network of an installed clip-l.
    Result<ModelWeights> explicitWeights(const std::string &scorer, const std::filesystem::path &path) const;

private:
    std::filesystem::path m_folder;
};

/// Whether a scorer is a head on CLIP-L's picture tower.
bool hasHead(const std::string &scorer);

/// DISSENSUS_MODELS, or else dissensus/models in the user's data folder; empty when there is no such place.
std::filesystem::path modelsFolder();

/// What is installed there, by scorer: folders with a readable model.json. The hashes are those of model.json.
std::map<std::string, ModelSource> installedModels(const std::filesystem::path &folder = modelsFolder());

} // namespace reward
