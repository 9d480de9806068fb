#include "core/reward/bytepairs.h"

#include <algorithm>
#include <random>

#include <QTest>

#include "core/reward/clipvocabulary.h"

using Ids = std::vector<std::int32_t>;

namespace {

Ids pairsOf(const std::string &word)
{
    Ids ids;
    reward::appendBytePairs(ids, word, reward::ClipVocabulary::shared());
    return ids;
}

/// The reference's way: looks for the pair of lowest rank and merges it everywhere, from left to right, until there is
/// none. Takes the square of the length.
Ids slowly(const std::string &word)
{
    const reward::ClipVocabulary &vocabulary = reward::ClipVocabulary::shared();
    Ids ids;
    for (std::size_t i = 0; i < word.size(); ++i)
        ids.push_back(vocabulary.byteSymbol(std::uint8_t(word[i]), i + 1 == word.size()));
    while (true) {
        std::int32_t lowest = reward::ClipVocabulary::none;
        Ids pair;
        for (std::size_t i = 0; i + 1 < ids.size(); ++i) {
            const std::int32_t merged = vocabulary.merged(ids[i], ids[i + 1]);
            if (merged != reward::ClipVocabulary::none && (pair.empty() || merged < lowest)) {
                lowest = merged;
                pair = {ids[i], ids[i + 1]};
            }
        }
        if (pair.empty())
            return ids;
        Ids next;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const bool isPair = i + 1 < ids.size() && ids[i] == pair[0] && ids[i + 1] == pair[1];
            next.push_back(isPair ? lowest : ids[i]);
            i += isPair ? 1 : 0;
        }
        ids = next;
    }
}

QString toString(const Ids &ids)
{
    QStringList texts;
    for (const std::int32_t id : ids)
        texts += QString::number(id);
    return texts.join(QLatin1Char(' '));
}

} // namespace

class TestBytePairs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Words of the tokenizer's published vectors.
    void publishedWords_data()
    {
        QTest::addColumn<std::string>("word");
        QTest::addColumn<QString>("ids");
        const auto row = [](const char *word, const char *ids) {
            QTest::newRow(word) << std::string(word) << QString::fromLatin1(ids);
        };
        row("a", "320");
        row("cat", "2368");
        row("!!", "748");
        row("emoji", "16327");
        row("😀", "7334");
        row("café", "15304");
        row("naïve", "1097 35689 563");
        row("你好", "47466 254 29290 377");
        row("'ll", "1342");
    }

    void publishedWords()
    {
        QFETCH(std::string, word);
        QFETCH(QString, ids);
        QCOMPARE(toString(pairsOf(word)), ids);
    }

    void idsAreAppended()
    {
        Ids ids{7};
        reward::appendBytePairs(ids, "cat", reward::ClipVocabulary::shared());
        QCOMPARE(ids, (Ids{7, 2368}));
    }

    /// Runs of one letter are where the order of equal pairs shows; few letters make many merges that compete.
    void agreesWithTheReferencesLoop()
    {
        for (std::size_t length = 1; length <= 40; ++length) {
            for (const char letter : {'a', 'e', '!', '\xf0'}) {
                const std::string run(length, letter);
                QCOMPARE(toString(pairsOf(run)), toString(slowly(run)));
            }
        }
        std::mt19937 random(5); // NOLINT: the same words each time
        for (const std::string letters : {"ea", "theing", "abcdefghijklmnopqrstuvwxyz", "\xf0\x9f\x98\x80\xe2\x80"}) {
            for (int i = 0; i < 300; ++i) {
                std::string word(1 + random() % 30, ' ');
                std::generate(word.begin(), word.end(), [&] { return letters[random() % letters.size()]; });
                QCOMPARE(toString(pairsOf(word)), toString(slowly(word)));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestBytePairs)
#include "tst_bytepairs.moc"
