#pragma once

#include <QList>

#include "core/analysis/selectionagreement.h"
#include "ui/disagreement/disagreementdata.h"
#include "ui/disagreement/plot.h"
#include "ui/widgets/cellmodel.h"

namespace disagreement {

/// Columns of the table "Agreement with people, by scorer".
enum AgreementColumn {
    ScorerColumn,
    AccuracyColumn,
    RangeColumn,
    IntervalColumn,
    AurocColumn,
    AurocRangeColumn,
    F1Column,
    CountColumn,
    TiesColumn,
    HumanTiesColumn,
    PublishedColumn, ///< of the paper; only for its kind of pair
    SelectedColumn   ///< in its place while pairs are selected
};

QList<widgets::TableColumn> agreementColumns();

/// One row of the table with the scorer it is about (empty: head of a group).
struct AgreementTable
{
    QList<widgets::TableRow> rows;
    QStringList scorers; ///< as rows

    int rowOf(const QString &scorer) const { return int(scorers.indexOf(scorer)); }
};

/// Rewards by accuracy, the picture statistics under a head of their own, then the scorers without numbers, each with
/// the reason. `selected`: how every scorer does on the selected pairs; empty while nothing is selected.
AgreementTable agreementTable(const Data &data, const std::vector<analysis::SelectionAgreement> &selected = {});

/// Whether published values can stand beside this kind of pair.
bool hasPublished(const Data &data);

/// What the drawn table holds, at full precision.
ValueTable agreementValues(const Data &data);

} // namespace disagreement
