#pragma once

#include <memory>
#include <vector>

#include <QMutex>

#include "core/trials/unblinded.h"

namespace trials {

class HelperProcess;

/// The word behind a program's name with which it is told to call serveUnblinded() and nothing else.
inline constexpr char unblindedArgument[] = "--unblinded-helper";

/// The unblinded side in processes of its own: as many as pictures are asked for at the same time.
class UnblindedHelper : public Unblinded
{
public:
    /// `command`: a program and the arguments that make it call serveUnblinded().
    UnblindedHelper(const QStringList &command, const QString &studyPath);
    ~UnblindedHelper() override;

    /// Also "annotate.helper": the helper cannot be started.
    base::Result<void> open() override;
    base::Result<Seat> seat(const SessionOwner &owner) override;
    base::Result<qint64> planState(study::AnnotatorId annotator) override;
    base::Result<QImage> pixels(study::AssetId asset, const QSize &within) override;

private:
    base::Result<std::unique_ptr<HelperProcess>> takeHelper();
    void giveBack(std::unique_ptr<HelperProcess> helper);

    QStringList m_command;
    QString m_path;
    QMutex m_mutex; ///< guards m_idle
    std::vector<std::unique_ptr<HelperProcess>> m_idle;
};

/// The helper's main: answers requests on standard input, a socket, until its other end is closed. Returns the exit
/// code. Needs a QCoreApplication.
int serveUnblinded();

} // namespace trials
