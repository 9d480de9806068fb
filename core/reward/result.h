#pragma once

#include <string>

#include <tl/expected.hpp>

namespace reward {

<<<<<<< HEAD
/// An expected failure on the side without Qt. Codes: "picture.…" (format, damaged, size, changed, missing), "text.…"
/// (form, long), "weights.…" (read, format, unsafe, layout, shape, nan), "scorer.…" (unknown, notinstalled,
/// features, failed), "device.…" (form, missing, memory), "dtype.form", "cancelled".
=======
/// An expected failure on the side without Qt. Codes: "picture.format", "picture.damaged", "picture.size",
/// "picture.changed", "picture.missing", "scorer.unknown", "scorer.notinstalled", "scorer.features", "device.form",
/// "device.missing", "text.form", "weights.read", "weights.format", "weights.unsafe",
/// "weights.layout", "weights.changed", "cancelled".
>>>>>>> b0b67e40b508aeb6d6d15f371aff27f2972fb641
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
