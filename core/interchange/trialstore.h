#pragma once

#include "core/interchange/importwriter.h"
#include "core/interchange/table.h"
#include "core/storage/trialrepository.h"
#include "core/study/trial.h"

namespace interchange {

/// A picture as a row of answers names it: by id, or by generator and variant within the prompt's group.
struct PictureRef
{
    QString uid;
    QString generator;
    QString variant;
};

/// A trial as a row of answers or of the trials file names it.
struct TrialRow
{
    QString uid;
    QString annotator;
    std::optional<study::AnnotatorKind> annotatorKind; ///< nothing: as known, else human
    QStringList groups;
    QString session;
    PromptRef prompt;
    QString question;
    QList<PictureRef> pictures; ///< by displayed position
    QString goldBetter;         ///< id of the picture that a gold trial is passed with
    QString repeatOf;
    bool isPractice = false;
    bool isGold = false;
    bool isRepeat = false;
    std::optional<int> position;
    qint64 plannedAt = 0; ///< 0: not told
};

/// Finds or makes the trials of imported answers, with all that they need: annotator, session, prompt, pictures.
class TrialStore
{
public:
    explicit TrialStore(ImportWriter &writer);

    /// The trial with the row's id, or a new one. A known trial of another annotator is an error of the row.
    base::Result<study::TrialId> trial(const TrialRow &row, bool *added = nullptr);
    /// Session of a row, none when it names none.
    base::Result<study::SessionId> session(const TrialRow &row, qint64 startedAt);
    /// Displayed position of a picture in a trial, or an error of the row.
    base::Result<int> positionOf(study::TrialId trial, const QString &pictureUid);

    storage::TrialRepository &repository() { return m_trials; }

private:
    base::Result<study::PictureId> picture(const PictureRef &ref, const study::Prompt &prompt);
    base::Result<std::optional<study::PictureId>> pictureInCell(const QString &generator, const QString &variant,
                                                                study::PromptGroupId group);
    base::Result<study::TrialId> make(const TrialRow &row, study::AnnotatorId annotator);
    base::Result<int> nextPosition(study::AnnotatorId annotator);
    base::Result<void> noteParts(study::TrialId trial);

    ImportWriter &m_writer;
    storage::TrialRepository m_trials;
    QHash<study::AnnotatorId, int> m_nextPosition; ///< of annotators whose last trial was made here
    int m_rollbacks = 0;
};

// Reading of single cells; all give an error of the row for a word that is not of the kind.

/// "1" and "true" are true, "0", "false" and nothing are false.
base::Result<bool> readFlag(const TableRow &row, const char *column);
/// An ISO 8601 time in ms; 0 for nothing.
base::Result<qint64> readTime(const TableRow &row, const char *column);
/// A whole number; nothing for nothing.
base::Result<std::optional<int>> readInteger(const TableRow &row, const char *column);
/// "human" or "machine"; nothing for nothing.
base::Result<std::optional<study::AnnotatorKind>> readAnnotatorKind(const TableRow &row);
QStringList readList(const TableRow &row, const char *column);

} // namespace interchange
