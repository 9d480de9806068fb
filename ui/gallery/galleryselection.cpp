// What GalleryPlace does with the selected pictures.
#include <QApplication>
#include <QClipboard>
#include <QDrag>
#include <QMimeData>

#include "core/imaging/decode.h"
#include "core/storage/assetrepository.h"
#include "ui/gallery/galleryactions.h"
#include "ui/gallery/gallerybar.h"
#include "ui/gallery/gallerycopy.h"
#include "ui/gallery/gallerygrid.h"
#include "ui/gallery/galleryinspector.h"
#include "ui/gallery/galleryplace.h"
#include "ui/gallery/gallerytree.h"
#include "ui/gallery/labeledits.h"
#include "ui/gallery/labelpopup.h"
#include "ui/gallery/sidepane.h"
#include "ui/gallery/singleview.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/thumbnails.h"

#include <QAction>
#include <QStackedLayout>

namespace gallery {

using widgets::PlaceId;

namespace {

/// More files at once overwhelm whoever they are dropped on.
constexpr qsizetype mostDragged = 1000;

} // namespace

QList<int> GalleryPlace::selectedPictures() const
{
    QList<int> pictures;
    for (const int cell : m_grid->selected())
        if (size_t(cell) < m_answer.shown.size())
            pictures.append(m_answer.shown[size_t(cell)]);
    return pictures;
}

void GalleryPlace::showSelection()
{
    using Act = GalleryActions::Act;
    const int count = m_grid->selectedCount();
    if (m_answer.data && !m_firstLook) // scores and votes appear together with the picture, not after it
        m_inspector->showPictures(m_answer.data, selectedPictures());
    const QString whyNot = whyNotCompare();
    m_bar->setCompare(whyNot);
    m_actions->action(Act::Compare)->setEnabled(whyNot.isEmpty());
    for (const Act act : {Act::Open, Act::Plot, Act::Labels, Act::CopyTable})
        m_actions->action(act)->setEnabled(count > 0);
    m_actions->action(Act::CopyPicture)->setEnabled(count == 1);
    m_actions->action(Act::Similar)->setEnabled(count == 1);
    m_actions->action(Act::Undo)->setEnabled(m_edits->canUndo());
    m_actions->action(Act::Redo)->setEnabled(m_edits->canRedo());
    Q_EMIT statusTextChanged();
}

QString GalleryPlace::whyNotCompare() const
{
    const int count = m_grid->selectedCount();
    if (count == 0)
        return tr("Select a picture to compare its prompt, or 2 to %1 pictures").arg(mostCompared);
    return count > mostCompared ? tr("Compare shows at most %1 pictures").arg(mostCompared) : QString();
}

void GalleryPlace::compareSelected()
{
    const QList<int> selected = selectedPictures();
    if (!whyNotCompare().isEmpty())
        return;
    widgets::Target target;
    target.group = m_answer.data->groupOf(selected.first()).id;
    for (const int picture : selected)
        target.pictures.append(m_answer.data->picture(picture).id);
    Q_EMIT placeRequested(PlaceId::Compare, target);
}

void GalleryPlace::plotSelected()
{
    widgets::Target target;
    for (const int picture : selectedPictures())
        target.pictures.append(m_answer.data->picture(picture).id);
    if (!target.pictures.isEmpty())
        Q_EMIT placeRequested(PlaceId::Disagreement, target);
}

void GalleryPlace::openFull(int cell)
{
    if (cell < 0 || size_t(cell) >= m_answer.shown.size())
        return;
    const int picture = m_answer.shown[size_t(cell)];
    const study::AssetId asset = m_answer.data->picture(picture).asset;
    const widgets::Thumbnails::Entry *small =
        asset.isValid() && m_grid->thumbnails() ? m_grid->thumbnails()->find(asset) : nullptr;
    m_full->showPicture(
        asset, small ? small->image : QImage(),
        QStringLiteral("%1 · %2").arg(m_answer.data->maker(picture), m_answer.data->promptOf(picture).text));
    m_stack->setCurrentWidget(m_full);
    m_full->setFocus();
}

void GalleryPlace::stepFull(int direction)
{
    const int next = m_grid->current() + direction;
    if (next < 0 || next >= m_grid->count())
        return;
    m_grid->setCurrent(next);
    openFull(next);
}

void GalleryPlace::closeFull()
{
    m_stack->setCurrentWidget(m_grid);
    m_grid->setFocus();
}

void GalleryPlace::editLabels()
{
    const QList<int> selected = selectedPictures();
    if (selected.isEmpty() || m_edits->isRunning())
        return;
    QMap<QString, int> counts;
    for (const int picture : selected)
        for (const QString &label : m_answer.data->labelsOf(picture))
            ++counts[label];
    m_labels->open(int(selected.size()), counts);
}

void GalleryPlace::saveLabels(const QMap<QString, bool> &toggled)
{
    QList<storage::TaxonomyChange> changes;
    for (const int picture : selectedPictures()) {
        const QStringList before = m_answer.data->labelsOf(picture);
        const QStringList after = relabelled(before, toggled);
        if (before != after)
            changes.append({m_answer.data->picture(picture).id, before, after});
    }
    QStringList added;
    QStringList removed;
    for (auto label = toggled.begin(); label != toggled.end(); ++label)
        (label.value() ? added : removed).append(labelTitle(label.key()));
    const QString labels = (added + removed).join(QStringLiteral(", "));
    const int count = int(changes.size());
    m_edits->apply(changes, removed.isEmpty() ? tr("%1: added to %n pictures", nullptr, count).arg(labels)
                            : added.isEmpty() ? tr("%1: removed from %n pictures", nullptr, count).arg(labels)
                                              : tr("%1: changed on %n pictures", nullptr, count).arg(labels));
}

/// Shown at once; the study is read again a moment later.
void GalleryPlace::takeLabels(const QList<storage::TaxonomyChange> &changes, const QString &what, bool canBeUndone)
{
    QHash<study::PictureId, QStringList> labels;
    for (const storage::TaxonomyChange &change : changes)
        labels.insert(change.picture, change.after);
    QMap<int, QStringList> byIndex;
    for (int i = 0; i < m_data->pictures(); ++i)
        if (const auto changed = labels.constFind(m_data->picture(i).id); changed != labels.constEnd())
            byIndex.insert(i, *changed);
    m_failure->hide();
    m_data = std::make_shared<const GalleryData>(m_data->withLabels(byIndex));
    m_side->tree()->setLabelCounts(m_data->labelled, m_data->labels);
    ask();
    if (canBeUndone)
        Q_EMIT changeMade(what);
    showSelection();
}

void GalleryPlace::copyTable()
{
    if (const QList<int> selected = selectedPictures(); !selected.isEmpty())
        QApplication::clipboard()->setText(asTable(*m_answer.data, selected));
}

void GalleryPlace::copyPicture()
{
    const QList<int> selected = selectedPictures();
    if (selected.size() != 1 || !m_study)
        return;
    m_study->run(
        this,
        [asset = m_answer.data->picture(selected.first()).asset](storage::Database &database) -> base::Result<QImage> {
            BASE_TRY_ASSIGN(bytes, storage::AssetRepository(database).read(asset));
            return imaging::decode(bytes);
        },
        [this](const base::Result<QImage> &image) {
            if (image)
                QApplication::clipboard()->setImage(*image);
            else
                m_failure->say(image.error().toLine(), tr("Read again"));
        });
}

void GalleryPlace::dragSelected()
{
    QList<study::AssetId> assets;
    for (const int picture : selectedPictures().mid(0, mostDragged))
        if (m_answer.data->picture(picture).asset.isValid())
            assets.append(m_answer.data->picture(picture).asset);
    m_study->run(
        this, [assets](storage::Database &database) { return filesOf(database, assets); },
        [this, assets](const base::Result<QList<QUrl>> &files) {
            // The button may be up again by now: then there is nothing to drag.
            if (!files || files->isEmpty() || !m_grid->thumbnails() || !(QApplication::mouseButtons() & Qt::LeftButton))
                return;
            auto *drag = new QDrag(m_grid);
            auto *data = new QMimeData;
            data->setUrls(*files);
            drag->setMimeData(data);
            const widgets::Thumbnails::Entry *small = m_grid->thumbnails()->find(assets.first());
            if (small && !small->image.isNull())
                drag->setPixmap(
                    QPixmap::fromImage(small->image.scaled(96, 96, Qt::KeepAspectRatio, Qt::SmoothTransformation)));
            drag->exec(Qt::CopyAction);
        });
}

} // namespace gallery
