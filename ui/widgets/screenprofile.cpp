#include "ui/widgets/screenprofile.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHash>
#include <QScreen>
#include <QWidget>
#include <QWindow>

#ifdef DISSENSUS_XCB
#include <cstdlib>

#include <xcb/xcb.h>
#endif

namespace widgets {

namespace {

#ifdef DISSENSUS_XCB

template <typename T>
struct Freed
{
    T *reply;
    explicit Freed(T *owned)
        : reply(owned)
    {
    }
    ~Freed() { std::free(reply); }
    Freed(const Freed &) = delete;
    Freed &operator=(const Freed &) = delete;
};

/// The bytes of the property for the screen's number; empty when it is not set.
QByteArray rootProperty(const QScreen *screen)
{
    const auto *x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    if (!x11 || !x11->connection())
        return {};
    xcb_connection_t *connection = x11->connection();
    const qsizetype number = QGuiApplication::screens().indexOf(const_cast<QScreen *>(screen));
    const QByteArray name = number > 0 ? "_ICC_PROFILE_" + QByteArray::number(number) : QByteArray("_ICC_PROFILE");
    const Freed atom(xcb_intern_atom_reply(
        connection, xcb_intern_atom(connection, 1, static_cast<uint16_t>(name.size()), name.constData()), nullptr));
    if (!atom.reply || atom.reply->atom == XCB_ATOM_NONE)
        return {};
    constexpr uint32_t longest = 16 << 20; // in units of four bytes; profiles are a few kilobytes
    const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(connection)).data->root;
    const Freed value(xcb_get_property_reply(
        connection, xcb_get_property(connection, 0, root, atom.reply->atom, XCB_GET_PROPERTY_TYPE_ANY, 0, longest),
        nullptr));
    if (!value.reply || value.reply->format != 8)
        return {};
    return {static_cast<const char *>(xcb_get_property_value(value.reply)), xcb_get_property_value_length(value.reply)};
}

#else

QByteArray rootProperty(const QScreen *)
{
    return {};
}

#endif

} // namespace

std::shared_ptr<const imaging::DisplayTransform> profileOf(const QScreen *screen)
{
    // One per profile: what was converted for a screen is good for another one with the same profile.
    static QHash<QByteArray, std::shared_ptr<const imaging::DisplayTransform>> known;
    const QByteArray icc = screen ? rootProperty(screen) : QByteArray();
    if (icc.isEmpty())
        return nullptr;
    const auto found = known.constFind(icc);
    return found != known.cend() ? *found : *known.insert(icc, imaging::DisplayTransform::fromProfile(icc));
}

ScreenProfile::ScreenProfile(QWidget *widget)
    : QObject(widget)
    , m_widget(widget)
{
    widget->installEventFilter(this);
    follow();
}

bool ScreenProfile::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::ParentChange)
        follow();
    return QObject::eventFilter(object, event);
}

void ScreenProfile::follow()
{
    QWindow *window = m_widget->window()->windowHandle();
    if (!window || window == m_window)
        return;
    if (m_window)
        m_window->disconnect(this);
    m_window = window;
    connect(window, &QWindow::screenChanged, this, &ScreenProfile::read);
    read();
}

void ScreenProfile::read()
{
    const auto transform = profileOf(m_window->screen());
    if (transform == m_transform)
        return;
    m_transform = transform;
    Q_EMIT changed();
}

} // namespace widgets
