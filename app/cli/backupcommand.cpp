#include "app/cli/backupcommand.h"

#include <QFileInfo>
#include <QJsonObject>

#include "app/cli/cli.h"
#include "core/storage/backup.h"
#include "core/storage/database.h"

namespace cli {

namespace {

struct BackupOptions
{
    QString study;
    QString file;
};

int runBackup(const BackupOptions &options, Context &context)
{
    auto database = storage::Database::open(options.study, storage::Database::Mode::ReadOnly);
    if (!database)
        return context.fail(database.error());
    const auto done = storage::backup(*database, options.file, context.progress());
    if (!done)
        return context.fail(done.error());
    const qint64 bytes = QFileInfo(options.file).size();
    context.line(QStringLiteral("%1 bytes written to %2. Pictures beside the study are not part of it.")
                     .arg(bytes)
                     .arg(options.file));
    context.document(QJsonObject{{QStringLiteral("file"), options.file}, {QStringLiteral("bytes"), bytes}});
    return Done;
}

} // namespace

void addBackupCommand(Cli &cli)
{
    auto options = std::make_shared<BackupOptions>();
    CLI::App *command = cli.add("backup", "Copy a study while others work in it",
                                "dissensus-cli backup my.dissensus my-monday.dissensus",
                                [options](Context &context) { return runBackup(*options, context); });
    addText(command, "STUDY", options->study, "the study file")->required();
    addText(command, "FILE", options->file, "the new file; an existing one is never overwritten")->required();
}

} // namespace cli
