#pragma once

#include <QWidget>

#include "ui/annotate/keymap.h"

namespace imaging {
class DisplayTransform;
}
namespace widgets {
class ProgressLine;
class Strip;
} // namespace widgets

namespace annotate {

class AnswerStrip;
class HelpPanel;
class LabelStrip;
class PairView;
class PromptBar;
class RatingStrip;
class StageRow;

/// The judging screen: prompt, progress, two pictures, answers, and nothing else. Lays its parts out, and
/// turns keys into actions of the keyboard map whichever part has the focus. What happens then is the
/// controller's business.
class AnnotateView : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnnotateView)

public:
    explicit AnnotateView(QWidget *parent = nullptr);

    PromptBar *prompt() { return m_prompt; }
    widgets::ProgressLine *progress() { return m_progress; }
    PairView *pair() { return m_pair; }
    AnswerStrip *answers() { return m_answers; }
    LabelStrip *labels() { return m_labels; }
    RatingStrip *ratings() { return m_ratings; }
    HelpPanel *help() { return m_help; }

    void setKeys(const KeyMap &keys);
    /// As painted on its cap.
    QString keyOf(const QString &action) const { return m_keys.cap(action); }
    /// Which strip is at the bottom.
    enum class Stage { Choice, Labels, Ratings };
    void showStage(Stage stage);
    Stage stage() const { return m_stage; }
    /// Undo, "Why?" and Done of a later stage; null in the first one.
    StageRow *stageRow() const;
    /// Strip above the question; an empty text removes it.
    void showError(const QString &text, const QString &action = {});
    /// What the protocol asks of the window: a smaller one is said so; with `fixed` the pictures have the same size in
    /// every window that is large enough. An empty size: nothing is asked.
    void setWindowRules(const QSize &smallest, bool fixed);
    void toggleHelp();
    /// After the session's prompts changed: the prompt bar may need another height.
    void relayout();
    /// Size of a picture's frame in device pixels, for decoding jobs.
    QSize frameDeviceSize() const;
    /// What is known of the screen that is judged on, as JSON for the session's row: sizes in logical pixels,
    /// the physical size as the screen reports it, scale, depth, and the colour profile (null: sRGB).
    QString viewingConditions(const imaging::DisplayTransform *colours) const;

Q_SIGNALS:
    /// A key or a click that means something; see KeyMap.
    void actionTriggered(const QString &action);
    void retryClicked();
    /// The window lost the focus: answers given meanwhile are marked.
    void focusLost();
    void frameSizeChanged();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    bool event(QEvent *event) override;
    void childEvent(QChildEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;

private:
    /// True: the key meant something here, or must not reach a button.
    bool handlePress(const QKeyEvent &event);
    bool handleRelease(const QKeyEvent &event);
    Screen screen() const;
    bool isWriting() const;
    void watch(QWidget *widget);
    void placeHelp();
    void checkWindow();

    KeyMap m_keys;
    PromptBar *m_prompt;
    widgets::ProgressLine *m_progress;
    PairView *m_pair;
    widgets::Strip *m_error;
    widgets::Strip *m_small; ///< the window is smaller than the protocol asks for
    QSize m_smallest;
    AnswerStrip *m_answers;
    LabelStrip *m_labels;
    RatingStrip *m_ratings;
    Stage m_stage = Stage::Choice;
    HelpPanel *m_help;
};

} // namespace annotate
