#include "core/reward/registry.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/reward/clipfactory.h"
#include "core/reward/goldendata.h"
#include "core/reward/runtime.h"
#include "core/reward/statisticscorer.h"

namespace reward {

namespace {

ScorerInfo infoFrom(const nlohmann::json &entry)
{
    ScorerInfo info;
    info.id = entry.at("scorer");
    info.title = entry.at("title");
    info.needsPrompt = entry.at("needs_prompt");
    info.low = entry.at("range").at(0);
    info.high = entry.at("range").at(1);
    info.licence = entry.at("licence");
    info.weightsBytes = entry.at("weights_bytes");
    info.dtype = entry.at("dtype");
    return info;
}

/// The weights that count for a scorer. Errors: those of ModelFolder.
Result<ModelWeights> weightsOf(const std::string &scorer, const RegistryOptions &options)
{
    if (const auto named = options.named.find(scorer); named != options.named.end())
        return ModelFolder(options.models).explicitWeights(scorer, named->second);
    if (options.models.empty())
        return fail("scorer.notinstalled", "the weights of " + scorer + " are not installed");
    return ModelFolder(options.models).find(scorer);
}

} // namespace

Registry::Registry(const RegistryOptions &options, Devices *devices)
{
    const auto statistics = std::make_shared<const StatisticsTower>();
    for (const nlohmann::json &entry : nlohmann::json::parse(catalogueJson())) {
        ScorerInfo info = infoFrom(entry);
        if (std::unique_ptr<Scorer> scorer = StatisticScorer::create(info, statistics)) {
            m_infos.push_back(scorer->info());
            m_scorers.push_back(std::move(scorer));
        } else {
            add(std::move(info), options, devices ? *devices : Runtime::devices());
        }
    }
}

Registry::~Registry() = default;

Result<std::unique_ptr<Scorer>> Registry::makeClip(const ScorerInfo &info, const RegistryOptions &options,
                                                   Devices &devices)
{
    const auto weights = weightsOf(info.id, options);
    if (!weights)
        return tl::make_unexpected(weights.error());
    const Placement placement{options.device, options.dtype.empty() ? info.dtype : options.dtype};
    auto &factory = m_factories[placement.dtype];
    if (!factory)
        factory = std::make_unique<ClipFactory>(placement, devices);
    const auto chosen = options.options.find(info.id);
    return factory->make(info, *weights,
                         chosen == options.options.end() ? std::map<std::string, std::string>() : chosen->second);
}

void Registry::add(ScorerInfo info, const RegistryOptions &options, Devices &devices)
{
    if (ClipFactory::makes(info.id)) {
        auto scorer = makeClip(info, options, devices);
        if (scorer) {
            info = (*scorer)->info();
            if (!options.named.contains(info.id))
                m_folders[info.id] = options.models / info.id;
            m_scorers.push_back(*std::move(scorer));
        } else if (options.named.contains(info.id) || scorer.error().code != "scorer.notinstalled") {
            m_problems[info.id] = scorer.error();
        }
    } else if (options.named.contains(info.id)) {
        m_problems[info.id] = {"scorer.notinstalled", "this version cannot run " + info.id + " yet"};
    }
    if (const auto problem = m_problems.find(info.id); problem != m_problems.end())
        info.problem = problem->second.message;
    m_infos.push_back(std::move(info));
}

Result<const Scorer *> Registry::scorer(const std::string &id) const
{
    for (const auto &scorer : m_scorers) {
        if (scorer->info().id == id)
            return scorer.get();
    }
    if (const auto problem = m_problems.find(id); problem != m_problems.end())
        return tl::make_unexpected(problem->second);
    const bool known =
        std::any_of(m_infos.begin(), m_infos.end(), [&](const ScorerInfo &info) { return info.id == id; });
    if (known)
        return fail("scorer.notinstalled", "the weights of " + id + " are not installed");
    return fail("scorer.unknown", "\"" + id + "\" is no scorer that this version knows");
}

std::filesystem::path Registry::installedFolder(const std::string &id) const
{
    const auto found = m_folders.find(id);
    return found == m_folders.end() ? std::filesystem::path() : found->second;
}

std::vector<std::string> Registry::loaded() const
{
    std::vector<std::string> ids;
    for (const auto &scorer : m_scorers) {
        if (scorer->loadedBytes() > 0)
            ids.push_back(scorer->info().id);
    }
    return ids;
}

std::int64_t Registry::loadedBytes() const
{
    std::int64_t bytes = 0;
    for (const auto &[dtype, factory] : m_factories)
        bytes += factory->loadedBytes();
    return bytes;
}

Result<std::vector<const Scorer *>> Registry::scorers(const std::vector<std::string> &ids) const
{
    std::vector<const Scorer *> found;
    for (const std::string &id : ids) {
        const Result<const Scorer *> one = scorer(id);
        if (!one)
            return tl::make_unexpected(one.error());
        found.push_back(*one);
    }
    return found;
}

} // namespace reward
