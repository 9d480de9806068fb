#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/reward/tensorfile.h"

namespace reward {

/// What wrappers and trainers put before the names of a network: "module." or "model.", several of them, or nothing.
/// Found by a name that the network must have; nothing: it has none.
std::optional<std::string> wrapperPrefix(const TensorFile::Tensors &tensors, const std::string &name);

/// Takes the tensors of a network by name and keeps account: what is missing, of another shape or left over is told at
/// the end, in one sentence.
class StrictReader
{
public:
    StrictReader(const TensorFile::Tensors &tensors, std::string prefix)
        : m_tensors(tensors)
        , m_prefix(std::move(prefix))
    {
    }

    /// The tensor `name` behind the prefix; null where it is missing, has another shape or whole numbers. A single
    /// number may have the shape [] or [1].
    const TensorEntry *take(const std::string &name, const std::vector<std::int64_t> &shape);

    /// Empty when all went well and nothing is left but names that `isIgnored`, seen without the prefix.
    std::string finish(bool (*isIgnored)(const std::string &name)) const;

private:
    const TensorFile::Tensors &m_tensors;
    std::string m_prefix;
    std::set<std::string> m_taken;
    std::vector<std::string> m_missing;
    std::vector<std::string> m_wrong; ///< sentences
};

} // namespace reward
