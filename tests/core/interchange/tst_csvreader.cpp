#include "core/interchange/csvreader.h"

#include <QBuffer>
#include <QtTest>

using interchange::CsvReader;

namespace {

/// All rows; an error row shows as its message in angle brackets with its line.
QList<QStringList> readAll(const QByteArray &bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    CsvReader reader(buffer);
    QList<QStringList> rows;
    QStringList fields;
    while (true) {
        const auto more = reader.next(fields);
        if (!more)
            rows.append({QStringLiteral("<%1>%2").arg(more.error().line).arg(more.error().message)});
        else if (!*more)
            return rows;
        else
            rows.append(fields);
    }
}

QStringList row(std::initializer_list<const char *> fields)
{
    QStringList list;
    for (const char *field : fields)
        list.append(QString::fromUtf8(field));
    return list;
}

} // namespace

class TestCsvReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QList<QStringList>>("rows");
        using Rows = QList<QStringList>;
        QTest::newRow("plain") << QByteArray("a,b\n1,2\n") << Rows{row({"a", "b"}), row({"1", "2"})};
        QTest::newRow("byte-order mark") << QByteArray("\xef\xbb\xbf"
                                                       "a\n")
                                         << Rows{row({"a"})};
        QTest::newRow("quotes") << QByteArray("\"a,\"\"b\"\"\",\"\"\n") << Rows{row({"a,\"b\"", ""})};
        QTest::newRow("line break in quotes") << QByteArray("\"a\nb\r\nc\",d\n") << Rows{row({"a\nb\r\nc", "d"})};
        QTest::newRow("CRLF and CR") << QByteArray("a,b\r\nc,d\re,f")
                                     << Rows{row({"a", "b"}), row({"c", "d"}), row({"e", "f"})};
        QTest::newRow("empty lines") << QByteArray("a\n\n\r\nb\n") << Rows{row({"a"}), row({"b"})};
        QTest::newRow("empty fields") << QByteArray(",\n,,\n") << Rows{row({"", ""}), row({"", "", ""})};
        QTest::newRow("umlauts") << QByteArray("größe,日本\n") << Rows{row({"größe", "日本"})};
        QTest::newRow("nothing") << QByteArray() << Rows{};
        QTest::newRow("formula stays") << QByteArray("=1+1,@x\n") << Rows{row({"=1+1", "@x"})};
    }

    void reads()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QList<QStringList>, rows);
        QCOMPARE(readAll(bytes), rows);
    }

    void badRowsAreToldAndPassedOver_data()
    {
        QTest::addColumn<QByteArray>("bad");
        QTest::addColumn<QString>("message");
        QTest::newRow("NUL") << QByteArray("x\0y\n", 4) << QStringLiteral("NUL");
        QTest::newRow("not UTF-8") << QByteArray("x\xff\xfe\n") << QStringLiteral("UTF-8");
        QTest::newRow("cut UTF-8") << QByteArray("x\xe2\x82\n") << QStringLiteral("UTF-8");
        QTest::newRow("behind a quote") << QByteArray("\"x\"y\n") << QStringLiteral("closing quote");
        QTest::newRow("quote inside") << QByteArray("x\"y\n") << QStringLiteral("quote inside");
        QTest::newRow("long field") << QByteArray(CsvReader::maxFieldBytes + 1, 'x') + '\n'
                                    << QStringLiteral("longer than");
        QTest::newRow("many fields") << QByteArray(CsvReader::maxFields + 1, ',') + '\n' << QStringLiteral("fields");
    }

    void badRowsAreToldAndPassedOver()
    {
        QFETCH(QByteArray, bad);
        QFETCH(QString, message);
        const QList<QStringList> rows = readAll("first\n" + bad + "third\n");
        QCOMPARE(rows.size(), 3);
        QVERIFY2(rows[1].first().startsWith(QStringLiteral("<2>")), qPrintable(rows[1].first()));
        QVERIFY2(rows[1].first().contains(message), qPrintable(rows[1].first()));
        QCOMPARE(rows[2], row({"third"}));
    }

    void anOpenQuoteNamesTheLineWhereItStarts()
    {
        const QList<QStringList> rows = readAll("a\n\"b\nc\nd\n");
        QCOMPARE(rows.size(), 2);
        QVERIFY(rows[1].first().startsWith(QStringLiteral("<2>")));
        QVERIFY(rows[1].first().contains(QStringLiteral("never closed")));
    }

    void linesCountThroughQuotedBreaks()
    {
        QBuffer buffer;
        buffer.setData("\"a\r\nb\rc\nd\"\nsecond\n");
        buffer.open(QIODevice::ReadOnly);
        CsvReader reader(buffer);
        QStringList fields;
        QVERIFY(*reader.next(fields));
        QCOMPARE(reader.line(), 1);
        QVERIFY(*reader.next(fields));
        QCOMPARE(reader.line(), 5);
    }

    void rowsCrossBuffers()
    {
        const QByteArray cell(1000, 'c');
        QByteArray bytes;
        for (int i = 0; i < 1000; ++i)
            bytes += "\"" + cell + "\"," + QByteArray::number(i) + "\r\n";
        const QList<QStringList> rows = readAll(bytes);
        QCOMPARE(rows.size(), 1000);
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(rows[i], (QStringList{QString::fromLatin1(cell), QString::number(i)}));
    }
};

QTEST_GUILESS_MAIN(TestCsvReader)
#include "tst_csvreader.moc"
