#pragma once

#include <QWidget>

#include "ui/annotate/keyrow.h"

class QLineEdit;

namespace widgets {
class Button;
class KeyCap;
class Label;
} // namespace widgets

namespace annotate {

class KeyMap;

/// The lowest row of the later stages: Undo, "Why?", what the first stage stored, keys, Done.
class StageRow : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StageRow)

public:
    explicit StageRow(QWidget *parent = nullptr);

    /// `legend` stands before Help.
    void setKeys(const KeyMap &keys, const QList<KeyRow::Item> &legend);
    /// Where the pictures stand above.
    void setColumn(int left, int width);
    /// "left", "right", "no preference": what the first stage stored; empty: there was none.
    void setSaved(const QString &saved);
    void setUndoEnabled(bool enabled);
    void setAnswersEnabled(bool enabled);

    QString comment() const;
    void clearComment();
    /// Puts the cursor into "Why?".
    void editComment();
    bool isEditingComment() const;
    /// Leaves "Why?", keeping what was written.
    void leaveComment();
    void setCommentName(const QString &objectName);

Q_SIGNALS:
    void actionTriggered(const QString &action);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void place();

    int m_left = 0;
    int m_width = 0;
    widgets::Button *m_undo;
    QLineEdit *m_comment;
    widgets::KeyCap *m_commentCap;
    widgets::Label *m_saved;
    QWidget *m_savedIcon;
    KeyRow *m_legend;
    widgets::Button *m_done;
};

} // namespace annotate
