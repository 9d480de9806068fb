#pragma once

#include <memory>

#include <QTimer>

#include "ui/disagreement/disagreementdata.h"
#include "ui/widgets/picturecache.h"
#include "ui/widgets/place.h"

class QSplitter;

namespace widgets {
class RevealGate;
class SegmentedSwitch;
class Strip;
} // namespace widgets

namespace disagreement {

class CopyDesk;
class DisagreementBar;
class LeftPane;
class PairSelection;
class PlotColumn;
class SelectionComparison;
class StripPane;

/// Where reward models and people disagree: a scatter of reward difference against people, the agreement of every
/// scorer, the plots that were chosen, and the pairs behind a selection. One selection for all of them.
class DisagreementPlace : public widgets::Place
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DisagreementPlace)

public:
    explicit DisagreementPlace(QWidget *parent = nullptr);
    ~DisagreementPlace() override;

    widgets::PlaceId id() const override { return widgets::PlaceId::Disagreement; }
    QString title() const override { return tr("Disagreement"); }
    widgets::Icon icon() const override { return widgets::Icon::Disagreement; }
    void setStudy(const widgets::StudyPtr &study) override;
    void activate() override;
    void deactivate() override { m_active = false; }
    void show(const widgets::Target &target) override;
    using QWidget::show;
    void fillTopBar(widgets::BarRow *bar) override;
    QString statusText() const override;
    QList<widgets::KeyHelp> keys() const override;
    bool isSettled() const override;
    void saveState(QSettings &settings) const override;
    void restoreState(QSettings &settings) override;

    /// What is shown; for tests.
    const Data &data() const { return *m_data; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void connectParts();
    void addShortcuts();
    void refresh();
    void cancel();
    void take(const base::Result<Data> &data);
    void apply(const DataPtr &data);
    void selectWanted();
    void showProgress(qint64 done, qint64 total);
    void showOnlyColumn();
    void choose(const Query &query);
    void openPlotsMenu();
    void openGallery();
    void compare(const analysis::PairPoint &point);

    widgets::StudyPtr m_study;
    std::unique_ptr<widgets::PictureCache> m_cache;
    std::shared_ptr<base::Progress> m_running; ///< of the computation whose result counts
    bool m_active = false;
    bool m_stale = true;
    bool m_loaded = false;
    QTimer m_slow; ///< from when on progress and Cancel are shown
    int m_percent = 0;
    Query m_query;
    DataPtr m_data;
    QList<study::PictureId> m_wanted; ///< pairs of these pictures are selected when the data come

    PairSelection *m_selection;
    SelectionComparison *m_comparison;
    CopyDesk *m_desk;
    DisagreementBar *m_bar;
    LeftPane *m_left;
    PlotColumn *m_column;
    StripPane *m_strip;
    QWidget *m_tabs;
    widgets::SegmentedSwitch *m_columns;
    widgets::Strip *m_problem;
    QSplitter *m_splitter;
    widgets::RevealGate *m_gate;
};

} // namespace disagreement
