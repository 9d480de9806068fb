#include "core/interchange/tablewriter.h"

#include <cmath>

#include <QFile>
#include <QtTest>

#include "tests/support/studies.h"

using interchange::TableWriter;

class TestTableWriter : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;

    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<missing>");
    }

    static void writeRow(TableWriter &out)
    {
        out.text(QStringLiteral("=a, \"b\"\nc"));
        out.integer(-7);
        out.number(0.1);
        out.number(QStringLiteral("12.80"));
        out.flag(true);
        out.time(1769860800123);
        out.list({QStringLiteral("x"), QStringLiteral("y")});
        out.unknown();
        out.endRow();
    }

    static QStringList columns() { return QStringLiteral("t,i,n,p,f,w,l,u").split(QLatin1Char(',')); }

private Q_SLOTS:
    void writesCsv()
    {
        const QString path = m_folder.file(QStringLiteral("a.csv"));
        auto out = support::must(TableWriter::create(path, columns(), TableWriter::Formulas::Plain));
        writeRow(out);
        SUPPORT_OK(out.commit());
        QCOMPARE(out.rows(), 1);
        QCOMPARE(contentOf(path),
                 QByteArray("t,i,n,p,f,w,l,u\n\"=a, \"\"b\"\"\nc\",-7,0.1,12.80,1,2026-01-31T12:00:00.123Z,x;y,\n"));
    }

    void writesJsonLines()
    {
        const QString path = m_folder.file(QStringLiteral("a.jsonl"));
        auto out = support::must(TableWriter::create(path, columns(), TableWriter::Formulas::Neutral));
        writeRow(out);
        SUPPORT_OK(out.commit());
        QCOMPARE(
            contentOf(path),
            QByteArray(
                "{\"t\":\"=a, \\\"b\\\"\\nc\",\"i\":-7,\"n\":0.1,\"p\":12.80,\"f\":true,\"w\":\"2026-01-31T12:00:00.123Z\","
                "\"l\":[\"x\",\"y\"],\"u\":null}\n"));
    }

    void neutralisesFormulasOnRequest()
    {
        const QString path = m_folder.file(QStringLiteral("f.csv"));
        auto out = support::must(TableWriter::create(
            path, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}, TableWriter::Formulas::Neutral));
        out.text(QStringLiteral("=cmd|' /C calc'!A0"));
        out.text(QStringLiteral("@x"));
        out.integer(-3); // a number is no formula
        out.endRow();
        SUPPORT_OK(out.commit());
        QCOMPARE(contentOf(path), QByteArray("a,b,c\n'=cmd|' /C calc'!A0,'@x,-3\n"));
    }

    void anUnfinishedFileLeavesTheOldOne()
    {
        const QString path = m_folder.write(QStringLiteral("old.csv"), "old");
        {
            auto out = support::must(TableWriter::create(path, {QStringLiteral("a")}, TableWriter::Formulas::Plain));
            out.text(QStringLiteral("new"));
            out.endRow();
        }
        QCOMPARE(contentOf(path), QByteArray("old"));
    }

    void notANumberIsUnknown()
    {
        const QString path = m_folder.file(QStringLiteral("nan.csv"));
        auto out = support::must(
            TableWriter::create(path, {QStringLiteral("a"), QStringLiteral("b")}, TableWriter::Formulas::Plain));
        out.number(std::nan(""));
        out.number(HUGE_VAL);
        out.endRow();
        SUPPORT_OK(out.commit());
        QCOMPARE(contentOf(path), QByteArray("a,b\n,\n"));
    }

    void wrongPlacesAreErrors()
    {
        SUPPORT_FAILS(TableWriter::create(m_folder.file(QStringLiteral("a.txt")), {}, TableWriter::Formulas::Plain),
                      "export.suffix");
        SUPPORT_FAILS(
            TableWriter::create(m_folder.file(QStringLiteral("none/a.csv")), {}, TableWriter::Formulas::Plain),
            "file.write");
    }
};

QTEST_GUILESS_MAIN(TestTableWriter)
#include "tst_tablewriter.moc"
