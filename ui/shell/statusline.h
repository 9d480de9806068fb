#pragma once

#include <QHash>
#include <QList>
#include <QWidget>

#include "ui/widgets/activity.h"

namespace widgets {
class Button;
}

namespace shell {

/// 26 high: what is shown at the left; at the right what goes on, and "Saved".
class StatusLine : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusLine)

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void setText(const QString &text);
    void setHasStudy(bool hasStudy);
    /// Names a change for 8 s, with the way back, which is a link: "12 pictures imported. Undo  Ctrl Z".
    void nameChange(const QString &what);

Q_SIGNALS:
    void placeClicked(widgets::PlaceId place);
    void undoClicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    struct Part
    {
        QString text;
        widgets::Icon icon = widgets::Icon::None;
        widgets::PlaceId place = widgets::PlaceId::Scorers;
        bool isError = false;
        bool isLink = false;
        QRectF rect;
        widgets::Button *cancel = nullptr;
    };

    void rebuild();
    widgets::Button *cancelButton(const widgets::Activity::Entry &entry);
    void place();

    QString m_text;
    QString m_change;
    QRectF m_undo; ///< where the link stands; empty: there is none
    bool m_hasStudy = false;
    QList<Part> m_parts;
    QHash<QString, widgets::Button *> m_cancels; ///< by key of what they stop
};

} // namespace shell
