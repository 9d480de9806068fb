#include "core/reward/clipvocabulary.h"

#include <set>

#include <QTest>

using reward::ClipVocabulary;

class TestClipVocabulary : public QObject
{
    Q_OBJECT

    const ClipVocabulary &m_vocabulary = ClipVocabulary::shared();

    /// Of ASCII text, its last symbol at the end of a word where `atEnd` says so.
    std::int32_t symbol(char character, bool atEnd = false) const
    {
        return m_vocabulary.byteSymbol(std::uint8_t(character), atEnd);
    }

private Q_SLOTS:
    /// The order in which the tokenizer's bytes_to_unicode lists them: printable ones first.
    void byteSymbols_data()
    {
        QTest::addColumn<int>("byte");
        QTest::addColumn<int>("id");
        QTest::newRow("first printable") << 33 << 0;
        QTest::newRow("a") << int('a') << 64;
        QTest::newRow("last of ASCII") << 126 << 93;
        QTest::newRow("first of Latin-1") << 161 << 94;
        QTest::newRow("before the soft hyphen") << 172 << 105;
        QTest::newRow("after the soft hyphen") << 174 << 106;
        QTest::newRow("last printable") << 255 << 187;
        QTest::newRow("first of the rest") << 0 << 188;
        QTest::newRow("space") << 32 << 220;
        QTest::newRow("delete") << 127 << 221;
        QTest::newRow("after delete") << 128 << 222;
        QTest::newRow("no-break space") << 160 << 254;
        QTest::newRow("soft hyphen") << 173 << 255;
    }

    void byteSymbols()
    {
        QFETCH(int, byte);
        QFETCH(int, id);
        QCOMPARE(m_vocabulary.byteSymbol(std::uint8_t(byte), false), id);
        QCOMPARE(m_vocabulary.byteSymbol(std::uint8_t(byte), true), id + 256);
    }

    void everyByteHasSymbolsOfItsOwn()
    {
        std::set<std::int32_t> ids;
        for (int byte = 0; byte < 256; ++byte) {
            ids.insert(m_vocabulary.byteSymbol(std::uint8_t(byte), false));
            ids.insert(m_vocabulary.byteSymbol(std::uint8_t(byte), true));
        }
        QCOMPARE(ids.size(), std::size_t(512));
        QCOMPARE(*ids.begin(), 0);
        QCOMPARE(*ids.rbegin(), ClipVocabulary::firstMerge - 1);
    }

    /// As the lines of bpe_simple_vocab_16e6.txt stand: number n, counted from 0 after the heading, makes 512 + n.
    void mergesAreNumberedAsInTheFile()
    {
        QCOMPARE(m_vocabulary.merged(symbol('i'), symbol('n')), 512);
        QCOMPARE(m_vocabulary.merged(symbol('t'), symbol('h')), 513);
        QCOMPARE(m_vocabulary.merged(symbol('e'), symbol('r')), 517);
        QCOMPARE(m_vocabulary.merged(513, symbol('e', true)), 518); // th e</w>
        QCOMPARE(m_vocabulary.merged(512, symbol('g', true)), 519); // in g</w>
        QCOMPARE(m_vocabulary.merged(symbol('!'), symbol('!', true)), 748);
    }

    void whatTheFileDoesNotListIsNotMerged()
    {
        QCOMPARE(m_vocabulary.merged(symbol('q'), symbol('z')), ClipVocabulary::none);
        QCOMPARE(m_vocabulary.merged(symbol('t', true), symbol('h')), ClipVocabulary::none); // nothing follows an end
        QCOMPARE(m_vocabulary.merged(ClipVocabulary::startOfText, ClipVocabulary::endOfText), ClipVocabulary::none);
        QCOMPARE(m_vocabulary.merged(ClipVocabulary::none, symbol('h')), ClipVocabulary::none);
    }

    void mergesOfBytesHaveIdsOfTheirOwn()
    {
        std::set<std::int32_t> made;
        for (std::int32_t a = 0; a < 512; ++a) {
            for (std::int32_t b = 0; b < 512; ++b) {
                const std::int32_t id = m_vocabulary.merged(a, b);
                if (id == ClipVocabulary::none)
                    continue;
                QVERIFY(a < 256); // an end of a word is never on the left
                QVERIFY(id >= ClipVocabulary::firstMerge && id < ClipVocabulary::startOfText);
                QVERIFY2(made.insert(id).second, qPrintable(QString::number(id)));
            }
        }
        QVERIFY(made.size() > 1000);
    }
};

QTEST_APPLESS_MAIN(TestClipVocabulary)
#include "tst_clipvocabulary.moc"
