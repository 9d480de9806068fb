#include "core/reward/registry.h"

#include <algorithm>
#include <optional>

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

/// The weights that count for a scorer, with the options asked for.
std::optional<ModelSource> sourceOf(const std::string &scorer, const RegistryOptions &options)
{
    const bool isNamed = options.named.contains(scorer);
    if (!isNamed && !options.installed.contains(scorer))
        return std::nullopt;
    ModelSource source = isNamed ? options.named.at(scorer) : options.installed.at(scorer);
    if (const auto more = options.options.find(scorer); more != options.options.end()) {
        for (const auto &[name, value] : more->second)
            source.options[name] = value;
    }
    return source;
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

void Registry::add(ScorerInfo info, const RegistryOptions &options, Devices &devices)
{
    const std::optional<ModelSource> source = sourceOf(info.id, options);
    if (source && !ClipFactory::makes(info.id)) {
        m_problems[info.id] = {"scorer.notinstalled", info.id + " cannot run in this version"};
    } else if (source) {
        const Placement placement{options.device, options.dtype.empty() ? info.dtype : options.dtype};
        auto &factory = m_factories[placement.dtype];
        if (!factory)
            factory = std::make_unique<ClipFactory>(placement, devices);
        auto scorer = factory->make(info, *source, sourceOf("clip-l", options));
        if (scorer) {
            info = (*scorer)->info();
            m_scorers.push_back(*std::move(scorer));
        } else {
            m_problems[info.id] = scorer.error();
        }
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
