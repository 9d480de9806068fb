#pragma once

#include "ui/widgets/popover.h"

class QLineEdit;

namespace widgets {
class Button;
class Paragraph;
} // namespace widgets

namespace compare {

/// Asks who shall judge the pictures as pairs, and says what will happen.
class SendPopover : public widgets::Popover
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SendPopover)

public:
    explicit SendPopover(QWidget *parent);

    /// `code`: who judges in this window; may be empty. `pictures` ≥ 2.
    void open(const QString &code, int pictures, const QRect &anchor);
    /// Says why nothing was sent; stays open.
    void setProblem(const QString &problem);

Q_SIGNALS:
    void sendRequested(const QString &code);

private:
    void lay();

    widgets::Paragraph *m_text;
    QLineEdit *m_code;
    widgets::Button *m_send;
    widgets::Paragraph *m_problem;
};

} // namespace compare
