#include "ui/widgets/progressline.h"

#include <cmath>

#include <QAccessible>
#include <QPainter>

#include "ui/widgets/theme.h"

namespace widgets {

ProgressLine::ProgressLine(int height, Look look, QWidget *parent)
    : QWidget(parent)
    , m_height(height)
    , m_look(look)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(height);
}

void ProgressLine::setProgress(qint64 done, qint64 total)
{
    double share = total > 0 ? std::clamp(double(done) / double(total), 0.0, 1.0) : 0;
    if (Theme::instance().reducedMotion())
        share = std::floor(share * 20) / 20;
    if (share == m_share)
        return;
    m_share = share;
    setAccessibleName(tr("Progress"));
    setAccessibleDescription(tr("%1 of %2").arg(done).arg(total));
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
    update();
}

void ProgressLine::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.skeleton);
    painter.fillRect(QRectF(0, 0, width() * m_share, height()), m_look == Look::Accent ? t.accent : t.text2);
}

} // namespace widgets
