#pragma once

#include <QHash>
#include <QImage>
#include <QList>
#include <QSet>
#include <QSize>
#include <QString>
#include <QStringList>

#include "core/base/result.h"
#include "core/study/annotator.h"
#include "core/study/answer.h"
#include "core/study/trial.h"
#include "core/trials/blindtrial.h"

namespace trials {

/// Who sits down to judge.
struct SessionOwner
{
    QString code; ///< pseudonym, 1 to 200 printable characters
    study::AnnotatorKind kind = study::AnnotatorKind::Human;
    QStringList groups;
    QString device = {}; ///< JSON about the screen (window size, scale, colour profile), stored with the session
    /// The command of a program that calls serveUnblinded(): what a session may not know is then read in that
    /// process, and this one never holds a generator's name, a score or a file name. Empty: read in this process.
    QStringList helper = {};
};

/// A picture as the unblinded side names it to the blind one: a row number, which tells nothing, and its size.
struct SeatPicture
{
    study::AssetId asset; ///< none: the picture has no file
    QSize size;
};

/// All that a blind session is told before its first pair. The trials do not say which of them are repeats or have
/// known answers; no generator, score, file, variant or seed exists here.
struct Seat
{
    study::AnnotatorId annotator;
    BlindProtocol protocol;
    QString protocolHash;
    bool consentMissing = false;
    QList<study::Trial> trials; ///< to be shown, in order
    QHash<study::PictureId, SeatPicture> pictures;
    QSet<study::TrialId> warned; ///< may disturb by the labels that the protocol warns of; not which picture
    QHash<study::PromptId, QString> prompts; ///< texts of the trials' prompts
    /// Of each prompt, the settings of which one is there when this annotator has seen names or scores of it.
    QHash<study::PromptId, QStringList> revealKeys;
    QList<study::Answer> answers; ///< this annotator's own, superseded ones included
};

/// The side that may see everything, as the blind side meets it (in trials of medicine: the unblinded third party).
class Unblinded
{
public:
    Unblinded() = default;
    Unblinded(const Unblinded &) = delete;
    Unblinded &operator=(const Unblinded &) = delete;
    virtual ~Unblinded() = default;

    /// Opens the study once, so that an older one is stepped up. Errors: those of storage::Database::open.
    virtual base::Result<void> open() = 0;

    /// Adds the annotator if need be, plans what is not planned yet, and tells what may be told. The caller holds the
    /// annotator's lock. Errors: "annotator.kind", those of TrialPlanner and of storage.
    virtual base::Result<Seat> seat(const SessionOwner &owner) = 0;

    /// Grows with everything that this annotator's plan depends on, answers aside: the same number, the same plan.
    virtual base::Result<qint64> planState(study::AnnotatorId annotator) = 0;

    /// Upright sRGB pixels, reduced to fit into `within` unless that is empty; on any thread. Errors as of
    /// PictureSource::picture: they name no file.
    virtual base::Result<QImage> pixels(study::AssetId asset, const QSize &within) = 0;
};

} // namespace trials
