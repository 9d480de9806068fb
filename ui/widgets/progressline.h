#pragma once

#include <QWidget>

namespace widgets {

/// The thin line of a long action or a session: `accent` or, where the screen must stay neutral, text2 on skeleton.
class ProgressLine : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProgressLine)

public:
    enum class Look { Accent, Neutral };

    explicit ProgressLine(int height = 4, Look look = Look::Accent, QWidget *parent = nullptr);

    /// `total` 0: nothing known yet, the line is empty.
    void setProgress(qint64 done, qint64 total);

    QSize sizeHint() const override { return {120, m_height}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_height;
    Look m_look;
    double m_share = 0;
};

} // namespace widgets
