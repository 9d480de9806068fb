#pragma once

#include <memory>

#include <QTimer>

#include "core/analysis/promptsheet.h"
#include "core/analysis/snapshot.h"
#include "ui/compare/comparerows.h"
#include "ui/widgets/picturecache.h"
#include "ui/widgets/place.h"

class QStackedWidget;

namespace scoring {
class ScoreQueue;
}
namespace widgets {
class EmptyState;
class Strip;
} // namespace widgets

namespace compare {

class CompareBar;
class CompareView;
class MatrixPopover;
class PromptBlock;
class PromptStrip;

/// One prompt, all its pictures side by side, people and every scorer under them.
class ComparePlace : public widgets::Place
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ComparePlace)

public:
    explicit ComparePlace(QWidget *parent = nullptr);
    ~ComparePlace() override;

    widgets::PlaceId id() const override { return widgets::PlaceId::Compare; }
    QString title() const override { return tr("Compare"); }
    widgets::Icon icon() const override { return widgets::Icon::Compare; }
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
    const analysis::PromptSheet &sheet() const { return m_sheet; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void addShortcuts();
    void connectQueue();
    void loadEntries();
    void applyEntries(const QList<analysis::PromptEntry> &entries);
    void filterEntries();
    void step(int by);
    void goTo(int index);
    void loadSheet();
    void applySheet();
    void showEmpty();
    void chooseVariant(const QString &variant);
    void openMatrix(int row, int column);
    void fillMatrix(const QString &scorer, study::PictureId picture);
    void scoreMissing();
    void saveTable();
    int missingScores() const;
    ScoringState scoringState() const;

    widgets::StudyPtr m_study;
    std::unique_ptr<widgets::PictureCache> m_cache;
    std::shared_ptr<const analysis::Snapshot> m_snapshot; ///< for the 2×2, read when it is first asked for
    bool m_active = false;
    bool m_entriesLoaded = false;
    bool m_entriesLoading = false;
    bool m_sheetLoaded = false;
    int m_sheetRequest = 0; ///< only the newest answer counts
    bool m_sheetLoading = false;
    bool m_stale = false;
    QTimer m_reload; ///< groups what happens within a fifth of a second

    QList<analysis::PromptEntry> m_entries; ///< all
    QList<int> m_shown;                     ///< indices of those that the filter lets through
    int m_index = -1;                       ///< into m_shown
    study::PromptGroupId m_wantedGroup;
    QString m_filter;
    QString m_variant;
    bool m_linked = true;
    bool m_hideNames = false;
    ColumnOrder m_order;
    analysis::PromptSheet m_sheet;
    std::vector<int> m_columns; ///< picture of the sheet in each column
    Table m_table;
    QHash<study::AssetId, QString> m_failed;

    CompareBar *m_bar;
    widgets::Strip *m_problem;
    QStackedWidget *m_pages;
    QWidget *m_page;
    PromptBlock *m_prompt;
    CompareView *m_view;
    PromptStrip *m_strip;
    widgets::EmptyState *m_empty;
    MatrixPopover *m_matrix;
};

} // namespace compare
