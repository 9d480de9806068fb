#pragma once

#include <QComboBox>
#include <QObject>
#include <QPointer>

#include "ui/scorers/scorerrows.h"

namespace widgets {
class BarRow;
class Button;
class Label;
} // namespace widgets

namespace scorers {

/// The top bar of Scorers: where the scorer process runs, how it stands, and the buttons of the queue.
class WorkerBar : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkerBar)

public:
    explicit WorkerBar(QObject *parent = nullptr);

    void fill(widgets::BarRow *bar);
    void setState(const ScorersState &state, const WorkerChoice &choice, bool hasStudy, bool canScore);

Q_SIGNALS:
    void deviceChosen(const QString &device);
    /// The command is a preference.
    void commandRequested();
    void pauseRequested();
    void scoreRequested();
    void addRequested(const QPoint &globalPosition);

private:
    void showPlaces(const ScorersState &state, const WorkerChoice &choice);
    void showButtons(const ScorersState &state, bool hasStudy, bool canScore);

    QPointer<QComboBox> m_place;
    QPointer<widgets::Label> m_status;
    QPointer<widgets::Button> m_pause;
    QPointer<widgets::Button> m_score;
    QPointer<widgets::Button> m_add;
};

/// "This computer, CPU, 2 threads", "ssh gpu-box, GPU 0": where a worker that answered runs.
QString machineText(const ScorersState &state, const WorkerChoice &choice);

} // namespace scorers
