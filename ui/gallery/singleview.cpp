#include "ui/gallery/singleview.h"

#include <QKeyEvent>
#include <QPainter>

#include "core/imaging/decode.h"
#include "core/imaging/displaytransform.h"
#include "core/storage/assetrepository.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/pictureview.h"
#include "ui/widgets/screenprofile.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace gallery {

namespace {

constexpr int captionHeight = 32;
constexpr int margin = 16;

/// What the job makes, so that painting has nothing left to scale.
struct Shown
{
    QImage image;
    QImage scaled; ///< for the size of the view
};

} // namespace

SingleView::SingleView(QWidget *parent)
    : QWidget(parent)
    , m_view(new widgets::PictureView(widgets::PictureFrame::Surround::Judge, this))
    , m_colours(new widgets::ScreenProfile(this))
{
    setFocusPolicy(Qt::StrongFocus);
    m_view->setFocusPolicy(Qt::NoFocus);
    widgets::FocusRing::setOwnMark(this);
}

void SingleView::setStudy(const widgets::StudyPtr &study)
{
    m_study = study;
    m_asset = {};
    m_loading = false;
    m_view->frame().clear();
}

void SingleView::showPicture(study::AssetId asset, const QImage &small, const QString &caption)
{
    m_asset = asset;
    m_caption = caption;
    setAccessibleName(caption);
    if (small.isNull())
        m_view->frame().setLoading({});
    else
        m_view->frame().setSmall(small, small.size());
    m_loading = asset.isValid() && m_study;
    if (!m_loading)
        m_view->frame().setMissing(tr("The study has no file for this picture"));
    update();
    m_view->update();
    if (!m_loading)
        return;
    m_study->run(
        this,
        [asset, size = (QSizeF(m_view->size()) * devicePixelRatioF()).toSize(),
         colours = m_colours->transform()](storage::Database &database) -> base::Result<Shown> {
            BASE_TRY_ASSIGN(bytes, storage::AssetRepository(database).read(asset));
            BASE_TRY_ASSIGN(image, imaging::decode(bytes));
            if (colours)
                colours->apply(&image);
            return Shown{image, widgets::scaledForFrame(image, size)};
        },
        [this, asset](const base::Result<Shown> &shown) {
            if (asset != m_asset)
                return; // walked on
            m_loading = false;
            if (shown)
                m_view->frame().setImage(shown->image, shown->scaled);
            else
                m_view->frame().setBroken(shown.error().toLine());
            m_view->update();
            Q_EMIT settledChanged();
        });
}

void SingleView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), widgets::tokens().judge);
    widgets::paintLine(&painter, QRectF(margin, height() - captionHeight, width() - 2 * margin, captionHeight),
                       Qt::AlignLeft | Qt::AlignVCenter, m_caption, widgets::textFont(widgets::TextRole::Small),
                       Qt::black);
}

void SingleView::resizeEvent(QResizeEvent *)
{
    m_view->setGeometry(margin, margin, width() - 2 * margin, height() - margin - captionHeight);
}

void SingleView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up:
        Q_EMIT stepped(-1);
        break;
    case Qt::Key_Right:
    case Qt::Key_Down:
        Q_EMIT stepped(1);
        break;
    case Qt::Key_Escape:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT left();
        break;
    case Qt::Key_Z:
    case Qt::Key_1:
        m_view->toggleActualSize();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace gallery
