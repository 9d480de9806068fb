#pragma once

#include <functional>

#include <CLI/CLI.hpp>

#include "app/cli/context.h"

namespace cli {

/// The grammar of dissensus-cli: global options and the registry of commands. A command file adds itself:
///
///     void addCheckCommand(Cli &cli)
///     {
///         auto options = std::make_shared<CheckOptions>();
///         CLI::App *command = cli.add("check", "Verify a study", "dissensus-cli check my.dissensus",
///                                     [options](Context &context) { return runCheck(*options, context); });
///         addText(command, "STUDY", options->study, "the study file")->required();
///     }
class Cli
{
public:
    using Run = std::function<int(Context &)>;

    Cli();

    /// A command with what it does, one example, and what runs it. With a `parent` it is a subcommand ("study info").
    CLI::App *add(const char *name, const char *description, const char *example, Run run, CLI::App *parent = nullptr);
    /// A group of subcommands, which does nothing by itself.
    CLI::App *addGroup(const char *name, const char *description);

    /// Parses, runs, returns the exit code.
    int run(int argc, char **argv);

private:
    int printVersion();

    CLI::App m_app;
    Options m_options;
    bool m_version = false;
    bool m_progressOn = false;
    bool m_progressOff = false;
    Run m_chosen;
};

// Options as Qt strings. `name` is "--scorer" or, for a positional, "STUDY".
CLI::Option *addText(CLI::App *command, const char *name, QString &target, const char *description);
/// An option that may be given several times, each time with exactly one value.
CLI::Option *addTexts(CLI::App *command, const char *name, QStringList &target, const char *description);

} // namespace cli
