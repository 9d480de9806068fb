#pragma once

#include <optional>

#include <QList>

#include "core/base/result.h"
#include "core/study/ids.h"

namespace storage {

class Database;

/// One import.
struct Source
{
    study::SourceId id;
    QString uid;
    QString kind;
    QString name;
    QString path;
    QString content; ///< identity of what was imported and how
    qint64 importedAt = 0;
    bool withdrawn = false;
};

/// Imports, and undo of imports.
class SourceRepository
{
public:
    /// Values of source_item.kind.
    enum class Item {
        PromptGroup,
        Prompt,
        Generator,
        Picture,
        Taxonomy,
        Counterpart,
        Annotator,
        Session,
        Trial,
        Answer,
        Score
    };

    explicit SourceRepository(Database &database);

    base::Result<Source> addSource(const Source &source);
    base::Result<QList<Source>> sources();
    base::Result<std::optional<Source>> sourceByUid(const QString &uid);
    base::Result<std::optional<Source>> sourceByContent(const QString &content);

    /// Says that the source brought this row, or found it there.
    /// A row that an undone import had brought counts again.
    base::Result<void> addItem(study::SourceId source, Item kind, qint64 itemId);
    /// The same of a row that cannot be withdrawn: half the work, for imports of many rows.
    base::Result<void> addFreshItem(study::SourceId source, Item kind, qint64 itemId);
    /// Whether any row left the counts with an undone import.
    base::Result<bool> anythingWithdrawn();

    /// Withdraws a source: rows that no other live source brought leave every count. Refused with
    /// "source.in_use" once answers given in the program depend on its pictures or prompts.
    base::Result<void> withdraw(study::SourceId source);
    base::Result<void> revive(study::SourceId source);

    /// Fills the table `withdrawn` anew from the sources' events.
    base::Result<void> deriveWithdrawn();
    /// SELECT of what the table `withdrawn` must hold: (kind, item_id).
    static QString withdrawnDerivation();

private:
    base::Result<void> countAgain(Item kind, qint64 itemId);
    base::Result<void> addEvent(study::SourceId source, const QString &event);

    Database &m_database;
};

} // namespace storage
