#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/reward/result.h"
#include "core/reward/scorer.h"

namespace reward {

/// The scorers that this program knows, and those of them that can run here.
class Registry
{
public:
    Registry();

    /// All of them, in the order in which they are shown.
    const std::vector<ScorerInfo> &scorers() const { return m_infos; }

    /// Errors: "scorer.unknown", "scorer.notinstalled".
    Result<const Scorer *> scorer(const std::string &id) const;
    /// Several at once, in the order asked for; the first failure.
    Result<std::vector<const Scorer *>> scorers(const std::vector<std::string> &ids) const;

private:
    std::vector<ScorerInfo> m_infos;
    std::vector<std::unique_ptr<Scorer>> m_scorers;
};

} // namespace reward
