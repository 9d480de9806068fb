#pragma once

#include <QWidget>

namespace widgets {

class Button;
class Label;

/// What an empty place says: one sentence, and the button that leads on; top left, not centred.
class EmptyState : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmptyState)

public:
    explicit EmptyState(const QString &sentence, const QString &action = {}, QWidget *parent = nullptr);

    void setText(const QString &sentence, const QString &action = {});

Q_SIGNALS:
    void actionClicked();

private:
    Label *m_sentence;
    Button *m_button;
};

} // namespace widgets
