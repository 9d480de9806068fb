#include "core/reward/htmlentities.h"

#include <QTest>

/// Expected values are those of Python 3.11's html.unescape and ftfy 6.3.1's unescape_html.
class TestHtmlEntities : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unescaped_data();
    void unescaped();
};

void TestHtmlEntities::unescaped_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("strict");
    const auto row = [](const char *text, const char *html, const char *strict) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(html) << QString::fromUtf8(strict);
    };
    row("a &amp; b &lt;c&gt;", "a & b <c>", "a & b <c>");
    row("&ampx &notit; &notin;", "&x ¬it; ∉", "&ampx &notit; ∉");
    row("&#233;&#xE9;&#XE9; &#233 &#xe9z", "ééé é éz", "ééé &#233 &#xe9z");
    row("&#128; &#0; &#xD800; &#1114112; &#1;", "€ � � � ", "€ � � � ");
    row("&EACUTE; &SZLIG; &nTILDE;", "&EACUTE; &SZLIG; &nTILDE;", "É SS &nTILDE;");
    row("&GTRSIM;", ">RSIM;", "&GTRSIM;");
    row("&#59; &#12ab;", "; \fab;", "&#59; &#12ab;");
    row("& &; &# &#; &#x; &x", "& &; &# &#; &#x; &x", "& &; &# &#; &#x; &x");
    row("&CounterClockwiseContourIntegral;", "∳", "&CounterClockwiseContourIntegral;");
    row("&fjlig;", "fj", "fj");
    row("&#99999999999999999999;", "�", "�");
}

void TestHtmlEntities::unescaped()
{
    QFETCH(QString, text);
    QFETCH(QString, html);
    QFETCH(QString, strict);
    QCOMPARE(QString::fromStdU32String(reward::unescapeHtml(text.toStdU32String())), html);
    QCOMPARE(QString::fromStdU32String(reward::unescapeHtmlStrictly(text.toStdU32String())), strict);
}

QTEST_APPLESS_MAIN(TestHtmlEntities)
#include "tst_htmlentities.moc"
