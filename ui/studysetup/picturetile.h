#pragma once

#include <QAbstractButton>
#include <QPointer>

#include "core/study/ids.h"
#include "ui/widgets/picturecache.h"

namespace studysetup {

/// A small picture on browse grey that can be pressed, with a caption below; what it was chosen for stands there in its
/// place.
class PictureTile : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PictureTile)

public:
    /// `side` of the square, in logical pixels. An invalid asset: the study has no such picture.
    /// The caption has room for `captionLines`.
    PictureTile(widgets::PictureCache *cache, study::AssetId asset, const QString &caption, int side,
                int captionLines = 1, QWidget *parent = nullptr);

    /// "better"; empty: the caption.
    void setChoice(const QString &choice);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QPointer<widgets::PictureCache> m_cache;
    study::AssetId m_asset;
    QString m_caption;
    QString m_choice;
    int m_side;
    int m_captionLines;
};

} // namespace studysetup
