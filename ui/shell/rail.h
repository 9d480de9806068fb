#pragma once

#include <QAbstractButton>
#include <QHash>
#include <QWidget>

#include "ui/widgets/place.h"

class QVBoxLayout;

namespace shell {

/// One place in the rail: icon above label, or the icon alone.
class RailButton : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RailButton)

public:
    RailButton(widgets::Icon icon, const QString &title, const QKeySequence &key, QWidget *parent);

    void setNarrow(bool narrow);
    /// In Annotate nothing carries the accent.
    void setNeutral(bool neutral);
    int labelWidth() const;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    widgets::Icon m_icon;
    bool m_narrow = false;
    bool m_neutral = false;
};

/// Navigation at the left edge: six places, then Preferences and Menu at the bottom.
class Rail : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Rail)

public:
    explicit Rail(QWidget *parent = nullptr);

    void addPlace(widgets::PlaceId place, widgets::Icon icon, const QString &title, const QKeySequence &key);
    void setPlaceEnabled(widgets::PlaceId place, bool enabled, const QString &why = {});
    void setCurrent(widgets::PlaceId place);
    void setNarrow(bool narrow);
    /// Where the Menu button's menu belongs.
    QPoint menuPosition() const;
    /// Tab goes down the rail, whatever was made first. Returns where it leaves the rail.
    QWidget *orderTabs();

Q_SIGNALS:
    void placeClicked(widgets::PlaceId place);
    void menuClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void applyWidth();

    QVBoxLayout *m_layout;
    QHash<widgets::PlaceId, RailButton *> m_buttons;
    RailButton *m_menu;
    bool m_narrow = false;
};

} // namespace shell
