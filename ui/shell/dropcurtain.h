#pragma once

#include <QWidget>

namespace shell {

/// While a file hangs over the window: a 2 px accent frame inside it and what a drop would do.
class DropCurtain : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DropCurtain)

public:
    explicit DropCurtain(QWidget *parent);

    /// Covers the parent.
    void offer(const QString &what);
    QString offered() const { return m_what; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_what;
};

} // namespace shell
