#pragma once

#include <QWidget>

namespace compare {

/// Topic and text of the prompt, up to three lines, then "more". Keeps its height while one walks through prompts.
class PromptBlock : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PromptBlock)

public:
    explicit PromptBlock(QWidget *parent = nullptr);

    void setPrompt(const QString &topic, const QString &text);
    /// All texts of the study: the longest decides the height.
    void setTexts(const QStringList &texts);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override { return {600, heightForWidth(width())}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    int textWidth(int width) const;
    int linesOf(const QString &text, int width) const;
    int linesKept(int width) const;

    QString m_topic;
    QString m_text;
    QStringList m_texts;
    bool m_all = false; ///< "more" was pressed
};

} // namespace compare
