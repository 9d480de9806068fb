#pragma once

#include "core/trials/unblinded.h"

namespace trials {

/// The unblinded side in this process, on connections of its own.
class UnblindedStudy : public Unblinded
{
public:
    explicit UnblindedStudy(const QString &studyPath);

    base::Result<void> open() override;
    base::Result<Seat> seat(const SessionOwner &owner) override;
    base::Result<qint64> planState(study::AnnotatorId annotator) override;
    base::Result<QImage> pixels(study::AssetId asset, const QSize &within) override;

    /// Moves the write-ahead log into the study when it has grown beyond a few MiB: a blind process leaves that to
    /// this side, because pages of every table pass through the memory of whoever does it.
    void tidyLog();

private:
    QString m_path;
};

} // namespace trials
