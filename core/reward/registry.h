#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "core/reward/devices.h"
#include "core/reward/modelfolder.h"
#include "core/reward/placement.h"
#include "core/reward/result.h"
#include "core/reward/scorer.h"

namespace reward {

class ClipFactory;

/// What a client asks of the scorers with weights.
struct RegistryOptions
{
    std::string device = "cpu";                         ///< as Runtime::device gives it
    std::string dtype;                                  ///< "fp32", "bf16", "fp16"; empty: each scorer's own
    std::filesystem::path models;                       ///< folder of installed weights; empty: none are
    std::map<std::string, std::filesystem::path> named; ///< by scorer: files or folders to use instead
    std::map<std::string, std::map<std::string, std::string>> options; ///< by scorer: see ClipFactory::make
};

/// The scorers that this program knows, and those of them that can run here.
class Registry
{
public:
    /// Opens what files of weights there are; none is read yet. What cannot be used has a `problem`.
    explicit Registry(const RegistryOptions &options = {}, Devices *devices = nullptr);
    ~Registry();
    Registry(const Registry &) = delete;
    Registry &operator=(const Registry &) = delete;

    /// All of them, in the order in which they are shown.
    const std::vector<ScorerInfo> &scorers() const { return m_infos; }

    /// Errors: "scorer.unknown", "scorer.notinstalled", or why its weights cannot be used.
    Result<const Scorer *> scorer(const std::string &id) const;
    /// Several at once, in the order asked for; the first failure.
    Result<std::vector<const Scorer *>> scorers(const std::vector<std::string> &ids) const;

    /// Where the weights of a scorer are installed; empty when they are not, or others were named for it.
    std::filesystem::path installedFolder(const std::string &id) const;

    /// Scorers of which weights are in memory, and bytes of those.
    std::vector<std::string> loaded() const;
    std::int64_t loadedBytes() const;

private:
    Result<std::unique_ptr<Scorer>> makeClip(const ScorerInfo &info, const RegistryOptions &options, Devices &devices);
    void add(ScorerInfo info, const RegistryOptions &options, Devices &devices);

    std::vector<ScorerInfo> m_infos;
    std::vector<std::unique_ptr<Scorer>> m_scorers;
    std::map<std::string, Error> m_problems;                         ///< by scorer
    std::map<std::string, std::filesystem::path> m_folders;          ///< by scorer with installed weights
    std::map<std::string, std::unique_ptr<ClipFactory>> m_factories; ///< by number type
};

} // namespace reward
