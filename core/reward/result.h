#pragma once

#include <string>

#include <tl/expected.hpp>

namespace reward {

/// An expected failure on the side without Qt. Codes: "picture.…" (format, damaged, size, changed, missing), "text.…"
/// (form, long), "weights.…" (read, format, unsafe, layout, shape, nan, changed), "scorer.…" (unknown, notinstalled,
/// features, failed), "device.…" (form, missing, memory), "dtype.form", "cancelled".
struct Error
{
    std::string code;
    std::string message; ///< one sentence, lower case, without a full stop
};

template <typename T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(std::string code, std::string message)
{
    return tl::make_unexpected(Error{std::move(code), std::move(message)});
}

} // namespace reward
