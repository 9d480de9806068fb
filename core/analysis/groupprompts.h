#pragma once

#include <vector>

#include "core/analysis/snapshot.h"

namespace analysis {

/// Which prompt of a group is meant: of several with the same variant the first in the snapshot. −1: there is none.
class GroupPrompts
{
public:
    GroupPrompts() = default;
    explicit GroupPrompts(const Snapshot &snapshot);

    qint32 original(qint32 group) const { return ofVariant(group, study::originalVariant); }
    /// The first prompt of the group that is not original.
    qint32 wide(qint32 group) const;
    qint32 ofVariant(qint32 group, const QString &variant) const;

private:
    struct VariantPrompt
    {
        QString variant;
        qint32 prompt = -1;
    };
    std::vector<std::vector<VariantPrompt>> m_prompts; ///< by group
};

} // namespace analysis
