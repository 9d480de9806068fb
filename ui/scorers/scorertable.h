#pragma once

#include "ui/scorers/scorerrows.h"
#include "ui/widgets/tableview.h"

namespace scorers {

/// The table of scorers: one row and one button each; its context menu holds what else can be done.
class ScorerTable : public widgets::TableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScorerTable)

public:
    explicit ScorerTable(QWidget *parent = nullptr);

    void setState(const ScorersState &state);
    /// Id of the selected row; empty: none.
    QString selected() const;
    void select(const QString &scorer);
    /// Of its row, in coordinates of the viewport.
    QRect rectOf(const QString &scorer) const;

Q_SIGNALS:
    void scorerSelected(const QString &scorer);
    void actionChosen(const QString &scorer, scorers::ScorerAction action);
    void testRequested();

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void scrollToSelected();

    widgets::CellModel *m_model;
    QList<ScorerRow> m_rows;
    ScorersState m_state;
    bool m_shown = false;
};

} // namespace scorers
