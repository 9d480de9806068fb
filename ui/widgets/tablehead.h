#pragma once

#include <QHeaderView>

namespace widgets {

class TableView;

/// The head of a TableView: its labels keep the padding of the cells below them.
class TableHead : public QHeaderView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TableHead)

public:
    explicit TableHead(TableView *view);

    /// First and last visible column keep the table's edge padding, the others 8 px.
    QRect content(const QRect &cell, int column) const;
    /// Of the title and of the cells below it.
    Qt::Alignment alignmentOf(int column) const;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;

private:
    TableView *m_view;
};

} // namespace widgets
