#include "core/reward/checkpointnames.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace reward {

namespace {

bool isFloatingPoint(const std::string &dtype)
{
    return dtype == "F32" || dtype == "F16" || dtype == "BF16" || dtype == "F64";
}

bool isWrapper(std::string_view prefix)
{
    static constexpr std::array<std::string_view, 3> wrappers{"module.", "model.", "_orig_mod."};
    while (!prefix.empty()) {
        const auto *const found = std::find_if(wrappers.begin(), wrappers.end(),
                                               [&](std::string_view wrapper) { return prefix.starts_with(wrapper); });
        if (found == wrappers.end())
            return false;
        prefix.remove_prefix(found->size());
    }
    return true;
}

/// "3 tensors: the first is …"
std::string counted(const std::vector<std::string> &names)
{
    if (names.size() == 1)
        return "the tensor " + quotedName(names.front());
    return std::to_string(names.size()) + " tensors, the first of them " + quotedName(names.front());
}

} // namespace

std::optional<std::string> wrapperPrefix(const TensorFile::Tensors &tensors, const std::string &name)
{
    for (const auto &[key, entry] : tensors) {
        if (key.ends_with(name) && isWrapper(std::string_view(key).substr(0, key.size() - name.size())))
            return key.substr(0, key.size() - name.size());
    }
    return {};
}

const TensorEntry *StrictReader::take(const std::string &name, const std::vector<std::int64_t> &shape)
{
    const auto found = m_tensors.find(m_prefix + name);
    if (found == m_tensors.end()) {
        m_missing.push_back(m_prefix + name);
        return nullptr;
    }
    m_taken.insert(found->first);
    const TensorEntry &entry = found->second;
    const bool isNumber = shape.empty() && entry.shape == std::vector<std::int64_t>{1};
    if (entry.shape != shape && !isNumber) {
        m_wrong.push_back("tensor " + quotedName(found->first) + " has the shape " + shapeText(entry.shape) + ", "
                          + shapeText(shape) + " is needed");
        return nullptr;
    }
    if (!isFloatingPoint(entry.dtype)) {
        m_wrong.push_back("tensor " + quotedName(found->first) + " has the number type " + entry.dtype
                          + ", which is none of weights");
        return nullptr;
    }
    return &entry;
}

std::string StrictReader::finish(bool (*isIgnored)(const std::string &name)) const
{
    if (!m_wrong.empty())
        return m_wrong.front();
    if (!m_missing.empty())
        return "it lacks " + counted(m_missing);
    std::vector<std::string> unexpected;
    for (const auto &[name, entry] : m_tensors) {
        const bool isInside = name.starts_with(m_prefix);
        if (m_taken.count(name) == 0 && !isIgnored(isInside ? name.substr(m_prefix.size()) : name))
            unexpected.push_back(name);
    }
    if (!unexpected.empty())
        return "it holds " + counted(unexpected) + ", which the network does not have";
    return {};
}

} // namespace reward
