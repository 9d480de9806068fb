#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/interchange/importrequest.h"
#include "ui/widgets/cellmodel.h"

namespace studysetup {

/// What several sources bring together.
struct ImportOutcome
{
    QList<interchange::ImportReport> reports; ///< one per source

    qint64 sum(qint64 interchange::ImportReport::*count) const;
    QList<interchange::SkippedRow> skipped() const;
    QStringList warnings() const;
    QStringList sourceUids() const;
};

/// Imports the sources one after the other, or with `dryRun` only tries. Bad rows are left out when `skipBad`; a dry
/// run always goes on, so that it can list them. For pool threads.
base::Result<ImportOutcome> importSources(const QString &study, const QStringList &sources, bool dryRun, bool skipBad,
                                          bool embed, base::Progress &progress);

QList<widgets::TableColumn> findingColumns();
/// Rows that cannot be read first, as errors, then what is good to know.
QList<widgets::TableRow> findingRows(const ImportOutcome &outcome);

/// "Import 12 pictures"; what there is most of when there are no pictures.
QString importActionText(const ImportOutcome &outcome);
/// "12 pictures imported".
QString importedText(const ImportOutcome &outcome);

} // namespace studysetup
