#pragma once

#include <QSet>

#include "core/base/result.h"
#include "core/study/annotator.h"
#include "core/study/trial.h"
#include "core/trials/studyprotocol.h"

namespace storage {
class Database;
}

namespace trials {

/// What an annotator is asked, after planning.
struct Plan
{
    StudyProtocol protocol;
    QList<study::Trial> trials; ///< of this protocol, in order; without those whose pictures or prompt were withdrawn
    int added = 0;              ///< planned just now
};

/// Knows pictures and generators, and writes the trials of an annotator: all at the first start, what later
/// imports brought at a later one.
class TrialPlanner
{
public:
    explicit TrialPlanner(storage::Database &database);

    /// Plans what is not planned yet, in one transaction (a part of the caller's, if one is open). Stores the
    /// default protocol if the study has none, because trials name the protocol they were planned by. Errors:
    /// "protocol.unsupported", "protocol.generator", "protocol.gold", "protocol.damaged", those of storage.
    base::Result<Plan> plan(const study::Annotator &annotator);

private:
    storage::Database &m_database;
};

} // namespace trials
