#include <cstdio>
#include <cstring>

#include <QApplication>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include "app/dissensus/options.h"
#include "core/trials/unblindedhelper.h"
#include "ui/annotate/annotatewindow.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/tour.h"
#include "ui/widgets/englishplurals.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/thumbnails.h"

namespace {

constexpr int exitFailed = 1;
constexpr int exitUsage = 2;

void printError(const base::Error &error)
{
    std::fprintf(stderr, "dissensus: %s\n", qPrintable(error.toLine()));
}

int runWindow(QApplication &application, const dissensus::Options &options)
{
    widgets::Thumbnails::keepIn(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation)
                                + QStringLiteral("/dissensus/thumbnails.sqlite"));
    shell::MainWindow window;
    QObject::connect(&window, &shell::MainWindow::studyFailed, &application, &printError);
    if (options.quitAfterFirstPaint)
        QObject::connect(&window, &shell::MainWindow::firstPaint, &application, &QApplication::quit);
    window.show();
    if (!options.study.isEmpty())
        window.openStudy(options.study);
    return QApplication::exec();
}

/// Writes one line with its path for every picture of the tour.
int runTour(QApplication &application, const dissensus::Options &options)
{
    // Nothing of the user's settings shows in the pictures, and nothing of the tour stays in them.
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    shell::MainWindow window;
    shell::TourOptions tourOptions;
    tourOptions.study = options.study;
    tourOptions.folder = options.tourFolder;
    if (options.size.isValid())
        tourOptions.size = options.size;
    shell::Tour tour(&window, tourOptions);
    QObject::connect(&tour, &shell::Tour::pictureWritten, &application, [](const QString &file) {
        std::printf("%s\n", qPrintable(file));
        std::fflush(stdout);
    });
    QObject::connect(&tour, &shell::Tour::finished, &application, &QApplication::quit);
    QObject::connect(&tour, &shell::Tour::failed, &application, [](const base::Error &error) {
        printError(error);
        QApplication::exit(exitFailed);
    });
    window.show();
    QMetaObject::invokeMethod(&tour, &shell::Tour::start, Qt::QueuedConnection);
    return QApplication::exec();
}

/// Annotator mode: whoever was sent a study and a code has no use for a window that cannot start.
int runAnnotator(QApplication &application, const dissensus::Options &options)
{
    annotate::AnnotateWindow window(
        options.study, options.annotator,
        {QCoreApplication::applicationFilePath(), QLatin1String(trials::unblindedArgument)});
    QObject::connect(&window, &annotate::AnnotateWindow::openFailed, &application,
                     [&options](const base::Error &error) {
                         printError(error);
                         if (!options.annotator.isEmpty())
                             QApplication::exit(exitFailed);
                     });
    if (options.quitAfterFirstPaint)
        QObject::connect(&window, &annotate::AnnotateWindow::firstPaint, &application, &QApplication::quit);
    window.showFullScreen();
    return QApplication::exec();
}

/// Without a display Qt would abort with a crash report instead of a sentence.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
           || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc == 2 && std::strcmp(argv[1], trials::unblindedArgument) == 0) {
        const QCoreApplication helper(argc, argv);
        return trials::serveUnblinded();
    }
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const auto options = dissensus::readOptions(arguments);
    if (!options) {
        printError(options.error());
        return exitUsage;
    }
    if (options->showHelp) {
        std::fputs(qPrintable(dissensus::helpText()), stdout);
        return 0;
    }
    if (options->showVersion) {
        std::puts("dissensus " DISSENSUS_VERSION);
        return 0;
    }
    if (!options->study.isEmpty() && !QFileInfo::exists(options->study)) {
        printError({QStringLiteral("study.missing"),
                    QStringLiteral("there is no such study"),
                    options->study,
                    0,
                    QStringLiteral("give the path of a .dissensus file"),
                    {}});
        return exitFailed;
    }
    if (!hasDisplay()) {
        if (options->tourFolder.isEmpty()) {
            printError({QStringLiteral("display.missing"),
                        QStringLiteral("there is no display"),
                        {},
                        0,
                        QStringLiteral("start it on a desktop, or use dissensus-cli"),
                        {}});
            return exitFailed;
        }
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }

    QCoreApplication::setOrganizationName(QStringLiteral("dissensus"));
    QCoreApplication::setApplicationName(QStringLiteral("dissensus"));
    QCoreApplication::setApplicationVersion(QStringLiteral(DISSENSUS_VERSION));
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication application(argc, argv);
    widgets::EnglishPlurals plurals;
    QCoreApplication::installTranslator(&plurals);
    const QString theme = options->theme.isEmpty() ? widgets::Preferences::load().theme : options->theme;
    widgets::Theme::instance().install(application, widgets::themeChoiceFromText(theme));
    QObject::connect(&widgets::PreferencesWatch::instance(), &widgets::PreferencesWatch::changed, &application,
                     [](const widgets::Preferences &preferences) {
                         widgets::Theme::instance().setChoice(widgets::themeChoiceFromText(preferences.theme));
                     });
    if (!options->tourFolder.isEmpty())
        return runTour(application, *options);
    return options->annotate ? runAnnotator(application, *options) : runWindow(application, *options);
}
