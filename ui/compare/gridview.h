#pragma once

#include "ui/compare/sheetview.h"

namespace compare {

/// Larger pictures in two rows, under each one its name and a line per scorer: for many generators, or for looking
/// rather than reading numbers.
class GridView : public SheetView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GridView)

public:
    explicit GridView(QWidget *parent = nullptr);

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
    int perRow() const;
    int badgesBefore(int row) const;
    int badgeRows() const;
    QRect blockRect(int column) const;
    int blockHeight() const;
    int sideFor(int perRow) const;
    int pictureSide() const;
};

} // namespace compare
