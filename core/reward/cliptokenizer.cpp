#include "core/reward/cliptokenizer.h"

#include <array>
#include <optional>
#include <string>

#include "core/reward/bytepairs.h"
#include "core/reward/clipvocabulary.h"
#include "core/reward/textcleaning.h"
#include "core/reward/unicodetext.h"

namespace reward {

namespace {

/// Start and end as the style spells them.
std::array<std::u32string_view, 2> specials(ClipTextStyle style)
{
    if (style == ClipTextStyle::OpenClip)
        return {U"<start_of_text>", U"<end_of_text>"};
    return {U"<|startoftext|>", U"<|endoftext|>"};
}

/// The longest beginning of the cleaned text that is one token before byte pairs are made: the pattern
/// `special|special|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+`, its first alternative that matches.
class Scanner
{
public:
    Scanner(std::u32string text, ClipTextStyle style)
        : m_text(std::move(text))
        , m_specials(specials(style))
        , m_foldsCase(style != ClipTextStyle::HuggingFace)
        , m_specialsEverywhere(style == ClipTextStyle::HuggingFace)
    {
    }

    /// Ids of everything, specials included.
    std::vector<std::int32_t> run()
    {
        const ClipVocabulary &vocabulary = ClipVocabulary::shared();
        std::vector<std::int32_t> ids;
        while (m_at < m_text.size()) {
            if (const std::optional<std::int32_t> special = takeSpecial()) {
                ids.push_back(*special);
                continue;
            }
            const std::size_t length = wordLength();
            if (length == 0) { // white space
                ++m_at;
                continue;
            }
            std::string word;
            for (std::size_t i = 0; i < length; ++i)
                appendUtf8(word, m_text[m_at + i]);
            appendBytePairs(ids, word, vocabulary);
            m_at += length;
        }
        return ids;
    }

private:
    /// The references' patterns ignore case: ſ is the one character of lower case that equals another, s.
    bool matches(std::size_t at, std::u32string_view literal) const
    {
        constexpr char32_t longS = 0x17f;
        if (m_text.size() - at < literal.size())
            return false;
        for (std::size_t i = 0; i < literal.size(); ++i) {
            const char32_t character = m_text[at + i];
            if (character != literal[i] && !(m_foldsCase && character == longS && literal[i] == U's'))
                return false;
        }
        return true;
    }

    std::optional<std::int32_t> takeSpecial()
    {
        for (std::size_t i = 0; i < m_specials.size(); ++i) {
            if (m_text.compare(m_at, m_specials[i].size(), m_specials[i]) == 0) {
                m_at += m_specials[i].size();
                return i == 0 ? ClipVocabulary::startOfText : ClipVocabulary::endOfText;
            }
        }
        return std::nullopt;
    }

    bool isOther(char32_t c) const { return !isWhiteSpace(c) && !isLetter(c) && !isNumber(c); }

    bool isSpecialAt(std::size_t at) const
    {
        return m_text[at] == U'<' && (matches(at, m_specials[0]) || matches(at, m_specials[1]));
    }

    /// 0 at white space.
    std::size_t wordLength() const
    {
        for (const std::u32string_view literal : m_specials) {
            if (matches(m_at, literal)) // with ſ: found by the pattern, but no special token
                return literal.size();
        }
        for (const std::u32string_view literal : {U"'s", U"'t", U"'re", U"'ve", U"'m", U"'ll", U"'d"}) {
            if (matches(m_at, literal))
                return literal.size();
        }
        std::size_t end = m_at;
        const char32_t first = m_text[m_at];
        if (isLetter(first)) {
            while (end < m_text.size() && isLetter(m_text[end]))
                ++end;
        } else if (isNumber(first)) {
            ++end;
        } else {
            // Hugging Face splits at specials before; the others' pattern runs over one that follows a sign.
            while (end < m_text.size() && isOther(m_text[end]) && !(m_specialsEverywhere && isSpecialAt(end)))
                ++end;
        }
        return end - m_at;
    }

    std::u32string m_text;
    std::array<std::u32string_view, 2> m_specials;
    bool m_foldsCase;
    bool m_specialsEverywhere;
    std::size_t m_at = 0;
};

std::vector<std::int32_t> tokenized(const std::u32string &text, ClipTextStyle style)
{
    return Scanner(style == ClipTextStyle::HuggingFace ? normalizeHuggingFace(text) : cleanClipText(text), style).run();
}

} // namespace

const ClipTokenizer &ClipTokenizer::shared()
{
    ClipVocabulary::shared();
    static const ClipTokenizer tokenizer;
    return tokenizer;
}

std::vector<std::int32_t> ClipTokenizer::ids(std::string_view utf8, ClipTextStyle style) const
{
    return tokenized(fromUtf8Replacing(utf8), style);
}

Result<std::vector<std::int32_t>> ClipTokenizer::sequence(std::string_view utf8, ClipTextStyle style, int context,
                                                          bool truncate) const
{
    const std::optional<std::u32string> text = fromUtf8(utf8);
    if (!text)
        return fail("text.form", "the text is not UTF-8");
    const std::vector<std::int32_t> words = tokenized(*text, style);
    const std::size_t most = std::size_t(context) - 2;
    if (words.size() > most && !truncate && style != ClipTextStyle::OpenClip)
        return fail("text.long", "the text has " + std::to_string(words.size() + 2)
                                     + " tokens with start and end, more than " + std::to_string(context));
    std::vector<std::int32_t> sequence{ClipVocabulary::startOfText};
    sequence.insert(sequence.end(), words.begin(), words.begin() + std::ptrdiff_t(std::min(words.size(), most)));
    sequence.push_back(ClipVocabulary::endOfText);
    sequence.resize(std::size_t(context), style == ClipTextStyle::HuggingFace ? ClipVocabulary::endOfText : 0);
    return sequence;
}

} // namespace reward
