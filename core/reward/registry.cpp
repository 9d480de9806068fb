#include "core/reward/registry.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/reward/goldendata.h"
#include "core/reward/statisticscorer.h"

namespace reward {

Registry::Registry()
{
    const auto statistics = std::make_shared<const StatisticsTower>();
    for (const nlohmann::json &entry : nlohmann::json::parse(catalogueJson())) {
        ScorerInfo info;
        info.id = entry.at("scorer");
        info.title = entry.at("title");
        info.needsPrompt = entry.at("needs_prompt");
        info.low = entry.at("range").at(0);
        info.high = entry.at("range").at(1);
        info.licence = entry.at("licence");
        info.weightsBytes = entry.at("weights_bytes");
        info.dtype = entry.at("dtype");
        if (std::unique_ptr<Scorer> scorer = StatisticScorer::create(info, statistics)) {
            info = scorer->info();
            m_scorers.push_back(std::move(scorer));
        }
        m_infos.push_back(std::move(info));
    }
}

Result<const Scorer *> Registry::scorer(const std::string &id) const
{
    for (const auto &scorer : m_scorers) {
        if (scorer->info().id == id)
            return scorer.get();
    }
    const bool known =
        std::any_of(m_infos.begin(), m_infos.end(), [&](const ScorerInfo &info) { return info.id == id; });
    if (known)
        return fail("scorer.notinstalled", "the weights of " + id + " are not installed");
    return fail("scorer.unknown", "\"" + id + "\" is no scorer that this version knows");
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
