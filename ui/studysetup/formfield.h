#pragma once

#include <QWidget>

#include "ui/studysetup/protocolfields.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace widgets {
class Label;
}

namespace studysetup {

/// One field of the protocol form: label above, control at most 480 wide, below it a note, or what is wrong.
class FormField : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FormField)

public:
    explicit FormField(const ProtocolField &field, QWidget *parent = nullptr);

    const ProtocolField &field() const { return m_field; }
    QString text() const;
    /// Shows a value. A control in which somebody is typing is left alone.
    void setText(const QString &text);
    /// An empty text shows the note again.
    void setProblem(const QString &problem);
    QString problem() const { return m_problem; }
    QWidget *control() const;

Q_SIGNALS:
    /// On every key and click: for what is wrong, and the preview.
    void edited();
    /// The change is meant: Enter, focus out, a choice.
    void committed();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    QWidget *makeControl();
    QWidget *makeWords();
    void showNote();
    bool isPage() const;

    ProtocolField m_field;
    QString m_problem;
    QLineEdit *m_line = nullptr;
    QPlainTextEdit *m_page = nullptr;
    QComboBox *m_choice = nullptr;
    QList<QCheckBox *> m_boxes; ///< one of a Flag, one per word of Words
    widgets::Label *m_note;
    bool m_filling = false;
    bool m_touched = false; ///< typed since the last commit
};

} // namespace studysetup
