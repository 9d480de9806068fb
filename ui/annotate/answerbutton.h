#pragma once

#include <QAbstractButton>

#include "ui/widgets/button.h"

namespace annotate {

/// One of the large answers. Its key cap stands on the outer side: before the label on the left, behind it on the
/// right.
class AnswerButton : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnswerButton)

public:
    enum class CapSide { Before, Behind };
    /// Chosen: just answered. Former: the answer that was undone.
    enum class Mark { None, Chosen, Former };

    AnswerButton(const QString &label, const QString &action, CapSide side, QWidget *parent);

    /// The action of the keyboard map that this button stands for.
    QString action() const { return m_action; }
    void setCap(const QString &cap);
    /// Shown where the label does not fit.
    void setShortLabel(const QString &label) { m_shortLabel = label; }
    /// What is painted at this width.
    QString shownLabel() const;
    QString cap() const { return m_cap; }
    void setMark(Mark mark);
    Mark mark() const { return m_mark; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void paintContent(QPainter *painter);

    QString m_action;
    QString m_cap;
    QString m_shortLabel;
    CapSide m_side;
    Mark m_mark = Mark::None;
};

/// Both good, both bad: an answer in the row of small controls, marked like the large ones.
class SmallAnswerButton : public widgets::Button
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SmallAnswerButton)

public:
    SmallAnswerButton(const QString &label, QWidget *parent);

    void setMark(AnswerButton::Mark mark);
    AnswerButton::Mark mark() const { return m_mark; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    AnswerButton::Mark m_mark = AnswerButton::Mark::None;
};

/// The focus ring of Annotate: in the text colour, always there when a control has the focus.
void paintFocusRing(QPainter *painter, const QRect &control);

} // namespace annotate
