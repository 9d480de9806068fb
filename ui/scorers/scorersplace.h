#pragma once

#include "ui/scorers/scorerrows.h"
#include "ui/widgets/job.h"
#include "ui/widgets/place.h"

class QSplitter;

namespace widgets {
class Button;
class JobLine;
class Label;
class PaneHead;
class Strip;
class TableView;
} // namespace widgets

namespace scorers {

class DetailsPane;

/// What scores: the reward models that are known and whether they are installed, picture statistics, where the scorer
/// runs, its self-test, and the queue of pictures that still miss scores.
class ScorersPlace : public widgets::Place
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScorersPlace)

public:
    explicit ScorersPlace(QWidget *parent = nullptr);

    widgets::PlaceId id() const override { return widgets::PlaceId::Scorers; }
    QString title() const override { return tr("Scorers"); }
    widgets::Icon icon() const override { return widgets::Icon::Scorers; }
    void setStudy(const widgets::StudyPtr &study) override;
    void activate() override;
    void fillTopBar(widgets::BarRow *bar) override;
    QString statusText() const override;
    QList<widgets::KeyHelp> keys() const override;
    bool isSettled() const override;
    void saveState(QSettings &settings) const override;
    void restoreState(QSettings &settings) override;

private:
    QWidget *makeLowerHalf();
    void askWorker();
    void readScores();
    void showState();
    void showSelected();
    void showQueue();
    void score();
    void togglePause();
    QString selectedScorer() const;

    widgets::StudyPtr m_study;
    ScorersState m_state;
    QList<ScorerRow> m_rows;
    bool m_asked = false;
    bool m_reading = false;
    bool m_stale = false; ///< scores changed while they were being read

    widgets::Job m_worker;
    widgets::Label *m_machine;
    widgets::Button *m_score;
    widgets::Button *m_pause;
    widgets::Strip *m_strip;
    widgets::CellModel *m_model;
    widgets::TableView *m_table;
    QSplitter *m_halves;
    DetailsPane *m_details;
    widgets::PaneHead *m_testHead;
    widgets::Button *m_testAgain;
    widgets::CellModel *m_testModel;
    widgets::TableView *m_testTable;
};

} // namespace scorers
