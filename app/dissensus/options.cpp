#include "app/dissensus/options.h"

#include <QCommandLineParser>
#include <QRegularExpression>

namespace dissensus {
namespace {

tl::unexpected<base::Error> usage(const QString &message)
{
    return base::fail(QStringLiteral("usage"), message, QStringLiteral("see dissensus --help"));
}

base::Result<QSize> readSize(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^([1-9][0-9]{2,4})x([1-9][0-9]{2,4})$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return usage(QStringLiteral("'%1' is not a size such as 1440x900").arg(text));
    return QSize(match.captured(1).toInt(), match.captured(2).toInt());
}

} // namespace

base::Result<Options> readOptions(const QStringList &arguments)
{
    const QCommandLineOption annotate(QStringLiteral("annotate"));
    const QCommandLineOption annotator(QStringLiteral("annotator"), {}, QStringLiteral("CODE"));
    const QCommandLineOption theme(QStringLiteral("theme"), {}, QStringLiteral("THEME"));
    const QCommandLineOption tour(QStringLiteral("tour"), {}, QStringLiteral("FOLDER"));
    const QCommandLineOption size(QStringLiteral("size"), {}, QStringLiteral("WxH"));
    const QCommandLineOption firstPaint(QStringLiteral("quit-after-first-paint"));
    const QCommandLineOption help(QStringList{QStringLiteral("help"), QStringLiteral("h")});
    const QCommandLineOption version(QStringLiteral("version"));
    QCommandLineParser parser;
    parser.addOptions({annotate, annotator, theme, tour, size, firstPaint, help, version});
    // The parser expects the program's name in front.
    if (!parser.parse(QStringList(QStringLiteral("dissensus")) + arguments)) {
        QString message = parser.errorText();
        while (message.endsWith(QLatin1Char('.')))
            message.chop(1);
        return usage(message.left(1).toLower() + message.mid(1));
    }
    Options options;
    options.showHelp = parser.isSet(help);
    options.showVersion = parser.isSet(version);
    options.annotate = parser.isSet(annotate);
    options.annotator = parser.value(annotator);
    options.theme = parser.value(theme);
    options.tourFolder = parser.value(tour);
    options.quitAfterFirstPaint = parser.isSet(firstPaint);
    const QStringList studies = parser.positionalArguments();
    if (studies.size() > 1)
        return usage(QStringLiteral("more than one study: '%1'").arg(studies.at(1)));
    if (!studies.isEmpty())
        options.study = studies.constFirst();
    if (parser.isSet(theme)
        && !QStringList{QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("system")}.contains(
            options.theme))
        return usage(QStringLiteral("'%1' is not one of light, dark, system").arg(options.theme));
    if (parser.isSet(size)) {
        BASE_TRY_ASSIGN(pixels, readSize(parser.value(size)));
        options.size = pixels;
    }
    if (parser.isSet(annotator) && !options.annotate)
        return usage(QStringLiteral("--annotator needs --annotate"));
    if (options.annotate && options.study.isEmpty() && !options.showHelp && !options.showVersion)
        return usage(QStringLiteral("--annotate needs a study"));
    if (parser.isSet(tour) && options.study.isEmpty())
        return usage(QStringLiteral("--tour needs a study"));
    return options;
}

QString helpText()
{
    return QStringLiteral(
        "Usage: dissensus [STUDY] [--annotate [--annotator CODE]] [--theme light|dark|system]\n"
        "\n"
        "Opens the window, on STUDY when one is given.\n"
        "\n"
        "  --annotate                opens Annotate alone, full screen\n"
        "  --annotator CODE          judges as CODE; without it Annotate asks \"Your code\"\n"
        "  --theme THEME             light, dark, or system (as the desktop)\n"
        "  --tour FOLDER             visits every place, full, loading, empty and with an error, and writes PNGs into FOLDER\n"
        "  --size WxH                size of the window for --tour, 1440x900 unless given\n"
        "  --quit-after-first-paint  leaves as soon as the window was painted, to measure the start\n"
        "  --version                 prints the version\n"
        "  --help                    prints this\n"
        "\n"
        "Example: dissensus --annotate --annotator a17 study.dissensus\n");
}

} // namespace dissensus
