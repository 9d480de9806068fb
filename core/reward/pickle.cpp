#include "core/reward/pickle.h"

#include "core/reward/picklereader.h"

namespace reward {

Result<Pickle> Pickle::read(std::span<const std::byte> bytes)
{
    return PickleReader(bytes).run();
}

const PickleValue *Pickle::find(const PickleValue &dict, std::string_view key) const
{
    if (dict.kind != PickleKind::Dict)
        return nullptr;
    for (std::size_t i = dict.items.size(); i >= 2; i -= 2) {
        const PickleValue &name = m_values[dict.items[i - 2]];
        if (name.kind == PickleKind::Text && name.text == key)
            return &m_values[dict.items[i - 1]];
    }
    return nullptr;
}

bool Pickle::isCallOf(const PickleValue &value, std::string_view module, std::string_view name) const
{
    if (value.kind != PickleKind::Record)
        return false;
    const PickleValue &called = m_values[value.items.front()];
    return called.module == module && called.text == name;
}

} // namespace reward
