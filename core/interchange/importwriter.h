#pragma once

#include <functional>
#include <optional>

#include <QHash>

#include "core/base/result.h"
#include "core/interchange/addedrows.h"
#include "core/interchange/importrequest.h"
#include "core/interchange/importsources.h"
#include "core/interchange/picturerow.h"
#include "core/interchange/scorerranges.h"
#include "core/storage/annotatorrepository.h"
#include "core/storage/assetrepository.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/scorerepository.h"
#include "core/storage/transaction.h"
#include "core/study/prompt.h"
#include "core/study/score.h"

namespace storage {
class Database;
}

namespace interchange {

/// Which prompt a row means.
struct PromptRef
{
    QString groupKey; ///< empty: made from the text; the request's prefix is added here
    QString topic;
    QString uid; ///< the source's own id; may be empty
    QString variant;
    QString text; ///< may be empty when the prompt is known by id, or by group and variant
};

/// Writes one import into a study: one transaction, one source, every row noted under it. The same row again is the row
/// that is there. Nothing is changed until finish() has committed.
class ImportWriter
{
public:
    ImportWriter(storage::Database &database, const ImportRequest &request, ImportReport &report);

    /// Locks the study. `content` identifies the import: with the same one an undone import comes back.
    base::Result<void> begin(const QString &kind, const QString &content, const QString &path);
    /// Counterparts and the scores under other variants' prompts, then the counts, then the commit (not for a dry run).
    base::Result<void> finish();

    /// Runs what one row of a file asks for. A failure is undone; it ends the import, or with keep-going is noted.
    base::Result<void> row(const QString &file, int line, const std::function<base::Result<void>()> &write);
    /// Notes a failed row, or returns its error when the import is not to go on.
    base::Result<void> failRow(const QString &file, int line, const base::Error &error);

    base::Result<study::Prompt> prompt(const PromptRef &ref);
    base::Result<study::GeneratorId> generator(const QString &name);
    base::Result<study::PictureId> picture(const PictureRow &row);
    base::Result<study::AnnotatorId> annotator(const QString &code, std::optional<study::AnnotatorKind> kind,
                                               const QStringList &groups);
    base::Result<study::SessionId> session(const QString &uid, study::AnnotatorId annotator, qint64 startedAt);

    /// A value from elsewhere. `promptHash` empty: the scorer needs no prompt.
    base::Result<void> importedScore(study::PictureId picture, const QString &promptHash, const ScoreCell &cell,
                                     const QString &second, const QString &file);
    /// A row of our own export, kept as it was.
    base::Result<void> restoredScore(const study::Score &score, const QString &scorer, const QString &fingerprint);

    /// Row of a picture that this import or the study knows by this id.
    base::Result<std::optional<study::PictureId>> pictureByUid(const QString &uid);
    base::Result<std::optional<study::Prompt>> promptByUid(const QString &uid);

    /// Says that the import brought the row.
    base::Result<void> note(storage::SourceRepository::Item kind, qint64 id) { return m_sources.note(kind, id); }

    storage::Database &database() { return m_database; }
    const QString &groupPrefix() const { return m_request.groupPrefix; }
    /// Identity of the import, for ids of rows that have none: the same file again gives the same ids.
    const QString &content() const { return m_sources.import().content; }
    ImportReport &report() { return m_report; }
    /// Grows whenever a row was undone: what was remembered of rows may not be there.
    int rollbacks() const { return m_rollbacks; }
    void unchanged() { ++m_report.unchanged; }

private:
    struct Later
    {
        study::PictureId picture;
        study::PromptGroupId group;
        QString counterpart;
        QList<ScoreCell> scores;
        QString file;
        int line = 0;
    };

    base::Result<study::Prompt> findPrompt(const PromptRef &ref, const QString &key);
    base::Result<study::Prompt> storePrompt(const PromptRef &ref, const QString &key);
    base::Result<study::AssetId> asset(const PictureRow &row);
    base::Result<void> settle(const Later &later);
    base::Result<void> addScoreOnce(study::Score score, const QString &scorer, const QString &fingerprint,
                                    const QString &description, bool exactTime);
    void forgetRows();

    storage::Database &m_database;
    const ImportRequest &m_request;
    ImportReport &m_report;
    ImportSources m_sources;
    AddedRows m_added;
    storage::PromptRepository m_prompts;
    storage::PictureRepository m_pictures;
    storage::AssetRepository m_assets;
    storage::AnnotatorRepository m_annotators;
    storage::ScoreRepository m_scores;
    std::optional<storage::Transaction> m_transaction;

    int m_rollbacks = 0;

    // What this import has met already.
    using PromptKey = std::pair<std::pair<QString, QString>, std::pair<QString, QString>>;
    QHash<PromptKey, study::Prompt> m_promptByKey; ///< by group, id, variant and text
    QHash<QString, study::Prompt> m_promptByUid;
    QHash<QString, study::GeneratorId> m_generatorByName;
    QHash<QString, study::PictureId> m_pictureByUid;
    QHash<QString, study::PictureId> m_pictureByFile;
    QHash<QString, study::AnnotatorId> m_annotatorByCode;
    QHash<QString, study::SessionId> m_sessionByUid;
    QHash<QString, study::FingerprintId> m_fingerprints;
    QList<Later> m_later;
    ScorerRanges m_ranges;
};

/// How the text of a prompt ends that a source has scores for, but does not tell.
inline const QString unknownPromptText = QStringLiteral(": the score tables do not tell its text");

/// The key of a prompt group that the source does not name: the text itself, or its start and its hash.
QString groupKeyOf(const QString &text);

} // namespace interchange
