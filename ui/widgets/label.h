#pragma once

#include <QLabel>

#include "ui/widgets/textrole.h"

namespace widgets {

/// A line or paragraph in one role and ink of the type ramp; follows theme changes.
class Label : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Label)

public:
    explicit Label(const QString &text = {}, TextRole role = TextRole::Body, Ink ink = Ink::Text,
                   Weight weight = Weight::Regular, QWidget *parent = nullptr);

    void setInk(Ink ink);

    /// At least one line of the role high, so that rows of labels stand on one baseline grid.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    void applyInk();

    TextRole m_role;
    Ink m_ink;
};

} // namespace widgets
