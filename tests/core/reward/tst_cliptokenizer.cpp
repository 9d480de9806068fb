#include "core/reward/cliptokenizer.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include "tests/support/golden.h"

class TestClipTokenizer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void publishedVectors_data();
    void publishedVectors();
    void references_data();
    void references();
    void overlong();
    void notUtf8_data();
    void notUtf8();
    void hostileLengths();
};

namespace {

using Ids = std::vector<std::int32_t>;

Ids fromJson(const QJsonValue &array)
{
    Ids ids;
    for (const QJsonValue &id : array.toArray())
        ids.push_back(id.toInt());
    return ids;
}

QString toString(const Ids &ids)
{
    QStringList texts;
    for (const std::int32_t id : ids)
        texts += QString::number(id);
    return texts.join(QLatin1Char(' '));
}

const std::pair<reward::ClipTextStyle, QLatin1String> styles[]{
    {reward::ClipTextStyle::OpenAi, QLatin1String("openai")},
    {reward::ClipTextStyle::OpenClip, QLatin1String("openclip")},
    {reward::ClipTextStyle::HuggingFace, QLatin1String("huggingface")}};

const reward::ClipTokenizer &tokenizer()
{
    return reward::ClipTokenizer::shared();
}

} // namespace

void TestClipTokenizer::publishedVectors_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<QString>("openAi");
    QTest::addColumn<QString>("huggingFace"); // empty: the same
    const auto row = [](const char *text, const char *openAi, const char *huggingFace = "") {
        QTest::newRow(text) << std::string(text) << QString::fromLatin1(openAi) << QString::fromLatin1(huggingFace);
    };
    row("a photo of a cat", "320 1125 539 320 2368");
    row("A photo of a CAT!!", "320 1125 539 320 2368 748");
    row("hello world, it's 2024", "3306 1002 267 585 568 273 271 273 275");
    row("  spaced\tout\n\ntext ", "10336 538 620 4160");
    row("café naïve — “quoted”", "15304 1097 35689 563 2005 257 27706 257",
        "15304 1097 35689 563 2005 728 506 27706 728 507");
    row("&lt;b&gt; &amp;amp; x", "283 321 285 261 343", "261 3333 282 321 261 4725 282 261 6259 282 6259 282 343");
    row("😀 emoji", "7334 16327");
    row("你好", "47466 254 29290 377");
    row("3.14159 x10^5", "274 269 272 275 272 276 280 343 272 271 317 276");
    row("don't WE'LL they're", "847 713 649 1342 889 982");
    row("a", "320");
}

void TestClipTokenizer::publishedVectors()
{
    QFETCH(std::string, text);
    QFETCH(QString, openAi);
    QFETCH(QString, huggingFace);
    QCOMPARE(toString(tokenizer().ids(text, reward::ClipTextStyle::OpenAi)), openAi);
    QCOMPARE(toString(tokenizer().ids(text, reward::ClipTextStyle::OpenClip)), openAi);
    QCOMPARE(toString(tokenizer().ids(text, reward::ClipTextStyle::HuggingFace)),
             huggingFace.isEmpty() ? openAi : huggingFace);
}

void TestClipTokenizer::references_data()
{
    QTest::addColumn<QJsonObject>("golden");
    const QJsonArray texts = support::goldenFile(QStringLiteral("clip_tokens.json"))[QLatin1String("texts")].toArray();
    QVERIFY(texts.size() >= 100);
    for (int i = 0; i < texts.size(); ++i)
        QTest::addRow("%d %s", i, qPrintable(texts[i][QLatin1String("text")].toString().left(40)))
            << texts[i].toObject();
}

void TestClipTokenizer::references()
{
    QFETCH(QJsonObject, golden);
    const std::string text = golden[QLatin1String("text")].toString().toStdString();
    for (const auto &[style, name] : styles) {
        const Ids expected = fromJson(golden[name]);
        QCOMPARE(toString(tokenizer().ids(text, style)), toString(expected));

        Ids whole{49406};
        whole.insert(whole.end(), expected.begin(), expected.end());
        whole.push_back(49407);
        const auto sequence = tokenizer().sequence(text, style);
        QVERIFY(sequence);
        QCOMPARE(sequence->size(), std::size_t(77));
        if (golden.contains(QLatin1String("sequences"))) {
            QCOMPARE(toString(*sequence), toString(fromJson(golden[QLatin1String("sequences")][name])));
        } else {
            whole.resize(77, style == reward::ClipTextStyle::HuggingFace ? 49407 : 0);
            QCOMPARE(toString(*sequence), toString(whole));
        }
    }
}

void TestClipTokenizer::overlong()
{
    std::string fits = "a";
    for (int i = 1; i < 75; ++i)
        fits += " a";
    const std::string tooLong = fits + " a";
    for (const auto &[style, name] : styles) {
        QVERIFY(tokenizer().sequence(fits, style, 77, false));
        QCOMPARE(tokenizer().sequence(tooLong, style, 77, true)->back(), 49407);
    }
    const auto openAi = tokenizer().sequence(tooLong, reward::ClipTextStyle::OpenAi, 77, false);
    QVERIFY(!openAi);
    QCOMPARE(openAi.error().code, std::string("text.long"));
    QCOMPARE(openAi.error().message, std::string("the text has 78 tokens with start and end, more than 77"));
    QVERIFY(!tokenizer().sequence(tooLong, reward::ClipTextStyle::HuggingFace, 77, false));
    // open_clip has no choice.
    QVERIFY(tokenizer().sequence(tooLong, reward::ClipTextStyle::OpenClip, 77, false));
    QCOMPARE(toString(*tokenizer().sequence("a b c d", reward::ClipTextStyle::OpenAi, 4)),
             QStringLiteral("49406 320 321 49407"));
}

void TestClipTokenizer::notUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("cut off") << QByteArray("caf\xc3");
    QTest::newRow("stray continuation") << QByteArray("a\x80z");
    QTest::newRow("overlong slash") << QByteArray("\xc0\xaf");
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80");
    QTest::newRow("beyond Unicode") << QByteArray("\xf4\x90\x80\x80");
    QTest::newRow("Latin-1") << QByteArray("caf\xe9 au lait");
}

void TestClipTokenizer::notUtf8()
{
    QFETCH(QByteArray, bytes);
    for (const auto &[style, name] : styles) {
        const auto sequence = tokenizer().sequence(bytes.toStdString(), style);
        QVERIFY(!sequence);
        QCOMPARE(sequence.error().code, std::string("text.form"));
    }
}

void TestClipTokenizer::hostileLengths()
{
    // Time grows with the length and not with its square: each of these would take minutes.
    std::string nested = "&";
    for (int i = 0; i < 60'000; ++i)
        nested += "amp;";
    for (const std::string &text :
         {std::string(300'000, 'a'), std::string(300'000, '!'), std::string(300'000, '&'), nested}) {
        for (const auto &[style, name] : styles)
            QVERIFY(tokenizer().sequence(text, style));
    }
}

QTEST_APPLESS_MAIN(TestClipTokenizer)
#include "tst_cliptokenizer.moc"
