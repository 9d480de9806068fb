#pragma once

#include <QList>
#include <QString>

namespace storage {

/// One kind of rows that a merge carries from one study to another, told apart by an identity that travels.
struct MergeTable
{
    QString name; ///< of the table; its rows wait in temp."new_NAME"
    /// What the rows of one file say, without row numbers: a SELECT whose first column `uid` is the identity. %1 is the
    /// file ("main" or "other"), %2 a condition on the table's alias `b`.
    QString content;
    QString identity; ///< column of `b` that holds the identity
    /// Stores the waiting rows; for answers and repeats until nothing is left to store.
    QString insert;
    bool comesInRounds = false; ///< rows refer to rows of the same table
};

/// In the order in which they are stored: what is referred to comes first.
QList<MergeTable> mergeTables();

/// Rows without an identity of their own, and those of which the newest counts: SQL that carries them over from the
/// attached file "other" before the merge's transaction ("INSERT INTO temp.…") and in it.
struct MergeExtra
{
    QString what;
    QString table;  ///< CREATE TEMP TABLE …
    QString gather; ///< INSERT INTO temp.… SELECT … FROM other.…
    QString insert;
};
QList<MergeExtra> mergeExtras();

} // namespace storage
