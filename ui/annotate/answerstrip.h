#pragma once

#include <QWidget>

#include "core/study/answer.h"
#include "core/study/question.h"

namespace widgets {
class Button;
class Label;
} // namespace widgets

namespace annotate {

class AnswerButton;
class SmallAnswerButton;
class KeyMap;
class KeyRow;

/// One possible answer to a choice question.
struct ChoiceOption
{
    QString action; ///< of the keyboard map
    QString label;
    study::Vote vote;
    bool isSmall = false; ///< both good, both bad: in the row below
};

/// The answers of a question in scale order, with the action that gives each.
QList<ChoiceOption> choiceOptions(const study::Question &question);

/// First stage: the question, its answers, and the row with undo, skip and the keys. As wide as the two pictures.
class AnswerStrip : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnswerStrip)

public:
    explicit AnswerStrip(QWidget *parent = nullptr);

    void setQuestion(const study::Question &question);
    void setKeys(const KeyMap &keys);
    /// Left and width of the two pictures.
    void setColumn(int left, int width);

    const QList<ChoiceOption> &options() const { return m_options; }
    /// Marks the answer just given, or the one that was undone; an empty action clears all marks.
    void markChosen(const QString &action);
    void markFormer(const std::optional<study::Vote> &vote);
    void setAnswersEnabled(bool enabled);
    void setUndoEnabled(bool enabled);
    /// Skip needs the protocol's leave.
    void setSkipEnabled(bool enabled);
    /// The row becomes reasons and Back.
    void showReasons(bool show);
    bool showsReasons() const { return m_showsReasons; }
    void setFlagged(bool flagged);
    /// Behind the question: "showing left".
    void setNote(const QString &note);
    /// In place of everything: break, nothing left to judge. Empty texts bring the answers back.
    void showMessage(const QString &text, const QString &first = {}, const QString &firstAction = {},
                     const QString &second = {}, const QString &secondAction = {});

Q_SIGNALS:
    /// A click on anything that has an action of the keyboard map.
    void actionTriggered(const QString &action);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void rebuildAnswers();
    void place();
    void placeRow();
    void updateVisibility();
    widgets::Button *addRowButton(const QString &text, const QString &action);
    void setUpRowButton(widgets::Button *button, const QString &action);
    void fillLegend();

    QList<ChoiceOption> m_options;
    study::Question m_asked;
    const KeyMap *m_keys = nullptr;
    widgets::Label *m_question;
    widgets::Label *m_note;
    QList<AnswerButton *> m_answers;
    QList<SmallAnswerButton *> m_small;
    widgets::Button *m_undo;
    widgets::Button *m_skip;
    widgets::Button *m_flag;
    QList<widgets::Button *> m_reasons;
    widgets::Button *m_back;
    KeyRow *m_legend;
    widgets::Label *m_message;
    widgets::Button *m_first;
    widgets::Button *m_second;
    int m_left = 0;
    int m_width = 0;
    bool m_showsReasons = false;
    bool m_showsMessage = false;
};

/// The words stored as reason of a skip, by reason 1 to 5.
QStringList skipReasonKeys();

} // namespace annotate
