#pragma once

#include <QList>
#include <QString>

#include "core/base/result.h"

namespace storage {

class Database;

/// One numbered change of the schema: SQL that brings a study from `version - 1` to `version`.
struct SchemaStep
{
    int version = 0;
    QString since; ///< the Dissensus version that brought it, and so the oldest that opens such a file
    QString script;
};

/// The steps that this program knows, from 1, without gaps; the last one is the schema that it reads and writes.
QList<SchemaStep> schemaSteps();

/// Applies the steps above the file's `user_version` inside the caller's transaction, and notes each in `schema_step`.
base::Result<void> applySteps(Database &database, const QList<SchemaStep> &steps);

/// Brings an older study to the newest of `steps`: takes the maintenance lock, makes a backup beside the file
/// ("NAME.before-schema-N.dissensus") and steps up in one transaction. Does nothing when the file is there already.
base::Result<void> upgradeSchema(Database &database, const QList<SchemaStep> &steps);

} // namespace storage
