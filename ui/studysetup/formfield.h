#pragma once

#include <memory>

#include <QWidget>

#include "ui/studysetup/protocolfields.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace widgets {
class Label;
class StudyHandle;
} // namespace widgets

namespace studysetup {

class RowsEditor;

/// One field of the protocol form: label above, control at most 480 wide, below it a note, or what is wrong.
class FormField : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FormField)

public:
    /// `study`: where pictures are found; may be null.
    explicit FormField(const ProtocolField &field, const std::shared_ptr<widgets::StudyHandle> &study = {},
                       QWidget *parent = nullptr);

    const ProtocolField &field() const { return m_field; }
    QString text() const;
    /// Shows a value. A control in which somebody is typing is left alone.
    void setText(const QString &text);
    /// What is wrong inside of a list, said at its rows; see rowProblems().
    void setRowProblems(const QHash<QString, QString> &problems);
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
    QWidget *makeControl(const std::shared_ptr<widgets::StudyHandle> &study);
    QWidget *makeRows(const std::shared_ptr<widgets::StudyHandle> &study);
    QWidget *makeWords();
    void showNote();

    ProtocolField m_field;
    QString m_problem;
    QLineEdit *m_line = nullptr;
    QPlainTextEdit *m_page = nullptr;
    QComboBox *m_choice = nullptr;
    RowsEditor *m_rows = nullptr;
    QList<QCheckBox *> m_boxes; ///< one of a Flag, one per word of Words
    widgets::Label *m_note;
    bool m_filling = false;
    bool m_touched = false; ///< typed since the last commit
};

} // namespace studysetup
