#pragma once

#include <QElapsedTimer>

#include "ui/gallery/galleryquery.h"
#include "ui/widgets/place.h"

class QSplitter;
class QStackedLayout;
class QTimer;

namespace storage {
struct TaxonomyChange;
}
namespace widgets {
class EmptyState;
class RevealGate;
class Strip;
} // namespace widgets

namespace gallery {

class FilterRow;
class SingleView;
class GalleryActions;
class GalleryBar;
class GalleryGrid;
class GalleryInspector;
class LabelEdits;
class LabelPopup;
class MeaningSearch;
class SidePane;

/// All pictures of the study in a grid, sorted and filtered, with an inspector. The parts show; this class holds what
/// is asked for (filter, order, selection) and asks the index for it.
class GalleryPlace : public widgets::Place
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GalleryPlace)

public:
    static constexpr int mostCompared = 12;

    explicit GalleryPlace(QWidget *parent = nullptr);
    ~GalleryPlace() override;

    widgets::PlaceId id() const override { return widgets::PlaceId::Gallery; }
    QString title() const override;
    widgets::Icon icon() const override { return widgets::Icon::Gallery; }

    void setStudy(const widgets::StudyPtr &study) override;
    void activate() override;
    void deactivate() override;
    void show(const widgets::Target &target) override;
    using Place::show;
    void fillTopBar(widgets::BarRow *bar) override;
    QString statusText() const override;
    QList<widgets::KeyHelp> keys() const override;
    bool isSettled() const override;
    void saveState(QSettings &settings) const override;
    void restoreState(QSettings &settings) override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeLayout();
    void connectParts();
    void connectActions();
    void updateInspector();

    // galleryloading.cpp: from the study to the grid
    void load();
    void loadAll();
    void loadSoon();
    void take(const DataPtr &data);
    void ask();
    void showAnswer(const GalleryAnswer &answer);
    void updateFilterRow();
    void clearFilters();
    void setFilter(const analysis::PictureFilter &filter);
    QString viewScorer() const;
    void fillAhead();
    void showFilling(qint64 done, qint64 total);
    void stopFilling();

    // gallerymeaning.cpp: pictures by what they show
    void connectMeaning();
    void findSimilar();
    void takeLikeness(const std::shared_ptr<const analysis::PictureLikeness> &likeness, const QString &title);
    void forgetLikeness();
    void showMeaning();
    QString unseenCaution() const;

    // galleryselection.cpp: what is done with the selected pictures
    QList<int> selectedPictures() const;
    void showSelection();
    QString whyNotCompare() const;
    void compareSelected();
    void plotSelected();
    void openFull(int cell);
    void stepFull(int direction);
    void closeFull();
    void editLabels();
    void saveLabels(const QMap<QString, bool> &toggled);
    void takeLabels(const QList<storage::TaxonomyChange> &changes, const QString &what, bool canBeUndone);
    void copyTable();
    void copyPicture();
    void dragSelected();

    widgets::StudyPtr m_study;
    DataPtr m_data; ///< never null
    GalleryAnswer m_answer;
    analysis::PictureFilter m_filter;
    analysis::PictureOrder m_order;
    analysis::PictureOrder m_orderBefore; ///< a search by meaning
    QString m_likeTitle;                  ///< what m_filter.likeness is to, for its chip
    bool m_fromTop = false;               ///< the next answer is another list: its first picture is selected
    QList<study::PictureId> m_wanted;     ///< to be selected when the next answer comes
    bool m_visible = false;
    bool m_loading = false;
    bool m_firstLook = false; ///< m_data has no votes and scores yet
    bool m_stale = false;
    bool m_showInspector = true;
    qint64 m_loadMs = 0; ///< how long the last reading took
    QElapsedTimer m_sinceLoad;
    QElapsedTimer m_sinceFilling;
    QElapsedTimer m_filling;       ///< since the first report of this filling
    qint64 m_filledBefore = 0;     ///< by then
    bool m_fillingStopped = false; ///< by hand, until the place is visited again

    GalleryQuery *m_query;
    MeaningSearch *m_meaning;
    GalleryBar *m_bar;
    GalleryActions *m_actions;
    LabelEdits *m_edits;
    QTimer *m_later;
    SidePane *m_side;
    GalleryGrid *m_grid;
    SingleView *m_full;
    GalleryInspector *m_inspector;
    QSplitter *m_splitter;
    FilterRow *m_filterRow;
    widgets::Strip *m_failure;
    widgets::Strip *m_meaningStrip;
    widgets::EmptyState *m_empty;
    QStackedLayout *m_stack;
    QWidget *m_gridPage;
    widgets::RevealGate *m_gate;
    LabelPopup *m_labels;
};

} // namespace gallery
