#pragma once

#include <optional>

#include "core/analysis/twobytwo.h"
#include "ui/widgets/popover.h"

namespace widgets {
class SegmentedSwitch;
}

namespace compare {

/// The 2×2 of one scorer and generator: pictures by prompts, for this prompt or over all. Floats above the place, takes
/// the focus, closes with Esc or a click outside and gives the focus back.
class MatrixPopover : public widgets::Popover
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MatrixPopover)

public:
    explicit MatrixPopover(QWidget *parent);

    /// Opens below `cell` (coordinates of the parent), above it when there is no room. Values come with setMatrices().
    void open(const QString &title, const QString &scorer, const QRect &cell);
    void setMatrices(const analysis::TwoByTwo &thisPrompt, const analysis::TwoByTwo &all);
    /// What is shown; for tests.
    QString sentence() const;
    const analysis::TwoByTwo *shown() const;
    bool isComputing() const { return isVisible() && !m_all; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool takesKey(const QKeyEvent &event) const override;

private:
    void placeSwitch();
    void paintTable(QPainter *painter, const QRect &rect) const;
    QStringList cells() const;

    QString m_title;
    QString m_scorer;
    std::optional<analysis::TwoByTwo> m_thisPrompt;
    std::optional<analysis::TwoByTwo> m_all;
    widgets::SegmentedSwitch *m_which;
};

} // namespace compare
