#pragma once

#include <memory>

#include <QJsonValue>
#include <QString>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace cli {

/// Exit codes of the contract.
enum Exit : int {
    Done = 0,
    Failed = 1,     ///< nothing was changed, or a name was not found, or `check` found problems
    Usage = 2,      ///< the command line breaks the grammar or a fixed list
    Partial = 3,    ///< done in part: what was left out is listed
    Cancelled = 130 ///< Ctrl+C; what was committed before stays valid
};

/// Global options, the same for every command.
struct Options
{
    enum class Progress { Automatic, On, Off };

    bool json = false;
    bool quiet = false;
    bool verbose = false;
    Progress progress = Progress::Automatic;
};

/// What a command may do to the outside: print, fail, report progress. Keeps the promise that standard output
/// carries exactly one JSON document with --json and that a failure is one line on standard error.
class Context
{
public:
    explicit Context(const Options &options);
    ~Context();

    const Options &options() const { return m_options; }

    /// Prints the command's one document; nothing without --json.
    void document(const QJsonValue &value);
    /// Prints one line of JSON, flushed, in any mode: for `annotate`, whose messages are always JSON.
    void message(const QJsonValue &value);
    /// Prints a line for people; nothing with --json or --quiet.
    void line(const QString &text);
    /// Prints a warning to standard error; nothing with --json (put it into the document) or --quiet.
    void warning(const QString &text);
    /// Prints the error as the contract says and returns the exit code that goes with it.
    int fail(const base::Error &error);
    /// The same for a value that a fixed list or the grammar forbids: exit code 2.
    int usage(const QString &message, const QString &hint = {});

    /// Shown on standard error by the rules of the contract; cancelled by Ctrl+C.
    base::Progress &progress();

private:
    void clearBar();

    Options m_options;
    class Printer;
    std::unique_ptr<Printer> m_printer;
    base::Progress m_progress;
};

/// The error as the object that --json prints.
QJsonObject toJson(const base::Error &error);

} // namespace cli
