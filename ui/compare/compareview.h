#pragma once

#include "ui/compare/sheetview.h"

namespace compare {

/// Pictures side by side with their scores under them. The row heads stay at the left, the pictures at the top; columns
/// scroll sideways when there are many, rows up and down. Cells are painted, not widgets.
class CompareView : public SheetView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CompareView)

public:
    explicit CompareView(QWidget *parent = nullptr);

    QRect cellRect(int row, int column) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void layOut() override;
    QRect pictureRect(int column) const override;
    QRect captionRect(int column) const override;
    QRect headRect(int row) const override;
    QRect rowActionRect(int row) const override;
    QRect scoresArea() const override;

private:
    int columnWidth() const;
    int pictureSide() const;
    int picturesHeight() const;
    int rowsTop() const;
    int rowTop(int row) const;
    int rowHeight(int row) const;
    int contentHeight() const;
    int columnLeft(int column) const;
    int rowsKept() const;
    void paintLegend(QPainter *painter) const;
    void paintCaptions(QPainter *painter) const;
    void paintLoading(QPainter *painter) const;
    void paintRows(QPainter *painter) const;
    void paintRow(QPainter *painter, int row) const;
    void paintAction(QPainter *painter, int row) const;
};

} // namespace compare
