#include "app/cli/cli.h"

#include <algorithm>

#include <sqlite3.h>

#include <QFile>
#include <QJsonObject>
#include <QStringList>

#include "core/storage/database.h"

namespace cli {

namespace {

/// CLI11's sentences as ours: one line, without its trailing "Run with --help for more information."
QString plainMessage(const CLI::ParseError &error)
{
    QString text = QString::fromStdString(error.what()).section(QLatin1Char('\n'), 0, 0).trimmed();
    while (text.endsWith(QLatin1Char('.')))
        text.chop(1);
    return text;
}

} // namespace

Cli::Cli()
    : m_app("Dissensus without a window: import, annotate, score, measure, export.", "dissensus-cli")
{
    m_app.require_subcommand(0, 1);
    m_app.fallthrough();
    m_app.get_formatter()->column_width(34);
    m_app.set_help_all_flag("--help-all", "Help of every command");
    m_app.add_flag("--version", m_version, "Versions of the program, Qt, SQLite, libtorch and the schema");
    m_app.add_flag("--json", m_options.json, "Standard output carries exactly one JSON document");
    m_app.add_flag("--quiet", m_options.quiet, "Print nothing but errors");
    m_app.add_flag("--verbose", m_options.verbose, "Print also what libraries say");
    m_app.add_flag("--progress", m_progressOn, "Show progress in any case");
    m_app.add_flag("--no-progress", m_progressOff, "Never show progress");
    m_app.footer("Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done in part, 130 cancelled.");
}

CLI::App *Cli::add(const char *name, const char *description, const char *example, Run run, CLI::App *parent)
{
    CLI::App *command = (parent ? parent : &m_app)->add_subcommand(name, description);
    command->fallthrough(); // global options work after the command, too
    command->footer(std::string("Example:\n  ") + example);
    command->callback([this, run = std::move(run)] { m_chosen = run; });
    return command;
}

CLI::App *Cli::addGroup(const char *name, const char *description)
{
    CLI::App *group = m_app.add_subcommand(name, description);
    group->fallthrough();
    group->require_subcommand(1);
    return group;
}

int Cli::run(int argc, char **argv)
{
    try {
        m_app.parse(argc, argv);
    } catch (const CLI::CallForHelp &) {
        std::fputs(m_app.help().c_str(), stdout);
        return Done;
    } catch (const CLI::CallForAllHelp &) {
        std::fputs(m_app.help("", CLI::AppFormatMode::All).c_str(), stdout);
        return Done;
    } catch (const CLI::ParseError &error) {
        // Parsing stopped somewhere, so --json is looked for by hand.
        m_options.json =
            std::any_of(argv + 1, argv + argc, [](const char *word) { return qstrcmp(word, "--json") == 0; });
        return Context(m_options).usage(plainMessage(error), QStringLiteral("See dissensus-cli --help"));
    }
    if (m_progressOn)
        m_options.progress = Options::Progress::On;
    if (m_progressOff)
        m_options.progress = Options::Progress::Off;
    if (m_version)
        return printVersion();

    Context context(m_options);
    if (!m_chosen)
        return context.usage(QStringLiteral("no command given"), QStringLiteral("See dissensus-cli --help"));
    return m_chosen(context);
}

int Cli::printVersion()
{
    const QList<QPair<QString, QString>> versions{
        {QStringLiteral("dissensus"), QStringLiteral(DISSENSUS_VERSION)},
        {QStringLiteral("qt"), QString::fromLatin1(qVersion())},
        {QStringLiteral("sqlite"), QString::fromLatin1(sqlite3_libversion())},
        {QStringLiteral("libtorch"), QStringLiteral(DISSENSUS_LIBTORCH_VERSION)},
        {QStringLiteral("schema"), QString::number(storage::schemaVersion)},
    };
    Context context(m_options);
    QJsonObject document;
    for (const auto &[name, version] : versions) {
        document.insert(name,
                        name == QLatin1String("schema") ? QJsonValue(storage::schemaVersion) : QJsonValue(version));
        context.line(name + QLatin1Char(' ') + version);
    }
    context.document(document);
    return Done;
}

CLI::Option *addText(CLI::App *command, const char *name, QString &target, const char *description)
{
    return command->add_option_function<std::string>(
        name, [&target](const std::string &value) { target = QFile::decodeName(value.c_str()); }, description);
}

CLI::Option *addTexts(CLI::App *command, const char *name, QStringList &target, const char *description)
{
    return command
        ->add_option_function<std::vector<std::string>>(
            name,
            [&target](const std::vector<std::string> &values) {
                for (const std::string &value : values)
                    target.append(QFile::decodeName(value.c_str()));
            },
            description)
        ->take_all()
        ->allow_extra_args(name[0] != '-');
}

} // namespace cli
