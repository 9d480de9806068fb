#pragma once

#include <QStringList>

#include "core/base/result.h"
#include "core/study/ids.h"
#include "core/trials/protocol.h"

namespace storage {
class Database;
}

namespace trials {

/// The protocol that a study uses now.
struct StudyProtocol
{
    study::ProtocolId id; ///< none while the study has stored no protocol and uses the default one
    Protocol protocol;
    QString hash;
    bool locked = false;
};

/// The protocol in force, or the default one. Errors: "protocol.damaged" when the stored body cannot be read.
base::Result<StudyProtocol> studyProtocol(storage::Database &database);

/// Stores the protocol and puts it in force. A locked one stays stored as it is and is superseded.
base::Result<StudyProtocol> setStudyProtocol(storage::Database &database, const Protocol &protocol);

/// Locks the protocol in force; stores the default one first if the study has none.
base::Result<StudyProtocol> lockStudyProtocol(storage::Database &database);

/// One protocol that a study has stored.
struct ProtocolVersion
{
    study::ProtocolId id;
    Protocol protocol;
    QString hash;
    bool locked = false;
    bool inForce = false;
    qint64 addedAt = 0; ///< ms since the epoch
    qint64 answers = 0; ///< live answers that carry its hash
};

/// The protocols that matter, newest first: in force, locked, or carried by answers. Drafts that nobody answered and
/// that were changed again are left out, and so is what cannot be read.
base::Result<QList<ProtocolVersion>> protocolVersions(storage::Database &database);

/// What does not hold: the stored body does not have its hash, or is not the canonical form of a readable
/// protocol. Empty when all is well.
base::Result<QStringList> verifyStudyProtocol(storage::Database &database);

} // namespace trials
