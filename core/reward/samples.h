#pragma once

#include <cstdint>
#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace reward {

/// Leaves new elements as memory holds them where a vector would clear them: decoders write every sample.
template <typename T>
class Uncleared : public std::allocator<T>
{
public:
    template <typename U>
    struct rebind
    {
        using other = Uncleared<U>;
    };

    template <typename U>
    void construct(U *place) noexcept
    {
        ::new (static_cast<void *>(place)) U;
    }
    template <typename U, typename... Arguments>
    void construct(U *place, Arguments &&...arguments)
    {
        ::new (static_cast<void *>(place)) U(std::forward<Arguments>(arguments)...);
    }
};

/// Samples of a picture. `resize` does not clear.
using Samples = std::vector<std::uint8_t, Uncleared<std::uint8_t>>;

} // namespace reward
