#pragma once

#include <memory>

#include <QTimer>

#include "core/analysis/promptsheet.h"
#include "core/analysis/snapshot.h"
#include "ui/compare/comparerows.h"
#include "ui/compare/promptwalk.h"
#include "ui/widgets/picturecache.h"
#include "ui/widgets/place.h"

class QAction;
class QMenu;
class QStackedWidget;

namespace widgets {
class EmptyState;
class RevealGate;
class Strip;
} // namespace widgets

namespace compare {

class AutoScorer;
class CompareBar;
class FullView;
class MatrixPopover;
class PromptBlock;
class PromptStrip;
class SendPopover;
class SheetView;

/// One prompt, all its pictures side by side, people and every scorer under them.
class ComparePlace : public widgets::Place
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ComparePlace)

public:
    /// Which layout is shown; Auto is the table up to eight pictures.
    enum class Layout { Auto, Table, Grid };

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
    /// The layout that is seen now.
    SheetView *view() const;
    bool isPeopleLocked() const { return m_peopleLocked; }

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct LoadedSheet
    {
        analysis::PromptSheet sheet;
        QHash<study::AssetId, QString> files; ///< of pictures that are files on this computer
    };

    // The walk through prompts and what is shown of them: compareplace.cpp.
    void layParts();
    void connectParts();
    void connectView(SheetView *view);
    void connectStudy();
    void loadEntries();
    void applyEntries(const QList<analysis::PromptEntry> &entries);
    void filterEntries(const QString &words);
    void showEntries();
    void showEmpty();
    void step(int by);
    void goTo(int index);
    void chooseVariant(const QString &variant);
    void loadSheet();
    static base::Result<LoadedSheet> withFiles(storage::Database &database, analysis::PromptSheet sheet);
    void showWholePrompt();
    void applySheet();
    void applyBar();
    bool isLocked() const;
    void updateLock();
    void noteReveal();
    bool wantsGrid() const;

    // What can be done with it: comparecommands.cpp.
    void addShortcuts();
    void makeActions();
    void setLayout(Layout layout);
    void setNamesHidden(bool hidden);
    void openMatrix(int row, int column);
    void fillMatrix(const QString &scorer, study::PictureId picture);
    void openFull(int column);
    void nextFullMode();
    void popUpPictureMenu(int column, const QPoint &position);
    void popUpRowMenu(int row, const QPoint &position);
    void popUpCellMenu(int row, int column, const QPoint &position);
    void addTableActions(QMenu *menu);
    void orderBy(const ColumnOrder &order);
    void copyText(const QString &text);
    void copyPicture(int column);
    void copyShown();
    void dragPicture(int column);
    QString fileOf(int column) const;
    QImage shownImage() const;
    void saveTable();
    void savePicture();
    void askToSend();
    void send(const QString &code);
    void undoSend();
    QList<study::PictureId> picturesToSend() const;

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

    PromptWalk m_walk;
    QString m_variant;
    bool m_linked = true;
    bool m_hideNames = false;
    bool m_peopleLocked = false;
    Layout m_layout = Layout::Auto;
    ColumnOrder m_order;
    analysis::PromptSheet m_sheet;
    QHash<study::AssetId, QString> m_files;
    std::vector<int> m_columns; ///< picture of the sheet in each column
    Table m_table;
    QList<study::PictureId> m_chosen; ///< shown in place of the prompt's pictures; empty: nothing was chosen
    study::PictureId m_wantedPicture; ///< current once its sheet is there
    QList<study::SourceId> m_sent;    ///< what Ctrl+Z takes back, the last one first

    CompareBar *m_bar;
    AutoScorer *m_scorer;
    widgets::Strip *m_problem;
    QStackedWidget *m_pages;
    QWidget *m_page;
    PromptBlock *m_prompt;
    QStackedWidget *m_views;
    SheetView *m_tableView;
    SheetView *m_gridView;
    PromptStrip *m_strip;
    widgets::EmptyState *m_empty;
    FullView *m_full;
    MatrixPopover *m_matrix;
    SendPopover *m_send;
    widgets::RevealGate *m_gate;
    QList<QAction *> m_tableActions;
};

} // namespace compare
