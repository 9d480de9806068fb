#pragma once

#include "ui/scorers/scorerrows.h"
#include "ui/widgets/job.h"
#include "ui/widgets/place.h"

class QSplitter;

namespace widgets {
class Strip;
} // namespace widgets

namespace scorers {

class DetailsPane;
class ScorerTable;
class ScoreSchedule;
class SelfTestPane;
class StrengthPane;
class WeightsDesk;
class WorkerBar;

/// What scores: the reward models that are known and whether they are installed, picture statistics, where the scorer
/// runs, its self-test, the queue of pictures that still miss scores, and the strength dial.
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
    void deactivate() override;
    void fillTopBar(widgets::BarRow *bar) override;
    QString statusText() const override;
    QList<widgets::KeyHelp> keys() const override;
    bool isSettled() const override;
    void saveState(QSettings &settings) const override;
    void restoreState(QSettings &settings) override;

private:
    QWidget *makeLowerHalf();
    void connectParts();
    void askWorker();
    void readScores();
    void showState();
    void showSelected();
    void updatePlaces();
    void score();
    void togglePause();
    void act(const QString &scorer, ScorerAction action);
    void offerScorers(const QPoint &position);
    void restart();

    widgets::StudyPtr m_study;
    ScorersState m_state;
    WorkerChoice m_choice;
    bool m_asked = false;
    bool m_reading = false;
    bool m_stale = false; ///< scores changed while they were being read
    bool m_active = false;

    widgets::Job m_worker;
    ScoreSchedule *m_schedule;
    WorkerBar *m_bar;
    widgets::Strip *m_error;
    widgets::Strip *m_question;
    WeightsDesk *m_weights;
    ScorerTable *m_table;
    QSplitter *m_halves;
    DetailsPane *m_details;
    SelfTestPane *m_test;
    StrengthPane *m_strength;
};

} // namespace scorers
