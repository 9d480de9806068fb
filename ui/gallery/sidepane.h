#pragma once

#include <QScrollArea>

namespace gallery {

class GalleryTree;
class RangePane;

/// The left pane: views, taxonomy and ranges, one below the other in one scroll area.
class SidePane : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SidePane)

public:
    explicit SidePane(QWidget *parent = nullptr);

    GalleryTree *tree() const { return m_tree; }
    RangePane *ranges() const { return m_ranges; }
    QSize sizeHint() const override { return {248, 600}; }

private:
    GalleryTree *m_tree;
    RangePane *m_ranges;
};

} // namespace gallery
