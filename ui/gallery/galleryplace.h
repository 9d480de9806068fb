#pragma once

#include "ui/gallery/gallerydata.h"
#include "ui/widgets/place.h"

class QComboBox;
class QLineEdit;
class QSlider;
class QSplitter;
class QStackedLayout;
class QTimer;

namespace widgets {
class Button;
class EmptyState;
class Label;
class RevealGate;
class Strip;
} // namespace widgets

namespace gallery {

class GalleryGrid;
class GalleryInspector;
class GalleryTree;

/// All pictures of the study in a grid, sorted and filtered, with an inspector.
class GalleryPlace : public widgets::Place
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GalleryPlace)

public:
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
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeTopBar();
    void makeLayout();
    void load();
    void take(GalleryData data);
    void fillSorts();
    void applyQuery();
    void showSelection();
    void compareSelected();
    void updateInspector();
    void updateFilterRow();
    QList<int> selectedPictures() const;
    QString sortValue(int picture) const;

    widgets::StudyPtr m_study;
    GalleryData m_data;
    GalleryQuery m_query;
    std::vector<int> m_shown;         ///< pictures in the order of the cells
    QString m_wantedSort;             ///< from the last session, until the scorer is there
    QList<study::PictureId> m_wanted; ///< to be selected when the study was read
    bool m_visible = false;
    bool m_loading = false;
    bool m_stale = false;
    bool m_showInspector = true;

    QLineEdit *m_find;
    QComboBox *m_sort;
    QSlider *m_size;
    widgets::Button *m_inspectorButton;
    QTimer *m_findDelay;
    GalleryTree *m_tree;
    GalleryGrid *m_grid;
    GalleryInspector *m_inspector;
    QSplitter *m_splitter;
    QWidget *m_filterRow;
    widgets::Label *m_countLabel;
    widgets::Button *m_chip;
    widgets::Button *m_clear;
    widgets::Label *m_caution;
    widgets::Strip *m_failure;
    widgets::EmptyState *m_empty;
    QStackedLayout *m_stack;
    QWidget *m_gridPage;
    widgets::RevealGate *m_gate;
};

} // namespace gallery
