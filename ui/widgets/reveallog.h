#pragma once

#include <QObject>
#include <QSet>

#include "core/trials/openpairs.h"
#include "ui/widgets/studyhandle.h"

namespace widgets {

/// Who sits before this window as an annotator of a study, what this person has still to judge, and which prompts were
/// seen with names or scores: votes given on them afterwards are marked "after_reveal". One per open study; UI thread
/// only.
///
/// Prompts seen before a code was given belong to the code that is given next. The code of the last session is
/// remembered on this computer, per study, and is never shown.
class RevealLog : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RevealLog)

public:
    /// The log of an open study; made at the first call, gone with the study.
    static RevealLog &of(const StudyPtr &study);

    QString sitter() const { return m_sitter; }
    /// Somebody began to judge in this window.
    void setSitter(const QString &code);

    /// A place showed names or scores of this prompt.
    void reveal(study::PromptGroupId group);
    /// A place showed names or scores of so much that prompts cannot be told apart.
    void revealAll();

    /// Reads anew what is still open; openPairsRead() follows, at once when nobody judges here.
    void refresh();
    /// As of the last refresh().
    const trials::OpenPairs &openPairs() const { return m_open; }
    /// "Continue" was pressed: the person knows, and is asked no more while the study is open.
    bool wasWarned() const { return m_warned; }
    void setWarned() { m_warned = true; }

Q_SIGNALS:
    void openPairsRead();
    /// What was seen could not be noted; votes may lack their mark.
    void failed(const base::Error &error);

private:
    explicit RevealLog(StudyHandle *study);
    void store();

    StudyHandle *m_study;
    QString m_sitter;
    trials::OpenPairs m_open;
    bool m_warned = false;
    QSet<study::PromptGroupId> m_seen;     ///< in this run
    QList<study::PromptGroupId> m_unsaved; ///< of these, what is not on its way to the file
    bool m_allSeen = false;
    bool m_allUnsaved = false;
    int m_request = 0; ///< only the newest answer counts
};

} // namespace widgets
