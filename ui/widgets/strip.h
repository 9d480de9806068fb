#pragma once

#include <QWidget>

class QHBoxLayout;

namespace widgets {

class Button;

/// Warning or error over the full width: icon, one or two sentences, one button at the right.
/// Pushes content down, never floats, and stays while its cause lasts.
class Strip : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Strip)

public:
    enum class Kind { Warning, Error };

    explicit Strip(Kind kind, QWidget *parent = nullptr);

    /// Shows the strip; `action` empty: no button. A second one stands right of it where there are two ways out.
    void say(const QString &text, const QString &action = {}, const QString &secondAction = {});
    void focusAction();
    QString text() const { return m_text; }

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void actionClicked();
    void secondActionClicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    int textWidth(int width) const;

    Kind m_kind;
    QString m_text;
    Button *m_button;
    Button *m_second;
    QHBoxLayout *m_layout;
};

} // namespace widgets
