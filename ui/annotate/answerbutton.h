#pragma once

#include <QAbstractButton>

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
    CapSide m_side;
    Mark m_mark = Mark::None;
};

/// The focus ring of Annotate: in the text colour, always there when a control has the focus.
void paintFocusRing(QPainter *painter, const QRect &control);

} // namespace annotate
