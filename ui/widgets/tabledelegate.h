#pragma once

#include <QStyledItemDelegate>

namespace widgets {

class TableView;

/// Paints the cells of a TableView from its roles.
class TableDelegate : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TableDelegate)

public:
    explicit TableDelegate(TableView *view);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    void paintSection(QPainter *painter, const QRect &cell, const QString &text) const;

    TableView *m_view;
};

} // namespace widgets
