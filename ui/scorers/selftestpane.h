#pragma once

#include <QWidget>

#include "ui/scorers/scorerrows.h"

namespace widgets {
class Button;
class PaneHead;
class TableView;
} // namespace widgets

namespace scorers {

/// Golden pictures of one scorer: expected, got, difference; wrong ones in red.
class SelfTestPane : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SelfTestPane)

public:
    explicit SelfTestPane(QWidget *parent = nullptr);

    void setScorer(const ScorersState &state, const QString &scorer);

Q_SIGNALS:
    void againRequested();

private:
    widgets::PaneHead *m_head;
    widgets::Button *m_again;
    widgets::CellModel *m_model;
    widgets::TableView *m_table;
};

} // namespace scorers
