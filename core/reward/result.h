#pragma once

#include <string>

#include <tl/expected.hpp>

namespace reward {

/// An expected failure on the side without Qt. Codes: "picture.format", "picture.damaged", "picture.size",
/// "picture.changed", "picture.missing", "scorer.unknown", "scorer.notinstalled", "scorer.features", "device.form",
/// "device.missing", "text.form", "weights.read", "weights.format", "weights.unsafe",
/// "weights.layout", "weights.changed", "cancelled".
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
