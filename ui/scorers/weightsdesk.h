#pragma once

#include <QHash>
#include <QPointer>

#include "core/scoring/modelstore.h"
#include "ui/scorers/installpopover.h"
#include "ui/scorers/scorerrows.h"
#include "ui/widgets/job.h"

class QWidget;

namespace widgets {
class Strip;
} // namespace widgets

namespace scorers {

/// Weights in the models folder: what lies there, one installation at a time with progress, a download that was stopped
/// and can go on, removal after a question in a strip. Everything that touches files runs on pool threads.
class WeightsDesk : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WeightsDesk)

public:
    /// `strip` asks and says what went wrong; popovers belong to `window`.
    WeightsDesk(widgets::Strip *strip, QWidget *window);

    /// Looks into the folder again.
    void refresh();
    /// Puts what is installed, what comes and what was stopped into the state.
    void describe(ScorersState &state) const;
    bool isSettled() const { return !m_reading.isRunning(); }

    /// Asks from where, in a popover at `anchor` (coordinates of the window's widget), and begins.
    void install(const QString &scorer, const QRect &anchor);
    void begin(const InstallChoice &choice);
    void resume(const QString &scorer);
    void cancel() { m_writing.cancel(); }
    /// Puts the question; the strip's button does it.
    void askToRemove(const QString &scorer);

Q_SIGNALS:
    void changed();
    /// Weights came or went: a worker sees others now.
    void modelsChanged();

private:
    void showProgress(qint64 done, qint64 total);
    void take(const base::Result<scoring::InstalledModel> &model);
    void remove(const QString &scorer);
    void say(const base::Error &error);

    widgets::Strip *m_strip;
    QPointer<QWidget> m_window;
    QHash<QString, scoring::InstalledModel> m_models;
    InstallPopover *m_popover;
    InstallChoice m_installing;              ///< whose weights are coming; without a scorer: nobody's
    QHash<QString, InstallChoice> m_stopped; ///< downloads that resume() goes on with
    double m_share = 0;
    QString m_progressText; ///< "1.2 of 3.9 GB, about 3 min"
    QString m_toRemove;     ///< whose weights go when the strip's button is pressed
    widgets::Job m_reading;
    widgets::Job m_writing;
};

} // namespace scorers
