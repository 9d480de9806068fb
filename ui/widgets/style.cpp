#include "ui/widgets/style.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QStyleOption>
#include <QToolTip>

#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/stylepaint.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace widgets {
namespace {

constexpr int comboIndent = 4;

} // namespace

void paintButton(QPainter *painter, const QRect &rect, ButtonLook look, QStyle::State state)
{
    const Tokens &t = tokens();
    const bool enabled = state & QStyle::State_Enabled;
    const bool down = state & (QStyle::State_Sunken | QStyle::State_On);
    const bool over = enabled && state & QStyle::State_MouseOver;
    switch (look) {
    case ButtonLook::Outlined:
        paintBox(painter, rect,
                 !enabled ? t.win
                 : down   ? t.press
                 : over   ? t.hover
                          : t.control,
                 enabled ? t.controlBorder : t.line, metrics::controlRadius);
        break;
    case ButtonLook::Flat:
        if (down || over)
            paintBox(painter, rect, down ? t.press : t.hover, {}, metrics::controlRadius);
        break;
    case ButtonLook::Filled: {
        QColor fill = enabled ? t.accent : t.skeleton;
        if (enabled && (down || over))
            fill = fill.darker(down ? 115 : 107);
        paintBox(painter, rect, fill, {}, metrics::controlRadius);
        break;
    }
    }
}

Style::Style()
    : QProxyStyle(QStringLiteral("fusion"))
{
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    const Tokens &t = tokens();
    switch (element) {
    case PE_PanelButtonCommand:
    case PE_PanelButtonBevel:
        paintButton(painter, option->rect, ButtonLook::Outlined, option->state);
        return;
    case PE_PanelButtonTool:
        paintButton(painter, option->rect, ButtonLook::Flat, option->state);
        return;
    case PE_FrameDefaultButton:
    case PE_FrameFocusRect: // painted by FocusRing, outside of the control
        return;
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        if (element == PE_PanelLineEdit && !widget) {
            painter->fillRect(option->rect, t.control);
            return;
        }
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth == 0)
            return;
        paintField(painter, *option);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        paintCheckBox(painter, *option);
        return;
    case PE_IndicatorRadioButton:
        paintRadio(painter, *option);
        return;
    case PE_PanelTipLabel:
        paintBox(painter, option->rect, t.base, t.controlBorder, metrics::chipRadius);
        return;
    case PE_PanelMenu:
    case PE_FrameMenu:
        painter->fillRect(option->rect, t.base);
        painter->setPen(t.controlBorder);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_PanelItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option))
            paintItemPanel(painter, *item, widget);
        return;
    case PE_PanelItemViewRow:
        return;
    case PE_IndicatorBranch:
        if (option->state & State_Children)
            paintIcon(painter, option->state & State_Open ? Icon::Down : Icon::Right, option->rect, metrics::chipIcon,
                      t.text3);
        return;
    case PE_IndicatorHeaderArrow:
        return; // part of the label
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    const Tokens &t = tokens();
    switch (element) {
    case CE_FocusFrame:
        return; // FocusRing paints itself
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, t.base);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), t.line);
        return;
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            paintHeaderLabel(painter, *header);
        return;
    case CE_Splitter:
        painter->fillRect(option->rect, t.line);
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            paintScrollBar(painter, *bar, subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget));
            return;
        }
    }
    if (control == CC_Slider) {
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            paintSlider(painter, *slider, subControlRect(CC_Slider, option, SC_SliderGroove, widget),
                        subControlRect(CC_Slider, option, SC_SliderHandle, widget));
            return;
        }
    }
    if (control == CC_ComboBox) {
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option)) {
            if (combo->editable)
                paintField(painter, *option);
            else
                paintButton(painter, option->rect, ButtonLook::Outlined, option->state & ~State_On);
            const bool enabled = option->state & State_Enabled;
            paintIcon(painter, Icon::Down, subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget),
                      metrics::chipIcon, enabled ? tokens().text2 : tokens().disabled);
            return;
        }
    }
    if (control == CC_SpinBox) { // without buttons: arrow keys and the wheel step it
        paintField(painter, *option);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                            const QWidget *widget) const
{
    if (control == CC_ComboBox && subControl == SC_ComboBoxArrow) {
        const QRect arrow(option->rect.right() - 24, option->rect.top(), 20, option->rect.height());
        return visualRect(option->direction, option->rect, arrow);
    }
    if (control == CC_ComboBox && subControl == SC_ComboBoxEditField) {
        // The text begins where that of a field does.
        const QRect field = QProxyStyle::subControlRect(control, option, subControl, widget);
        const bool mirrored = option->direction == Qt::RightToLeft;
        return field.adjusted(mirrored ? 0 : comboIndent, 0, mirrored ? -comboIndent : 0, 0);
    }
    if (control == CC_ScrollBar) {
        // No arrow buttons: the groove is the whole bar.
        const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (!bar)
            return {};
        if (subControl == SC_ScrollBarAddLine || subControl == SC_ScrollBarSubLine)
            return {};
        if (subControl == SC_ScrollBarGroove)
            return bar->rect;
        const bool horizontal = bar->orientation == Qt::Horizontal;
        const int length = horizontal ? bar->rect.width() : bar->rect.height();
        const qint64 range = qint64(bar->maximum) - bar->minimum + bar->pageStep;
        const int handle = qBound(24, int(qint64(bar->pageStep) * length / qMax<qint64>(1, range)), length);
        const int start =
            sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - handle, bar->upsideDown);
        switch (subControl) {
        case SC_ScrollBarSlider:
            return horizontal ? QRect(start, 0, handle, bar->rect.height())
                              : QRect(0, start, bar->rect.width(), handle);
        case SC_ScrollBarSubPage:
            return horizontal ? QRect(0, 0, start, bar->rect.height()) : QRect(0, 0, bar->rect.width(), start);
        case SC_ScrollBarAddPage:
            return horizontal ? QRect(start + handle, 0, length - start - handle, bar->rect.height())
                              : QRect(0, start + handle, bar->rect.width(), length - start - handle);
        default:
            break;
        }
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    const int control = scaled(metrics::control);
    switch (type) {
    case CT_ComboBox:
        result.setWidth(result.width() + comboIndent);
        result.setHeight(control);
        break;
    case CT_PushButton:
    case CT_LineEdit:
    case CT_SpinBox:
        result.setHeight(control);
        break;
    case CT_HeaderSection:
        result.setHeight(scaled(metrics::tableHead));
        break;
    case CT_MenuItem:
        result.setHeight(qMax(result.height(), scaled(metrics::smallControl)));
        break;
    default:
        break;
    }
    return result;
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_SplitterWidth:
    case PM_ToolTipLabelFrameWidth:
        return metric == PM_SplitterWidth ? 1 : 6;
    case PM_ScrollBarExtent:
        return scrollBarWidth;
    case PM_DefaultFrameWidth:
        // Item views and scroll areas have no frame; fields keep room for theirs.
        return qobject_cast<const QAbstractScrollArea *>(widget) ? 0 : 2;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return metrics::controlIcon;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 16;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return metrics::iconGap;
    case PM_HeaderMargin:
        return metrics::space8;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return 4;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return metrics::regionMargin;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return metrics::controlGap;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_ToolTip_WakeUpDelay:
        return 500;
    case SH_Widget_Animation_Duration:
    case SH_EtchDisabledText:
    case SH_ScrollView_FrameOnlyAroundContents:
    case SH_ItemView_ShowDecorationSelected:
        return hint == SH_ItemView_ShowDecorationSelected ? 1 : 0;
    case SH_ComboBox_Popup:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

void Style::polish(QWidget *widget)
{
    if (auto *view = qobject_cast<QAbstractItemView *>(widget); view && !qobject_cast<QHeaderView *>(view))
        view->setFrameShape(QFrame::NoFrame);
    QProxyStyle::polish(widget);
}

} // namespace widgets
