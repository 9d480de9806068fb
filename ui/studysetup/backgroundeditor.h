#pragma once

#include <QJsonArray>

#include "ui/studysetup/rowseditor.h"

class QLineEdit;
class QVBoxLayout;

namespace widgets {
class Button;
class Label;
} // namespace widgets

namespace studysetup {

/// The optional questions about a person: a row each with the question, the answers to choose from, and buttons that
/// move and remove it.
class BackgroundEditor : public RowsEditor
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BackgroundEditor)

public:
    explicit BackgroundEditor(QWidget *parent = nullptr);

    QString text() const override;
    void setText(const QString &text) override;
    void setProblems(const QHash<QString, QString> &problems) override;
    bool isTouched() const override { return m_touched; }

private:
    struct Row
    {
        QJsonValue original; ///< what the fields do not show, the id, stays
        QWidget *box = nullptr;
        QLineEdit *question = nullptr;
        QLineEdit *answers = nullptr;
        widgets::Label *problem = nullptr;
    };

    QJsonArray value() const;
    void rebuild(const QJsonArray &questions);
    Row makeRow(const QJsonValue &question, int index, int count);
    void change(const QJsonArray &questions);

    QList<Row> m_rows;
    QVBoxLayout *m_layout;
    widgets::Button *m_add;
    bool m_touched = false; ///< typed since the last commit
};

} // namespace studysetup
