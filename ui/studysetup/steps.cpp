#include "ui/studysetup/steps.h"

#include <QPainter>

#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace studysetup {
namespace {

constexpr int rowHeight = 40;
constexpr int disc = 18;
constexpr int stepGap = 24;

} // namespace

Steps::Steps(const QStringList &names, QWidget *parent)
    : QWidget(parent)
    , m_names(names)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Steps::setCurrent(int step)
{
    m_current = step;
    setAccessibleName(step < m_names.size()
                          ? tr("Step %1 of %2, %3").arg(step + 1).arg(m_names.size()).arg(m_names[step])
                          : tr("Done"));
    update();
}

QSize Steps::sizeHint() const
{
    return {400, widgets::scaled(rowHeight)};
}

void Steps::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.win);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto mirrored = [this](const QRectF &rect) {
        return layoutDirection() == Qt::RightToLeft
                   ? QRectF(width() - rect.right(), rect.top(), rect.width(), rect.height())
                   : rect;
    };
    double x = widgets::metrics::pageMargin;
    for (int i = 0; i < m_names.size(); ++i) {
        const double right = x + disc;
        const QRectF mark = mirrored(QRectF(x, (height() - disc) / 2.0, disc, disc));
        const bool current = i == m_current;
        if (i < m_current) {
            widgets::paintIcon(&painter, widgets::Icon::Check, mark, widgets::metrics::controlIcon, t.text2);
        } else {
            painter.setPen(current ? QPen(Qt::NoPen) : QPen(t.controlBorder, 1));
            painter.setBrush(current ? QBrush(t.text) : QBrush(Qt::NoBrush));
            painter.drawEllipse(mark.adjusted(0.5, 0.5, -0.5, -0.5));
            widgets::paintLine(&painter, mark, Qt::AlignHCenter, QString::number(i + 1),
                               widgets::textFont(widgets::TextRole::Caption, widgets::Weight::SemiBold),
                               current ? t.base : t.text3);
        }
        const QFont font =
            widgets::textFont(widgets::TextRole::Body, current ? widgets::Weight::SemiBold : widgets::Weight::Regular);
        const double width = QFontMetricsF(font).horizontalAdvance(m_names[i]) + 1;
        widgets::paintLine(&painter, mirrored(QRectF(right + widgets::metrics::iconGap, 0, width, height())),
                           Qt::AlignLeft, m_names[i], font, current ? t.text : t.text3);
        x = right + widgets::metrics::iconGap + width + stepGap;
    }
}

} // namespace studysetup
