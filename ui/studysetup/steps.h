#pragma once

#include <QStringList>
#include <QWidget>

namespace studysetup {

/// Where a walk through a few steps is: done ones have a check, the current one a filled number. 40 high.
class Steps : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Steps)

public:
    explicit Steps(const QStringList &names, QWidget *parent = nullptr);

    /// From 0; the number of steps: all are done.
    void setCurrent(int step);
    int current() const { return m_current; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList m_names;
    int m_current = 0;
};

} // namespace studysetup
