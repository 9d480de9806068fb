#include "app/cli/tourcommand.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>

#include "app/cli/cli.h"
#include "core/storage/database.h"

namespace cli {

namespace {

constexpr int waitMs = 100;
constexpr int killAfterMs = 3000;

struct TourOptions
{
    QString study;
    QString folder;
    QString size;
    QString theme;
};

QString windowProgram()
{
    return QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("dissensus"));
}

/// The window's own sentence, without its name in front.
base::Error windowError(const QByteArray &standardError, int exitCode)
{
    const QString prefix = QStringLiteral("dissensus: ");
    const QStringList lines = QString::fromLocal8Bit(standardError).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QString said;
    for (const QString &line : lines) {
        if (line.startsWith(prefix))
            said = line.mid(prefix.size());
    }
    while (said.endsWith(QLatin1Char('.')))
        said.chop(1);
    base::Error error;
    error.code = QStringLiteral("tour.window");
    error.message = said.isEmpty() ? QStringLiteral("the window ended with exit code %1").arg(exitCode) : said;
    return error;
}

/// Takes the paths that the window printed, one per line.
void takeLines(QProcess &window, QStringList &files, Context &context)
{
    while (window.canReadLine()) {
        files.append(QString::fromLocal8Bit(window.readLine()).trimmed());
        context.progress().report(QStringLiteral("Pictures of the tour"), files.size(), 0);
    }
}

int runTour(const TourOptions &options, Context &context)
{
    // A wrong study is told in the words of every other command, before a window is started.
    if (const auto database = storage::Database::open(options.study, storage::Database::Mode::ReadOnly); !database)
        return context.fail(database.error());
    const QString program = windowProgram();
    if (!QFile::exists(program)) {
        return context.fail({QStringLiteral("tour.missing"),
                             QStringLiteral("the window is not beside dissensus-cli"),
                             program,
                             0,
                             QStringLiteral("Build it with -DDISSENSUS_WINDOW=ON"),
                             {}});
    }
    // Without an answer of the user's desktop: the same pictures everywhere.
    const QString theme = options.theme.isEmpty() ? QStringLiteral("light") : options.theme;
    QStringList arguments{options.study, QStringLiteral("--tour"), options.folder, QStringLiteral("--theme"), theme};
    if (!options.size.isEmpty())
        arguments << QStringLiteral("--size") << options.size;

    QProcess window;
    window.start(program, arguments);
    if (!window.waitForStarted())
        return context.fail({QStringLiteral("tour.window"),
                             QStringLiteral("the window does not start: %1").arg(window.errorString()),
                             program,
                             0,
                             {},
                             {}});
    QStringList files;
    while (window.state() != QProcess::NotRunning) {
        window.waitForReadyRead(waitMs);
        takeLines(window, files, context);
        if (!context.progress().isCancelled())
            continue;
        window.terminate();
        if (!window.waitForFinished(killAfterMs))
            window.kill();
        window.waitForFinished();
        return context.fail({QString(base::cancelledCode), QStringLiteral("cancelled"), {}, 0, {}, {}});
    }
    takeLines(window, files, context);
    if (window.exitStatus() != QProcess::NormalExit || window.exitCode() != 0)
        return context.fail(windowError(window.readAllStandardError(), window.exitCode()));
    context.line(QStringLiteral("%1 pictures of the window in %2").arg(files.size()).arg(options.folder));
    context.document(QJsonObject{{QStringLiteral("folder"), options.folder},
                                 {QStringLiteral("files"), QJsonArray::fromStringList(files)}});
    return Done;
}

/// WxH, as the window takes it.
std::string checkSize(const std::string &text)
{
    int width = 0;
    int height = 0;
    char end = 0;
    const bool good =
        std::sscanf(text.c_str(), "%5dx%5d%c", &width, &height, &end) == 2 && width >= 1024 && height >= 700;
    return good ? std::string() : "'" + text + "' is not a size of at least 1024x700";
}

} // namespace

void addTourCommand(Cli &cli)
{
    auto options = std::make_shared<TourOptions>();
    CLI::App *command =
        cli.add("tour", "Visit every place of the window and write PNGs of it: full, loading, empty, with an error",
                "dissensus-cli tour my.dissensus pictures --theme dark",
                [options](Context &context) { return runTour(*options, context); });
    addText(command, "STUDY", options->study, "the study file; it is not changed")->required();
    addText(command, "FOLDER", options->folder, "where the pictures are put; made if it is not there")->required();
    addText(command, "--size", options->size, "size of the pictures, at least 1024x700 (default 1440x900)")
        ->type_name("WxH")
        ->check(checkSize);
    addText(command, "--theme", options->theme, "light or dark (default light)")
        ->type_name("THEME")
        ->check(CLI::IsMember({"light", "dark"}));
}

} // namespace cli
