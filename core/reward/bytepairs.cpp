#include "core/reward/bytepairs.h"

#include <functional>
#include <queue>

#include "core/reward/clipvocabulary.h"

namespace reward {

namespace {

/// Symbols of a word as a doubly linked list in an array: a merge takes its right one out.
struct Symbol
{
    std::int32_t id = 0;
    std::int32_t previous = -1;
    std::int32_t next = -1;
};

/// Two neighbours that could be merged when this was noted. Later merges have higher ids, so that the id is the rank.
struct Pair
{
    std::int32_t merged = 0;
    std::int32_t left = 0; ///< place in the array
    std::int32_t leftId = 0;
    std::int32_t rightId = 0;

    bool operator>(const Pair &other) const
    {
        return merged != other.merged ? merged > other.merged : left > other.left;
    }
};

class Word
{
public:
    Word(std::string_view word, const ClipVocabulary &vocabulary)
        : m_vocabulary(vocabulary)
        , m_symbols(word.size())
    {
        const auto last = std::int32_t(word.size()) - 1;
        for (std::int32_t i = 0; i <= last; ++i)
            m_symbols[std::size_t(i)] = {vocabulary.byteSymbol(std::uint8_t(word[std::size_t(i)]), i == last), i - 1,
                                         i == last ? -1 : i + 1};
        for (std::int32_t i = 0; i < last; ++i)
            note(i);
    }

    /// The places that remain are the list from the first on: a merge keeps its left one.
    void merge()
    {
        while (!m_pairs.empty()) {
            const Pair pair = m_pairs.top();
            m_pairs.pop();
            Symbol &left = at(pair.left);
            if (left.id != pair.leftId || left.next < 0 || at(left.next).id != pair.rightId)
                continue; // one of them was merged meanwhile
            Symbol &right = at(left.next);
            left.id = pair.merged;
            left.next = right.next;
            right.id = ClipVocabulary::none;
            if (left.next >= 0)
                at(left.next).previous = pair.left;
            if (left.previous >= 0)
                note(left.previous);
            if (left.next >= 0)
                note(pair.left);
        }
    }

    void append(std::vector<std::int32_t> &ids) const
    {
        for (std::int32_t i = 0; i >= 0; i = m_symbols[std::size_t(i)].next)
            ids.push_back(m_symbols[std::size_t(i)].id);
    }

private:
    Symbol &at(std::int32_t place) { return m_symbols[std::size_t(place)]; }

    void note(std::int32_t left)
    {
        const std::int32_t leftId = at(left).id;
        const std::int32_t rightId = at(at(left).next).id;
        const std::int32_t merged = m_vocabulary.merged(leftId, rightId);
        if (merged != ClipVocabulary::none)
            m_pairs.push({merged, left, leftId, rightId});
    }

    const ClipVocabulary &m_vocabulary;
    std::vector<Symbol> m_symbols;
    std::priority_queue<Pair, std::vector<Pair>, std::greater<>> m_pairs;
};

} // namespace

void appendBytePairs(std::vector<std::int32_t> &ids, std::string_view word, const ClipVocabulary &vocabulary)
{
    Word symbols(word, vocabulary);
    symbols.merge();
    symbols.append(ids);
}

} // namespace reward
