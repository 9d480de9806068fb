#pragma once

#include <QAbstractButton>

#include "ui/widgets/icons.h"

namespace shell {

/// One way to start on the first page: icon, title, note, key. 60 high; the one with the focus is filled.
class StartRow : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StartRow)

public:
    StartRow(widgets::Icon icon, const QString &title, const QString &note, const QKeySequence &key,
             QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    widgets::Icon m_icon;
    QString m_note;
    QString m_cap;
};

} // namespace shell
