#pragma once

#include <QStringList>
#include <QWidget>

namespace annotate {

/// The prompt and how far the session is. As high for a whole session as its longest prompt needs.
class PromptBar : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PromptBar)

public:
    explicit PromptBar(QWidget *parent = nullptr);

    /// Every prompt of the session, for the height.
    void setSessionPrompts(const QStringList &prompts);
    void setPrompt(const QString &prompt);
    QString prompt() const { return m_prompt; }
    /// "23", " of 80", "in this session".
    void setCounter(const QString &done, const QString &of, const QString &note);
    QString counterNote() const { return m_note; }
    /// Left and width of the two pictures: text and counter stand over them.
    void setColumn(int left, int width);

    /// Height for a bar of this width in a window of this height.
    int heightFor(int columnWidth, int windowHeight) const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    int textWidth(int columnWidth) const;
    int neededHeight(const QString &prompt, int columnWidth) const;
    void paintCounter(QPainter *painter);

    QStringList m_prompts;
    QString m_prompt;
    QString m_done;
    QString m_of;
    QString m_note;
    int m_left = 0;
    int m_width = 0;
    int m_scroll = 0;
};

} // namespace annotate
