#pragma once

#include <QIcon>
#include <QPixmap>

class QPainter;

namespace widgets {

/// Line icons of resources/icons: 20 × 20 grid, 1.5 px line at every size, in the colour of the text beside them.
enum class Icon {
    None,
    Annotate,
    Compare,
    Gallery,
    Disagreement,
    Scorers,
    Study,
    Settings,
    Menu,
    Help,
    Undo,
    Skip,
    Flag,
    Lock,
    Pause,
    Play,
    Check,
    Close,
    Plus,
    Left,
    Right,
    Up,
    Down,
    ArrowLeft,
    ArrowRight,
    ArrowUp,
    ArrowDown,
    Search,
    Filter,
    Sort,
    Columns,
    Grid,
    Info,
    Warn,
    Error,
    More,
    Link,
    Fit,
    Zoom,
    Flip,
    Overlay,
    Split,
    Map,
    Pin,
    Lasso,
    Rectangle,
    Import,
    Export,
    Download,
    Folder,
    File,
    BrokenPicture,
    Person,
    Refresh,
    Eye,
    EyeOff,
    Comment,
    Timer,
    KeyShift,
    KeyBackspace,
};

/// File name below resources/icons without ".svg".
QString iconName(Icon icon);

/// Paints the icon centred in `rect` at `size` logical pixels.
void paintIcon(QPainter *painter, Icon icon, const QRectF &rect, int size, const QColor &color);

/// For Qt's own controls: text2, text when checked or current, disabled when disabled, in the theme in force.
QIcon icon(Icon icon);

} // namespace widgets
