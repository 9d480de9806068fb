#pragma once

#include <QList>
#include <QWidget>

#include "ui/annotate/keymap.h"

namespace annotate {

/// F1 in Annotate: instructions, examples, keys. At the right edge, 400 wide; the pictures stay visible, the focus
/// stays.
class HelpPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HelpPanel)

public:
    explicit HelpPanel(QWidget *parent);

    void setKeys(const KeyMap &keys);
    /// The protocol's instructions; empty: the general ones.
    void setInstructions(const QString &instructions);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Row
    {
        QString cap;
        QString text;
    };

    QString m_instructions;
    QList<Row> m_examples;
    QList<Row> m_rows;
};

} // namespace annotate
