#pragma once

#include <optional>

#include "core/base/result.h"
#include "core/study/ids.h"

namespace storage {

class Database;

/// Counts of live rows, as `study info` prints them. Votes and labels are current ones.
struct StudyCounts
{
    qint64 prompts = 0;
    qint64 promptGroups = 0;
    qint64 generators = 0;
    qint64 pictures = 0;
    qint64 assets = 0;
    qint64 trials = 0;
    qint64 votes = 0;
    qint64 annotators = 0;
    qint64 scores = 0;
    qint64 labels = 0;
};

/// A stored protocol: canonical JSON and its hash.
struct StoredProtocol
{
    study::ProtocolId id;
    QString hash;
    QByteArray body;
    bool locked = false;
};

/// Settings, counts and protocols of the study as a whole.
class StudyRepository
{
public:
    explicit StudyRepository(Database &database);

    /// Newest value of a setting ("title", "simulated"); empty if never set.
    base::Result<QString> setting(const QString &key);
    base::Result<void> setSetting(const QString &key, const QString &value);

    base::Result<StudyCounts> counts();

    /// The protocol in force; nothing when none was ever set.
    base::Result<std::optional<StoredProtocol>> currentProtocol();
    base::Result<std::optional<StoredProtocol>> protocol(study::ProtocolId id);
    /// Stores the protocol (once per hash) and puts it in force.
    base::Result<study::ProtocolId> setProtocol(const QByteArray &canonicalBody, const QString &hash);
    base::Result<void> lockProtocol(study::ProtocolId id);

private:
    base::Result<qint64> number(const QString &sql);
    base::Result<bool> answersAreChains();
    base::Result<void> countWhole(StudyCounts &counts);
    base::Result<void> countCurrentAnswers(StudyCounts &counts);

    Database &m_database;
};

} // namespace storage
