#pragma once

#include <tl/expected.hpp>

#include <QLatin1String>

#include <optional>
#include <utility>

namespace statistics {

/// Why a number does not exist, as short English for "undefined" in documents and tables. Never translated, static.
struct Reason
{
    QLatin1String text;

    bool operator==(const Reason &) const = default;
};

/// A T, or the reason why there is none: `if (x)`, `*x`, `x.error().text`. Nothing in this folder returns NaN for
/// "undefined", throws, or makes a number up.
template <typename T>
class Defined : public tl::expected<T, Reason>
{
public:
    using tl::expected<T, Reason>::expected;
    Defined() = delete; ///< an expected value would begin as T(), a number that nobody computed

    /// Forgets the reason, for callers to whom a missing number is enough.
    operator std::optional<T>() const { return this->has_value() ? std::optional<T>(**this) : std::nullopt; }

    /// The reason, empty where the value exists.
    QLatin1String reason() const { return this->has_value() ? QLatin1String() : this->error().text; }
};

using Number = Defined<double>;

/// `return undefined("no values");` `text` must be a literal.
inline tl::unexpected<Reason> undefined(const char *text)
{
    return tl::make_unexpected(Reason{QLatin1String(text)});
}

inline tl::unexpected<Reason> undefined(Reason reason)
{
    return tl::make_unexpected(reason);
}

} // namespace statistics
