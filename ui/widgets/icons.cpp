#include "ui/widgets/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QHash>
#include <QIconEngine>
#include <QPaintDevice>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include "ui/widgets/theme.h"

namespace widgets {
namespace {

QByteArray iconSource(Icon icon)
{
    static QHash<Icon, QByteArray> sources;
    const auto known = sources.constFind(icon);
    if (known != sources.constEnd())
        return *known;
    QFile file(QStringLiteral(":/icons/%1.svg").arg(iconName(icon)));
    const QByteArray source = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    sources.insert(icon, source);
    return source;
}

QPixmap iconPixmap(Icon icon, int size, qreal ratio, const QColor &color)
{
    const QString key =
        QStringLiteral("dissensus-icon-%1-%2-%3-%4").arg(int(icon)).arg(size).arg(ratio).arg(color.name());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QByteArray source = iconSource(icon);
    source.replace("currentColor", color.name().toLatin1());
    source.replace("stroke-width=\"1.5\"", "stroke-width=\"" + QByteArray::number(1.5 * 20 / size) + '"');
    QSvgRenderer renderer(source);
    const int side = qRound(size * ratio);
    pixmap = QPixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class ThemedIconEngine : public QIconEngine
{
public:
    explicit ThemedIconEngine(Icon icon)
        : m_icon(icon)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        paintIcon(painter, m_icon, rect, qMin(rect.width(), rect.height()), color(mode, state));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        const int side = qMax(1, qRound(qMin(size.width(), size.height()) / scale));
        return iconPixmap(m_icon, side, scale, color(mode, state));
    }

    QIconEngine *clone() const override { return new ThemedIconEngine(m_icon); }

private:
    static QColor color(QIcon::Mode mode, QIcon::State state)
    {
        if (mode == QIcon::Disabled)
            return tokens().disabled;
        return state == QIcon::On || mode == QIcon::Selected ? tokens().text : tokens().text2;
    }

    Icon m_icon;
};

} // namespace

QString iconName(Icon icon)
{
    static const QHash<Icon, QString> names{{Icon::Annotate, QStringLiteral("annotate")},
                                            {Icon::Compare, QStringLiteral("compare")},
                                            {Icon::Gallery, QStringLiteral("gallery")},
                                            {Icon::Disagreement, QStringLiteral("disagreement")},
                                            {Icon::Scorers, QStringLiteral("scorers")},
                                            {Icon::Study, QStringLiteral("study")},
                                            {Icon::Settings, QStringLiteral("settings")},
                                            {Icon::Menu, QStringLiteral("menu")},
                                            {Icon::Help, QStringLiteral("help")},
                                            {Icon::Undo, QStringLiteral("undo")},
                                            {Icon::Skip, QStringLiteral("skip")},
                                            {Icon::Flag, QStringLiteral("flag")},
                                            {Icon::Lock, QStringLiteral("lock")},
                                            {Icon::Pause, QStringLiteral("pause")},
                                            {Icon::Play, QStringLiteral("play")},
                                            {Icon::Check, QStringLiteral("check")},
                                            {Icon::Close, QStringLiteral("close")},
                                            {Icon::Plus, QStringLiteral("plus")},
                                            {Icon::Left, QStringLiteral("left")},
                                            {Icon::Right, QStringLiteral("right")},
                                            {Icon::Up, QStringLiteral("up")},
                                            {Icon::Down, QStringLiteral("down")},
                                            {Icon::ArrowLeft, QStringLiteral("arrow-left")},
                                            {Icon::ArrowRight, QStringLiteral("arrow-right")},
                                            {Icon::ArrowUp, QStringLiteral("arrow-up")},
                                            {Icon::ArrowDown, QStringLiteral("arrow-down")},
                                            {Icon::Search, QStringLiteral("search")},
                                            {Icon::Filter, QStringLiteral("filter")},
                                            {Icon::Sort, QStringLiteral("sort")},
                                            {Icon::Columns, QStringLiteral("columns")},
                                            {Icon::Grid, QStringLiteral("grid")},
                                            {Icon::Info, QStringLiteral("info")},
                                            {Icon::Warn, QStringLiteral("warn")},
                                            {Icon::Error, QStringLiteral("error")},
                                            {Icon::More, QStringLiteral("more")},
                                            {Icon::Link, QStringLiteral("link")},
                                            {Icon::Fit, QStringLiteral("fit")},
                                            {Icon::Zoom, QStringLiteral("zoom")},
                                            {Icon::Flip, QStringLiteral("flip")},
                                            {Icon::Overlay, QStringLiteral("overlay")},
                                            {Icon::Split, QStringLiteral("split")},
                                            {Icon::Map, QStringLiteral("map")},
                                            {Icon::Pin, QStringLiteral("pin")},
                                            {Icon::Lasso, QStringLiteral("lasso")},
                                            {Icon::Rectangle, QStringLiteral("rectangle")},
                                            {Icon::Import, QStringLiteral("import")},
                                            {Icon::Export, QStringLiteral("export")},
                                            {Icon::Download, QStringLiteral("download")},
                                            {Icon::Folder, QStringLiteral("folder")},
                                            {Icon::File, QStringLiteral("file")},
                                            {Icon::BrokenPicture, QStringLiteral("broken-picture")},
                                            {Icon::Person, QStringLiteral("person")},
                                            {Icon::Refresh, QStringLiteral("refresh")},
                                            {Icon::Eye, QStringLiteral("eye")},
                                            {Icon::EyeOff, QStringLiteral("eye-off")},
                                            {Icon::Comment, QStringLiteral("comment")},
                                            {Icon::Timer, QStringLiteral("timer")},
                                            {Icon::KeyShift, QStringLiteral("key-shift")},
                                            {Icon::KeyBackspace, QStringLiteral("key-backspace")}};
    return names.value(icon);
}

void paintIcon(QPainter *painter, Icon icon, const QRectF &rect, int size, const QColor &color)
{
    if (icon == Icon::None)
        return;
    const qreal ratio = painter->device()->devicePixelRatioF();
    const QPixmap pixmap = iconPixmap(icon, size, ratio, color);
    // On whole device pixels, or the 1.5 px lines blur.
    const qreal x = qRound((rect.center().x() - size / 2.0) * ratio) / ratio;
    const qreal y = qRound((rect.center().y() - size / 2.0) * ratio) / ratio;
    painter->drawPixmap(QPointF(x, y), pixmap);
}

QIcon icon(Icon icon)
{
    return QIcon(new ThemedIconEngine(icon));
}

} // namespace widgets
