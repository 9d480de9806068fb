#include "core/analysis/groupprompts.h"

#include <algorithm>

namespace analysis {

GroupPrompts::GroupPrompts(const Snapshot &snapshot)
    : m_prompts(size_t(snapshot.groups.size()))
{
    for (qint32 prompt = 0; prompt < qint32(snapshot.prompts.size()); ++prompt)
        m_prompts[size_t(snapshot.groupOfPrompt[size_t(prompt)])].push_back({snapshot.prompts[prompt].variant, prompt});
}

qint32 GroupPrompts::wide(qint32 group) const
{
    const auto &prompts = m_prompts[size_t(group)];
    const auto found = std::find_if(prompts.begin(), prompts.end(),
                                    [](const VariantPrompt &one) { return one.variant != study::originalVariant; });
    return found == prompts.end() ? -1 : found->prompt;
}

qint32 GroupPrompts::ofVariant(qint32 group, const QString &variant) const
{
    const auto &prompts = m_prompts[size_t(group)];
    const auto found =
        std::find_if(prompts.begin(), prompts.end(), [&](const VariantPrompt &one) { return one.variant == variant; });
    return found == prompts.end() ? -1 : found->prompt;
}

} // namespace analysis
