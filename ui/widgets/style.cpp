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
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace widgets {
namespace {

constexpr int scrollBarWidth = 12;
constexpr int scrollHandleWidth = 6;
constexpr int comboIndent = 4;

void paintBox(QPainter *painter, const QRectF &rect, const QColor &fill, const QColor &border, double radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(border.isValid() ? QPen(border, 1) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const double inset = border.isValid() ? 0.5 : 0;
    painter->drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
    painter->restore();
}

void paintField(QPainter *painter, const QStyleOption &option)
{
    const Tokens &t = tokens();
    const bool enabled = option.state & QStyle::State_Enabled;
    paintBox(painter, option.rect, enabled ? t.control : t.win, enabled ? t.controlBorder : t.line,
             metrics::controlRadius);
}

void paintCheckBox(QPainter *painter, const QStyleOption &option)
{
    const Tokens &t = tokens();
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const QColor border = enabled ? (on ? t.text2 : t.controlBorder) : t.line;
    paintBox(painter, option.rect, enabled ? t.control : t.win, border, 3);
    if (option.state & QStyle::State_On)
        paintIcon(painter, Icon::Check, option.rect, metrics::chipIcon, enabled ? t.text : t.disabled);
    else if (option.state & QStyle::State_NoChange)
        painter->fillRect(option.rect.adjusted(4, 7, -4, -7), t.text2);
}

void paintRadio(QPainter *painter, const QStyleOption &option)
{
    const Tokens &t = tokens();
    const bool enabled = option.state & QStyle::State_Enabled;
    paintBox(painter, option.rect, enabled ? t.control : t.win, enabled ? t.controlBorder : t.line,
             option.rect.width() / 2.0);
    if (option.state & QStyle::State_On)
        paintBox(painter, QRectF(option.rect).adjusted(4.5, 4.5, -4.5, -4.5), enabled ? t.text : t.disabled, {},
                 option.rect.width() / 2.0);
}

void paintScrollBar(QPainter *painter, const QStyleOptionSlider &option, const QRect &handle)
{
    if (option.minimum == option.maximum)
        return;
    const Tokens &t = tokens();
    const bool active = option.activeSubControls & QStyle::SC_ScrollBarSlider && option.state & QStyle::State_MouseOver;
    QRectF bar = handle;
    const double inset = (scrollBarWidth - scrollHandleWidth) / 2.0;
    bar = option.orientation == Qt::Vertical ? bar.adjusted(inset, 2, -inset, -2) : bar.adjusted(2, inset, -2, -inset);
    paintBox(painter, bar, active ? t.text3 : t.controlBorder, {}, scrollHandleWidth / 2.0);
}

void paintSlider(QPainter *painter, const QStyleOptionSlider &option, const QRect &groove, const QRect &handle)
{
    const Tokens &t = tokens();
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool horizontal = option.orientation == Qt::Horizontal;
    QRectF line = groove;
    line = horizontal ? QRectF(line.left(), line.center().y() - 1, line.width(), 3)
                      : QRectF(line.center().x() - 1, line.top(), 3, line.height());
    paintBox(painter, line, t.skeleton, {}, 1.5);
    QRectF done = line;
    if (horizontal)
        done.setRight(handle.center().x());
    else
        done.setTop(handle.center().y());
    paintBox(painter, done, enabled ? t.accent : t.disabled, {}, 1.5);
    const QPointF centre = QRectF(handle).center();
    paintBox(painter, QRectF(centre.x() - 7, centre.y() - 7, 14, 14), enabled ? t.accent : t.disabled, t.base, 7);
}

void paintHeaderLabel(QPainter *painter, const QStyleOptionHeader &option)
{
    const Tokens &t = tokens();
    const QFont font = textFont(TextRole::Small, Weight::Medium);
    const bool sorted = option.sortIndicator != QStyleOptionHeader::None;
    QRect rect = option.rect;
    const int arrow = sorted ? metrics::chipIcon + metrics::space4 : 0;
    const QFontMetrics fontMetrics(font);
    const QString text = fontMetrics.elidedText(option.text, Qt::ElideRight, rect.width() - arrow);
    const int width = fontMetrics.horizontalAdvance(text);
    // Numbers stand at the right in every language: their decimal points are in one column.
    if (option.textAlignment & Qt::AlignRight)
        rect.setLeft(rect.right() + 1 - width - arrow);
    const QRect whole(rect.left(), rect.top(), width + arrow, rect.height());
    const bool mirrored = option.direction == Qt::RightToLeft && !(option.textAlignment & Qt::AlignRight);
    const auto place = [&](int left, int length) {
        const QRect part(whole.left() + left, whole.top(), length, whole.height());
        return mirrored ? QStyle::visualRect(Qt::RightToLeft, rect, part) : part;
    };
    painter->setFont(font);
    painter->setPen(t.text2);
    painter->drawText(place(0, width), Qt::AlignLeft | Qt::AlignAbsolute | Qt::AlignVCenter | Qt::TextSingleLine, text);
    if (sorted) {
        paintIcon(painter, option.sortIndicator == QStyleOptionHeader::SortUp ? Icon::Up : Icon::Down,
                  place(width + metrics::space4, metrics::chipIcon), metrics::chipIcon, t.text2);
    }
}

void paintItemPanel(QPainter *painter, const QStyleOptionViewItem &option, const QWidget *widget)
{
    const Tokens &t = tokens();
    if (!(option.state & QStyle::State_Selected)) {
        if (option.backgroundBrush.style() != Qt::NoBrush)
            painter->fillRect(option.rect, option.backgroundBrush);
        return;
    }
    painter->fillRect(option.rect, t.selection);
    const bool first = option.viewItemPosition == QStyleOptionViewItem::Beginning
                       || option.viewItemPosition == QStyleOptionViewItem::OnlyOne
                       || option.viewItemPosition == QStyleOptionViewItem::Invalid;
    if (first && widget && widget->hasFocus())
        painter->fillRect(QStyle::visualRect(option.direction, option.rect,
                                             QRect(option.rect.left(), option.rect.top(), 2, option.rect.height())),
                          t.accent);
}

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
        painter->fillRect(option->rect, t.base);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), t.line);
        return;
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
    if (control == CC_SpinBox)
        paintField(painter, *option);
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
