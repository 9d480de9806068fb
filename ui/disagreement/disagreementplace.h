#pragma once

#include <memory>

#include <QStackedWidget>

#include "ui/disagreement/disagreementdata.h"
#include "ui/disagreement/figure.h"
#include "ui/widgets/picturecache.h"
#include "ui/widgets/place.h"

class QSplitter;

namespace widgets {
class Button;
class CellModel;
class EmptyState;
class PaneHead;
class RevealGate;
class SegmentedSwitch;
class Strip;
class TableView;
} // namespace widgets

namespace disagreement {

class DeltaHistogram;
class DisagreementBar;
class GapPlot;
class MarkLegend;
class PairSelection;
class PairStrip;
class ScatterPlot;

/// Where reward models and people disagree: a scatter of reward difference against people, the agreement of every
/// scorer, gaps by taxonomy class, and the pairs behind a selection.
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
    void deactivate() override;
    void show(const widgets::Target &target) override;
    using QWidget::show;
    void fillTopBar(widgets::BarRow *bar) override;
    QString statusText() const override;
    QList<widgets::KeyHelp> keys() const override;
    bool isSettled() const override;
    void saveState(QSettings &settings) const override;
    void restoreState(QSettings &settings) override;

    /// What is shown; for tests.
    const Data &data() const { return m_data; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct CopyOf ///< one plot or table, to be copied
    {
        QString name; ///< for the file
        FigureText text;
        FigurePainter paint; ///< none: CSV only
        QByteArray csv;
    };

    QWidget *makeScatterPane();
    QWidget *makeRightColumn();
    QWidget *makeStrip();
    void addShortcuts();
    widgets::Button *makeExportButton(const QString &name, std::function<CopyOf()> copy);

    void refresh();
    void apply(Data data);
    void applyLeft();
    void applyTable();
    void applyGaps();
    void applyStrip();
    void showOnlyColumn();
    void choose(const Query &query);
    void chooseRow(int viewRow);
    void saveCopy(const CopyOf &copy, std::optional<FigureFormat> format);
    QString footer() const;
    QString scatterNote() const;
    QString tooltipOf(const analysis::PairPoint &point) const;
    std::vector<analysis::PairPoint> selectedPoints() const;
    void compare(const analysis::PairPoint &point);

    widgets::StudyPtr m_study;
    std::unique_ptr<widgets::PictureCache> m_cache;
    std::shared_ptr<base::Progress> m_running; ///< of the computation whose result counts
    bool m_active = false;
    bool m_stale = true;
    bool m_loaded = false;
    Query m_query;
    Data m_data;
    QList<study::PictureId> m_wanted; ///< pairs of these pictures are selected when the data come

    PairSelection *m_selection;
    DisagreementBar *m_bar;
    QStackedWidget *m_left;
    ScatterPlot *m_scatter;
    DeltaHistogram *m_histogram;
    widgets::EmptyState *m_empty;
    widgets::PaneHead *m_scatterHead;
    widgets::PaneHead *m_tableHead;
    widgets::PaneHead *m_gapHead;
    widgets::PaneHead *m_stripHead;
    widgets::TableView *m_table;
    widgets::CellModel *m_model;
    widgets::SegmentedSwitch *m_unit;
    widgets::SegmentedSwitch *m_columns;
    widgets::Strip *m_problem;
    MarkLegend *m_legend;
    GapPlot *m_gaps;
    PairStrip *m_strip;
    QSplitter *m_splitter;
    QList<widgets::Button *> m_stripButtons;
    widgets::RevealGate *m_gate;
};

} // namespace disagreement
