#pragma once

#include <QHash>

namespace base {

/// A row number that cannot be confused with the row number of another table. 0 means "none".
template <typename Tag>
struct Id
{
    qint64 value = 0;

    constexpr Id() = default;
    constexpr explicit Id(qint64 v)
        : value(v)
    {
    }
    constexpr bool isValid() const { return value != 0; }
    constexpr auto operator<=>(const Id &) const = default;
};

template <typename Tag>
size_t qHash(Id<Tag> id, size_t seed = 0)
{
    return ::qHash(id.value, seed);
}

} // namespace base

template <typename Tag>
struct std::hash<base::Id<Tag>>
{
    size_t operator()(base::Id<Tag> id) const noexcept { return std::hash<qint64>()(id.value); }
};
