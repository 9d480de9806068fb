#pragma once

#include <QWidget>

#include "core/study/question.h"
#include "ui/annotate/keymap.h"

namespace studysetup {

/// What annotators will see below the pictures: the strip of every question as it is now, with the keys in force. A
/// picture of the real strips at the width they have between two pictures, made smaller where there is less room.
class StripPreview : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StripPreview)

public:
    explicit StripPreview(QWidget *parent = nullptr);

    void setQuestions(const QList<study::Question> &questions);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void rebuild();
    QWidget *makeStrip(const study::Question &question);

    QList<study::Question> m_questions;
    annotate::KeyMap m_keys; ///< the strips keep a pointer to it
    QWidget *m_hidden;       ///< holds the strips, never shown
    QList<QWidget *> m_strips;
};

} // namespace studysetup
