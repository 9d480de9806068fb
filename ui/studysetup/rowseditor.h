#pragma once

#include <QHash>
#include <QWidget>

namespace studysetup {

/// A list of a protocol that is edited row by row. Its text is the list as compact JSON, as the field's other controls
/// have a text.
class RowsEditor : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowsEditor)

public:
    explicit RowsEditor(QWidget *parent = nullptr)
        : QWidget(parent)
    {
    }

    virtual QString text() const = 0;
    virtual void setText(const QString &text) = 0;
    /// What is wrong, by path below the list ("[1].worse"); said at its row.
    virtual void setProblems(const QHash<QString, QString> &problems) = 0;
    /// Somebody writes in it: a value from elsewhere must wait.
    virtual bool isTouched() const { return false; }

Q_SIGNALS:
    void edited();
    void committed();
};

} // namespace studysetup
