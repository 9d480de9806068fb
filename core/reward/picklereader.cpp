#include "core/reward/picklereader.h"

#include <algorithm>
#include <bit>

#include "core/reward/picklenames.h"
#include "core/reward/pickleopcodes.h"
#include "core/reward/tensorentry.h"

namespace reward {

namespace {

constexpr std::size_t maxPickleBytes = 64 << 20;
constexpr std::size_t maxSteps = 10'000'000;

} // namespace

Result<Pickle> PickleReader::run()
{
    if (m_bytes.size() > maxPickleBytes)
        return broken("it has " + std::to_string(m_bytes.size()) + " bytes, at most " + std::to_string(maxPickleBytes)
                      + " are read");
    for (std::size_t step = 0;; ++step) {
        if (step == maxSteps)
            return broken("it takes more than " + std::to_string(maxSteps) + " steps");
        const auto opcode = number(1);
        if (!opcode)
            return broken("it is cut off");
        if (*opcode == Stop)
            break;
        if (!take(static_cast<unsigned char>(*opcode)))
            return m_isUnsafe ? fail("weights.unsafe", m_problem) : broken(m_problem);
    }
    if (m_stack.size() != 1)
        return broken("it ends with " + std::to_string(m_stack.size()) + " values instead of one");
    m_pickle.m_root = m_stack.front();
    return std::move(m_pickle);
}

bool PickleReader::pushName(std::string_view module, std::string_view name)
{
    if (!isHarmlessName(module, name)) {
        m_isUnsafe = true;
        return problem("it asks for " + quotedName(std::string(module) + '.' + std::string(name))
                       + ", which no checkpoint needs; nothing was executed");
    }
    PickleValue value;
    value.kind = PickleKind::Name;
    value.module = module;
    value.text = name;
    return push(std::move(value));
}

bool PickleReader::extendTop(std::optional<std::vector<PickleIndex>> items, PickleKind kind)
{
    if (!items || available() == 0)
        return starved();
    if (kind == PickleKind::Dict && items->size() % 2 != 0)
        return problem("a key has no value");
    PickleValue &top = m_pickle.m_values[m_stack.back()];
    if (top.kind == PickleKind::Record)
        return true;
    if (top.kind != kind)
        return problem("elements are put into something that is no container");
    top.items.insert(top.items.end(), items->begin(), items->end());
    return true;
}

bool PickleReader::makeRecord(std::optional<PickleIndex> arguments, std::optional<PickleIndex> callable)
{
    if (!arguments || !callable)
        return starved();
    const PickleValue &name = m_pickle.m_values[*callable];
    if (name.kind != PickleKind::Name)
        return problem("something is called that is no class or function");
    if (name.module == "collections" && (name.text == "OrderedDict" || name.text == "defaultdict"))
        return pushItems(PickleKind::Dict);
    return pushItems(PickleKind::Record, {*callable, *arguments});
}

bool PickleReader::take(unsigned char opcode)
{
    switch (opcode) {
    case Proto: {
        constexpr std::uint64_t newest = 5;
        const auto protocol = number(1);
        return protocol && *protocol >= 2 && *protocol <= newest ? true : problem("its protocol is not known");
    }
    case Frame:
        return number(8) ? true : problem("it is cut off");
    case Mark:
        m_marks.push_back(m_stack.size());
        return true;
    case Pop:
        // As in Python, a mark counts as a value here.
        if (available() == 0 && !m_marks.empty()) {
            m_marks.pop_back();
            return true;
        }
        return pop() ? true : starved();
    case PopMark:
        return popMark() ? true : starved();
    case Dup:
        if (available() == 0)
            return starved();
        m_stack.push_back(m_stack.back());
        return true;
    case BinGet:
    case LongBinGet:
    case BinPut:
    case LongBinPut:
    case Memoize:
        return takeMemo(opcode);
    case BinPersId:
    case Reduce:
    case NewObj:
    case NewObjEx:
    case Build:
    case Global:
    case StackGlobal:
        return takeObject(opcode);
    case EmptyTuple:
    case EmptyList:
    case EmptyDict:
    case EmptySet:
    case MakeTuple:
    case MakeList:
    case MakeDict:
    case FrozenSet:
    case Tuple1:
    case Tuple2:
    case Tuple3:
    case Append:
    case Appends:
    case AddItems:
    case SetItem:
    case SetItems:
        return takeContainer(opcode);
    default:
        return takeNumberOrText(opcode);
    }
}

bool PickleReader::takeNumberOrText(unsigned char opcode)
{
    switch (opcode) {
    case NoneValue:
        return push({});
    case NewTrue:
    case NewFalse:
        return pushInteger(PickleKind::Boolean, opcode == NewTrue ? 1 : 0);
    case BinInt:
    case BinInt1:
    case BinInt2: {
        const auto value = number(opcode == BinInt ? 4 : opcode == BinInt1 ? 1 : 2);
        if (!value)
            return problem("it is cut off");
        // Only the four bytes are signed.
        return pushInteger(PickleKind::Integer,
                           opcode == BinInt ? std::int64_t(std::int32_t(*value)) : std::int64_t(*value));
    }
    case BinFloat: {
        auto bits = number(8);
        if (!bits)
            return problem("it is cut off");
        PickleValue value;
        value.kind = PickleKind::Real;
        value.real = std::bit_cast<double>(__builtin_bswap64(*bits)); // the one big-endian number
        return push(std::move(value));
    }
    case Long1:
    case Long4: {
        const auto digits = text(opcode == Long1 ? 1 : 4);
        if (!digits)
            return problem("it is cut off");
        std::uint64_t value = !digits->empty() && (digits->back() & 0x80) != 0 ? ~std::uint64_t(0) : 0;
        for (std::size_t i = std::min<std::size_t>(digits->size(), 8); i-- > 0;)
            value = value << 8 | static_cast<unsigned char>((*digits)[i]);
        return pushInteger(PickleKind::Integer, std::int64_t(value));
    }
    case ShortBinUnicode:
    case ShortBinString:
    case ShortBinBytes:
        return pushText(text(1));
    case BinUnicode:
    case BinString:
    case BinBytes:
        return pushText(text(4));
    case BinUnicode8:
    case BinBytes8:
    case ByteArray8:
        return pushText(text(8));
    default:
        return problem("opcode " + std::to_string(opcode) + " is none that PyTorch writes");
    }
}

bool PickleReader::takeContainer(unsigned char opcode)
{
    switch (opcode) {
    case EmptyTuple:
        return pushItems(PickleKind::Tuple);
    case EmptyList:
        return pushItems(PickleKind::List);
    case EmptyDict:
        return pushItems(PickleKind::Dict);
    case EmptySet:
        return pushItems(PickleKind::Set);
    case MakeTuple:
        return pushTaken(PickleKind::Tuple, popMark());
    case MakeList:
        return pushTaken(PickleKind::List, popMark());
    case FrozenSet:
        return pushTaken(PickleKind::Set, popMark());
    case MakeDict: {
        auto items = popMark();
        if (items && items->size() % 2 != 0)
            return problem("a key has no value");
        return pushTaken(PickleKind::Dict, std::move(items));
    }
    case Tuple1:
    case Tuple2:
    case Tuple3:
        return pushTaken(PickleKind::Tuple, popTuple(std::size_t(opcode - Tuple1) + 1));
    case Append:
        return extendTop(popTuple(1), PickleKind::List);
    case Appends:
        return extendTop(popMark(), PickleKind::List);
    case AddItems:
        return extendTop(popMark(), PickleKind::Set);
    case SetItem:
        return extendTop(popTuple(2), PickleKind::Dict);
    default:
        return extendTop(popMark(), PickleKind::Dict);
    }
}

bool PickleReader::takeObject(unsigned char opcode)
{
    switch (opcode) {
    case Global: {
        const auto module = line();
        const auto name = module ? line() : std::nullopt;
        return name ? pushName(*module, *name) : problem("it is cut off");
    }
    case StackGlobal: {
        const auto name = pop();
        const auto module = pop();
        if (!name || !module || m_pickle[*name].kind != PickleKind::Text || m_pickle[*module].kind != PickleKind::Text)
            return starved();
        return pushName(m_pickle[*module].text, m_pickle[*name].text);
    }
    case BinPersId:
        return pushTaken(PickleKind::Persistent, popTuple(1));
    case Build: {
        const auto state = pop();
        if (!state || available() == 0)
            return starved();
        // Dictionaries have a state too (PyTorch's _metadata), which says nothing that is needed.
        m_pickle.m_values[m_stack.back()].state = *state;
        return true;
    }
    case NewObjEx: {
        if (!pop()) // keyword arguments
            return starved();
        [[fallthrough]];
    }
    default: {
        const auto arguments = pop();
        const auto callable = pop();
        return makeRecord(arguments, callable);
    }
    }
}

bool PickleReader::takeMemo(unsigned char opcode)
{
    const bool isShort = opcode == BinGet || opcode == BinPut;
    const auto key = opcode == Memoize ? std::optional<std::uint64_t>(m_memo.size()) : number(isShort ? 1 : 4);
    if (!key)
        return problem("it is cut off");
    if (opcode == BinGet || opcode == LongBinGet) {
        const auto found = m_memo.find(*key);
        if (found == m_memo.end())
            return problem("it refers to a value that was never kept");
        m_stack.push_back(found->second);
        return true;
    }
    if (available() == 0)
        return starved();
    if (m_memo.size() == maxValues)
        return problem("it keeps more than " + std::to_string(maxValues) + " values");
    m_memo[*key] = m_stack.back();
    return true;
}

} // namespace reward
