#pragma once

#include <QWidget>

#include "core/study/ids.h"
#include "ui/widgets/studyhandle.h"

class QImage;

namespace widgets {
class PictureView;
class ScreenProfile;
} // namespace widgets

namespace gallery {

/// One picture as large as there is room, on the neutral grey of judging, with zoom and pan. Arrow keys walk, Enter or
/// Esc goes back.
class SingleView : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SingleView)

public:
    explicit SingleView(QWidget *parent = nullptr);

    void setStudy(const widgets::StudyPtr &study);
    /// `small` (may be null) stands until the picture is decoded.
    void showPicture(study::AssetId asset, const QImage &small, const QString &caption);
    bool isSettled() const { return !m_loading; }

Q_SIGNALS:
    /// −1 or +1.
    void stepped(int direction);
    void left();
    void settledChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    widgets::StudyPtr m_study;
    study::AssetId m_asset;
    QString m_caption;
    bool m_loading = false;
    widgets::PictureView *m_view;
    widgets::ScreenProfile *m_colours;
};

} // namespace gallery
