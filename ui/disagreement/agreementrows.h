#pragma once

#include <QList>

#include "ui/disagreement/disagreementdata.h"
#include "ui/widgets/cellmodel.h"

namespace disagreement {

/// Columns of the table "Agreement with people, by scorer".
enum AgreementColumn {
    ScorerColumn,
    AccuracyColumn,
    RangeColumn,
    IntervalColumn,
    AurocColumn,
    F1Column,
    CountColumn,
    TiesColumn
};

QList<widgets::TableColumn> agreementColumns();

/// One row of the table with the scorer it is about (empty: head of a group).
struct AgreementTable
{
    QList<widgets::TableRow> rows;
    QStringList scorers; ///< as rows

    int rowOf(const QString &scorer) const { return int(scorers.indexOf(scorer)); }
};

/// Rewards by accuracy, then the scorers without units, then the picture statistics under a head of their own.
AgreementTable agreementTable(const Data &data);

/// What the drawn table holds, at full precision.
QByteArray agreementCsv(const Data &data);

} // namespace disagreement
