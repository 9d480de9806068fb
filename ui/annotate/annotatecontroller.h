#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include "ui/annotate/pairloader.h"
#include "ui/annotate/sessionthread.h"
#include "ui/widgets/screenprofile.h"

namespace widgets {
struct Preferences;
}

namespace annotate {

class AnnotateView;

/// From a key to an answer on disk to the next pair. Owns the session's thread and the pictures decoded ahead; the view
/// only shows. The next pair is shown after the answer was committed, never before.
class AnnotateController : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnnotateController)

public:
    enum class State {
        Closed,
        Opening,
        Consent, ///< waits for the person's consent
        Loading, ///< the pair is being decoded
        Warned,  ///< the pair may disturb: covered until Enter
        Judging,
        Holding,  ///< answered: the mark stands until it was seen and the answer is on disk
        NotSaved, ///< the answer could not be stored: only Retry
        Break,
        Done,
        Empty,
        Failed, ///< the study or the session could not be opened
    };
    Q_ENUM(State)

    explicit AnnotateController(AnnotateView *view, QObject *parent = nullptr);
    ~AnnotateController() override;

    void open(const QString &studyPath, const trials::SessionOwner &owner);
    /// Ends the session; what was answered is on disk.
    void close();
    void giveConsent();
    /// Takes in what was planned since, without moving the pair that is on the screen.
    void refresh();

    State state() const { return m_state; }
    /// Nothing is being opened, decoded or stored.
    bool isSettled() const;
    /// Time on the same pair before keys count; a test may set 0.
    void setGuardMs(int ms) { m_guardMs = ms; }

Q_SIGNALS:
    /// The session is open and the code known to the study.
    void opened();
    void stateChanged();
    /// The person must agree to this text first.
    void consentAsked(const QString &text);
    void openFailed(const base::Error &error);
    void studyPlaceRequested();
    /// An answer is on disk, or was taken back.
    void stored();

private:
    void setState(State state);
    void act(const QString &action);
    bool actOnView(const QString &action);
    void actOnWarning(const QString &action);
    void actOnChoice(const QString &action);
    void actOnLabels(const QString &action);
    void actOnRatings(const QString &action);
    template <typename Strip>
    void actOnStage(Strip *strip, const QString &action);
    void chooseVote(const QString &action, const study::Vote &vote, const QString &reason = {});
    void submitStage();
    void submit(trials::Submission submission);
    void undo();

    void adopt(const Situation &situation);
    void adoptWhenSeen();
    void takeRefreshed(const Situation &situation);
    void wantPictures();
    void showTrial();
    void present();
    void fillFrames();
    QString warningText() const;
    void takeRescaled(const QString &handle);
    void showStage();
    void showNothing();
    enum class BreakKind { Due, Asked };
    void showBreak(BreakKind kind);
    void endBreak();
    void updateCounter();
    void takePainted();
    void takeFailure(SessionThread::Request request, const base::Error &error);
    void applyPreferences(const widgets::Preferences &preferences);

    const study::Question *currentQuestion() const;
    bool hasPictures() const;
    bool picturesAreShowable() const;
    bool breakIsDue() const;
    int responseMs() const;
    QStringList flags() const;

    AnnotateView *m_view;
    std::unique_ptr<SessionThread> m_session;
    PairLoader m_loader;
    widgets::ScreenProfile *m_colours; ///< belongs to the view
    bool m_recoloured = false;         ///< the frames hold colours of another screen
    trials::BlindProtocol m_protocol;
    Situation m_now;
    std::optional<Situation> m_next; ///< committed, shown when the mark was seen
    trials::Submission m_submission; ///< the last one, for Retry
    QString m_shownTrial;            ///< id of the trial whose pictures are in the frames
    QString m_saved;                 ///< words for the first stage's answer
    State m_state = State::Closed;
    QTimer m_hold;
    QTimer m_loadingNote;
    QElapsedTimer m_onScreen; ///< since the pair, or its second stage, was painted
    QElapsedTimer m_working;  ///< since the session or the last break
    qint64 m_breakLaterMs = 0;
    int m_holdMs = 200;
    int m_guardMs = 200;
    bool m_painted = false;
    bool m_undoWanted = false;
    bool m_flagged = false;
    QString m_uncovered; ///< id of the trial that may disturb and that the person agreed to see
    bool m_unfocused = false;
};

} // namespace annotate
