#pragma once

#include <functional>
#include <memory>

#include <QObject>

#include "core/analysis/similarpictures.h"
#include "core/scoring/textencoder.h"
#include "ui/widgets/studyhandle.h"

namespace gallery {

/// Finds pictures like a text or like a picture, by the embeddings that scorers left in the study. A text is encoded by
/// the scorer's worker; everything slow runs elsewhere. The newest question counts.
class MeaningSearch : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MeaningSearch)

public:
    enum class State {
        Idle,
        Searching,
        NoScorer,    ///< none that reads texts is installed
        NothingSeen, ///< it is installed, but has seen none of these pictures
        Computing,   ///< it is looking at them
        Failed
    };

    explicit MeaningSearch(QObject *parent = nullptr);
    ~MeaningSearch() override;

    void setStudy(const widgets::StudyPtr &study);
    void findText(const QString &text);
    /// `title` says what picture that is.
    void findLike(study::AssetId asset, const QString &title);
    /// The last question once more.
    void again();
    /// Has the scorer look at the pictures, then asks again. Does nothing while the study's queue works on something
    /// else.
    void compute();
    /// Forgets the question.
    void clear();

    State state() const { return m_state; }
    /// What a person is told in this state; empty while there is nothing to tell.
    QString message() const;
    /// "Compute", "Open Scorers", "Try again": what can be done about it; may be empty.
    QString actionText() const;
    /// The study's queue works, perhaps on something else.
    bool isQueueBusy() const;
    bool isSettled() const { return m_state != State::Searching && m_state != State::Computing; }
    /// A worker other than the user's; for tests.
    void setWorker(const QString &command) { m_worker = command; }

Q_SIGNALS:
    void found(const std::shared_ptr<const analysis::PictureLikeness> &likeness, const QString &title);
    void changed();

private:
    using Likeness = std::shared_ptr<const analysis::PictureLikeness>;
    struct Answer;

    void stop();
    void begin(const std::function<void()> &question);
    void setState(State state, const QString &reason = {});
    void learnScorer();
    void compare(const scoring::EncodedText &text);
    void take(const base::Result<Answer> &answer, const QString &title);
    void takeError(const base::Error &error);

    widgets::StudyPtr m_study;
    scoring::TextEncoder m_encoder;
    QString m_worker;
    std::function<void()> m_question;
    std::shared_ptr<base::Progress> m_progress; ///< of the question that counts
    std::shared_ptr<const analysis::SimilarPictures> m_pictures;
    State m_state = State::Idle;
    QString m_reason;
    QString m_title;
    scoring::ScorerInfo m_scorer; ///< the one that is meant in NothingSeen and Computing
};

} // namespace gallery
