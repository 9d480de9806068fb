#include "core/reward/unicodetext.h"

#include <QTest>

using namespace std::string_literals;

class TestUnicodeText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void utf8()
    {
        QVERIFY(reward::fromUtf8("") == U""s);
        QVERIFY(reward::fromUtf8("aé你😀") == U"aé你😀"s);
        for (const char *const broken :
             {"caf\xc3", "a\x80z", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "caf\xe9 au lait"})
            QVERIFY(!reward::fromUtf8(broken));
        QVERIFY(reward::fromUtf8Replacing("a\x80z") == U"a\uFFFDz"s);
        QVERIFY(reward::fromUtf8Replacing("caf\xc3") == U"caf\uFFFD"s);
        std::string text;
        for (const char32_t character : U"aé你😀"s)
            reward::appendUtf8(text, character);
        QCOMPARE(text, "aé你😀"s);
    }

    void normalForms()
    {
        QVERIFY(reward::toNfc(U"e\u0301"s) == U"é"s);
        QVERIFY(reward::toNfc(U"\uFB01"s) == U"\uFB01"s); // a ligature stays
        QVERIFY(reward::toNfkc(U'\uFB01') == U"fi"s);
        QVERIFY(reward::toNfkc(U'\uFF21') == U"A"s); // full width
    }

    /// "ΟΔΟΣ".lower() and "İ".lower() in Python; chars().flat_map(char::to_lowercase) in Rust.
    void lowerCase()
    {
        QVERIFY(reward::toLower(U"ΟΔΟΣ"s) == U"οδος"s);
        QVERIFY(reward::toLowerEach(U"ΟΔΟΣ"s) == U"οδοσ"s);
        QVERIFY(reward::toLower(U"İ"s) == U"i\u0307"s);
        QVERIFY(reward::toLowerEach(U"İ"s) == U"i\u0307"s);
        QVERIFY(reward::toUpper(U"ß"s) == U"SS"s);
    }

    void properties()
    {
        QVERIFY(reward::isLetter(U'a') && reward::isLetter(U'é') && reward::isLetter(U'你') && !reward::isLetter(U'1'));
        QVERIFY(!reward::isLetter(U'\u0301')); // a mark
        QVERIFY(reward::isNumber(U'7') && reward::isNumber(U'½') && reward::isNumber(U'Ⅷ') && !reward::isNumber(U'a'));
        QVERIFY(reward::isDecimalDigit(U'7') && reward::isDecimalDigit(U'٣') && !reward::isDecimalDigit(U'½'));
        for (const char32_t space : U" \t\n\x85"
                                    U"\u00A0\u2028\u3000"s)
            QVERIFY(reward::isWhiteSpace(space) && reward::isPythonSpace(space));
        for (const char32_t separator : std::u32string{0x1C, 0x1D, 0x1E, 0x1F})
            QVERIFY(!reward::isWhiteSpace(separator) && reward::isPythonSpace(separator));
        QVERIFY(!reward::isPythonSpace(U'\u200B')); // of no width
    }
};

QTEST_APPLESS_MAIN(TestUnicodeText)
#include "tst_unicodetext.moc"
