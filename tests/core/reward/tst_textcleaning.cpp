#include "core/reward/textcleaning.h"

#include <QTest>

/// Expected values are those of ftfy 6.3.1 and of the tokenizers' normalizers.
class TestTextCleaning : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fixed_data();
    void fixed();
    void cleanedForClip();
    void normalizedForHuggingFace();
};

void TestTextCleaning::fixed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("fixed");
    const auto row = [](const char *text, const char *fixed) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(fixed);
    };
    row("“double” ‘single’ ʼn ŉ", "\"double\" 'single' 'n 'n");
    row("ﬁre ﬂow oﬃce Ĳ ǆ", "fire flow office IJ dž");
    row("ＦＵＬＬ　ｗｉｄｔｈ ﾊﾝｶｸ", "FULL width ハンカク");
    row("a\r\nb\rc\u2028d", "a\nb\nc\nd");
    row("\x1b[31mred\x1b[0m \x1b[rest\x07", "red est");
    row("\ufeffmark \ufffcobject", "mark object");
    row("e\u0301", "é");
    row("&amp;amp;eacute;", "é");
    row("one &amp; two\n<b>&amp;</b>\nthree &amp;", "one & two\n<b>&amp;</b>\nthree &amp;");
    row("\u0091quoted\u0092 \u0080", "'quoted' €");
}

void TestTextCleaning::fixed()
{
    QFETCH(QString, text);
    QFETCH(QString, fixed);
    QCOMPARE(QString::fromStdU32String(reward::fixText(text.toStdU32String())), fixed);
}

void TestTextCleaning::cleanedForClip()
{
    QCOMPARE(reward::cleanClipText(U"  A\t\n &amp;LT; \u00a0ΟΔΟΣ  "), U"a < οδος");
}

void TestTextCleaning::normalizedForHuggingFace()
{
    // Entities and quotes stay; no final sigma.
    QCOMPARE(reward::normalizeHuggingFace(U"  A\t\n &amp; “e\u0301” ΟΔΟΣ İ "), U" a &amp; “é” οδοσ i\u0307 ");
}

QTEST_APPLESS_MAIN(TestTextCleaning)
#include "tst_textcleaning.moc"
