#pragma once

#include <QHash>
#include <QPointer>

#include "core/scoring/modelstore.h"
#include "ui/widgets/job.h"

class QWidget;

namespace widgets {
class Strip;
} // namespace widgets

namespace scorers {

/// Weights in the models folder: what lies there, one installation at a time with progress, removal after a question in
/// a strip. Everything that touches files runs on pool threads.
class WeightsDesk : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WeightsDesk)

public:
    /// `strip` asks and says what went wrong; `window` is what file dialogs belong to.
    WeightsDesk(widgets::Strip *strip, QWidget *window);

    /// Looks into the folder again.
    void refresh();
    const QHash<QString, scoring::InstalledModel> &models() const { return m_models; }
    /// Scorer whose weights are being copied and checked; empty: none.
    QString installing() const { return m_installing; }
    double share() const { return m_share; }
    /// "about 3 min".
    QString timeLeft() const { return m_timeLeft; }
    bool isSettled() const { return !m_reading.isRunning(); }

    /// Asks for the file and begins; where the makers of the weights state no licence, after a question in the strip.
    void install(const QString &scorer);
    void cancel() { m_writing.cancel(); }
    /// Puts the question; the strip's button does it.
    void askToRemove(const QString &scorer);

Q_SIGNALS:
    void changed();

private:
    void chooseFile(const QString &scorer);
    void remove(const QString &scorer);
    void say(const base::Error &error);

    widgets::Strip *m_strip;
    QPointer<QWidget> m_window;
    QHash<QString, scoring::InstalledModel> m_models;
    QString m_installing;
    double m_share = 0;
    QString m_timeLeft;
    QString m_toRemove; ///< whose weights go when the strip's button is pressed
    QString m_toAccept; ///< or whose licence is accepted by it
    widgets::Job m_reading;
    widgets::Job m_writing;
};

} // namespace scorers
