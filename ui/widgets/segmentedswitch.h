#pragma once

#include <QList>
#include <QWidget>

namespace widgets {

/// One of a few choices in one outlined control: "Original | Wide-spectrum". Arrow keys move the choice.
class SegmentedSwitch : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SegmentedSwitch)

public:
    explicit SegmentedSwitch(const QStringList &choices, QWidget *parent = nullptr);

    int current() const { return m_current; }
    void setCurrent(int index);
    /// A disabled choice says why in the tooltip.
    void setChoiceEnabled(int index, bool enabled, const QString &why = {});
    void setChoiceText(int index, const QString &text);
    void setControlHeight(int height);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// Chosen by the user, or by setCurrent() with another index.
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Choice
    {
        QString text;
        bool enabled = true;
        QString why;
    };

    QRect choiceRect(int index) const;
    int choiceAt(const QPoint &position) const;
    void step(int direction);

    QList<Choice> m_choices;
    int m_current = 0;
    int m_height;
};

} // namespace widgets
