#pragma once

#include <tl/expected.hpp>

#include <QString>
#include <QStringList>

namespace base {

/// An expected failure: what went wrong, where, and the way out. Shown as one line
/// "FILE:LINE: message. hint." by the command line and as a strip by the window.
struct Error
{
    QString code;        ///< stable key such as "import.row" or "study.newer"
    QString message;     ///< what is wrong, one sentence without a full stop
    QString file;        ///< the file concerned, empty if none
    int line = 0;        ///< 1-based line in `file`, 0 if none
    QString hint;        ///< what to do, one sentence without a full stop; may be empty
    QStringList details; ///< further findings of the same kind, one line each

    /// "FILE:LINE: message. Hint." with the parts that exist.
    QString toLine() const;
};

template <typename T>
using Result = tl::expected<T, Error>;

/// `return base::fail(u"study.open"_qs, …);` from any function that returns a Result.
tl::unexpected<Error> fail(QString code, QString message, QString hint = {});
/// The same with the file, and the line in it, that the failure is about.
tl::unexpected<Error> failIn(QString file, int line, QString code, QString message, QString hint = {});

} // namespace base

/// Leaves the function with the error of `expression`, or goes on; for Result<void>.
#define BASE_TRY(expression)                                                                                           \
    do {                                                                                                               \
        if (auto baseTryResult = (expression); !baseTryResult)                                                         \
            return tl::make_unexpected(std::move(baseTryResult).error());                                              \
    } while (false)

/// Declares `target` with the value of `expression`, or leaves the function with its error.
#define BASE_TRY_ASSIGN(target, expression)                                                                            \
    auto target##Result = (expression);                                                                                \
    if (!target##Result)                                                                                               \
        return tl::make_unexpected(std::move(target##Result).error());                                                 \
    auto target = std::move(*target##Result) // NOLINT(bugprone-macro-parentheses): a declared name has none
