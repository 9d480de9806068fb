#pragma once

#include <functional>

#include <QList>
#include <QWidget>

class QHBoxLayout;

namespace widgets {
class Button;
class Label;
} // namespace widgets

namespace gallery {

/// One part of the filter: what it says, and how it is taken away.
struct FilterChip
{
    QString text;
    std::function<void()> remove;
};

/// 36 high above the grid: "25 of 46", chips, Clear, a caution at the right. Left and right walk over the chips, Delete
/// takes one away.
class FilterRow : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterRow)

public:
    explicit FilterRow(QWidget *parent = nullptr);

    void setCount(const QString &text);
    void setChips(const QList<FilterChip> &chips);
    /// Empty: none.
    void setCaution(const QString &text);
    /// To the first chip; false when there is none.
    bool focusFirstChip();
    /// "HPSv3 ≤ 7.60", …
    QStringList chipTexts() const;

Q_SIGNALS:
    void clearRequested();
    /// Escape, or the last chip was taken away by a key.
    void left();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QHBoxLayout *m_chipLayout;
    QList<QWidget *> m_chips;
    QList<FilterChip> m_contents;
    widgets::Label *m_count;
    widgets::Button *m_clear;
    widgets::Label *m_caution;
};

} // namespace gallery
