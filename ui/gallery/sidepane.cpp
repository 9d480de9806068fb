#include "ui/gallery/sidepane.h"

#include <QPainter>
#include <QVBoxLayout>

#include "ui/gallery/gallerytree.h"
#include "ui/gallery/rangepane.h"
#include "ui/widgets/theme.h"

namespace gallery {

namespace {

class Surface : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), widgets::tokens().win); }
};

} // namespace

SidePane::SidePane(QWidget *parent)
    : QScrollArea(parent)
    , m_tree(new GalleryTree)
    , m_ranges(new RangePane)
{
    auto *content = new Surface;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tree);
    layout->addWidget(m_ranges);
    layout->addStretch();
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setWidget(content);
    connect(m_tree, &GalleryTree::rowReached, this,
            [this](const QRect &row) { ensureVisible(0, row.center().y(), 0, row.height()); });
}

} // namespace gallery
