#include <cstring>

#include <QCoreApplication>
#include <QLoggingCategory>

#include "app/cli/annotatecommand.h"
#include "app/cli/backupcommand.h"
#include "app/cli/checkcommand.h"
#include "app/cli/cli.h"
#include "app/cli/democommand.h"
#include "app/cli/exportcommand.h"
#include "app/cli/importcommand.h"
#include "app/cli/mergecommand.h"
#include "app/cli/scorecommand.h"
#include "app/cli/scoreimagecommand.h"
#include "app/cli/scorerscommand.h"
#include "app/cli/similarcommand.h"
#include "app/cli/statscommand.h"
#include "app/cli/studycommand.h"
#include "app/cli/tourcommand.h"
#include "core/trials/unblindedhelper.h"

namespace {

/// What Qt and its drivers say is for developers; a failed command writes its own single line.
void dropMessages(QtMsgType, const QMessageLogContext &, const QString &) {}

} // namespace

int main(int argc, char **argv)
{
    const bool verbose =
        std::any_of(argv + 1, argv + argc, [](const char *word) { return qstrcmp(word, "--verbose") == 0; });
    if (!verbose)
        qInstallMessageHandler(dropMessages);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("dissensus"));
    QCoreApplication::setApplicationVersion(QStringLiteral(DISSENSUS_VERSION));
    if (argc == 2 && std::strcmp(argv[1], trials::unblindedArgument) == 0)
        return trials::serveUnblinded();

    cli::Cli commands;
    cli::addStudyCommands(commands);
    cli::addCheckCommand(commands);
    cli::addMergeCommand(commands);
    cli::addBackupCommand(commands);
    cli::addImportCommand(commands);
    cli::addAnnotateCommand(commands);
    cli::addScoreCommand(commands);
    cli::addScoreImageCommand(commands);
    cli::addScorersCommands(commands);
    cli::addSimilarCommand(commands);
    cli::addStatsCommand(commands);
    cli::addExportCommand(commands);
    cli::addDemoCommand(commands);
    cli::addTourCommand(commands);
    return commands.run(argc, argv);
}
