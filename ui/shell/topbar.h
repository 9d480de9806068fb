#pragma once

#include <QHash>
#include <QWidget>

#include "ui/widgets/place.h"

class QStackedWidget;

namespace widgets {
class Label;
}

namespace shell {

/// 44 high: the study's name, then what the current place puts there.
class TopBar : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TopBar)

public:
    explicit TopBar(QWidget *parent = nullptr);

    void setStudy(const QString &title, bool simulated);
    /// Shows the row of this place, made at its first visit.
    void showPlace(widgets::Place *place);
    /// Tab goes from this control through the current row, left to right, and then on to what came next before.
    void orderTabsAfter(QWidget *previous);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    widgets::Label *m_title;
    widgets::Label *m_simulated;
    QWidget *m_line;
    QStackedWidget *m_rows;
    QHash<widgets::Place *, QWidget *> m_rowOf;
};

} // namespace shell
