#include "app/cli/linereader.h"

#include <unistd.h>

#include <QTest>

using cli::LineReader;
using Outcome = cli::LineReader::Outcome;

namespace {

/// A pipe that holds `bytes` and then ends.
int pipeWith(const QByteArray &bytes)
{
    int ends[2] = {-1, -1};
    if (::pipe(ends) != 0 || ::write(ends[1], bytes.constData(), static_cast<size_t>(bytes.size())) != bytes.size())
        qFatal("no pipe");
    ::close(ends[1]);
    return ends[0];
}

} // namespace

class TestLineReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines()
    {
        LineReader reader(pipeWith("one\ntwo\r\n\nlast"), 100);
        for (const char *text : {"one", "two", "", "last"}) {
            QCOMPARE(reader.next(), Outcome::Line);
            QCOMPARE(reader.text(), QByteArray(text));
        }
        QCOMPARE(reader.next(), Outcome::End);
        QCOMPARE(reader.next(), Outcome::End);
    }

    void tooLongLinesAreDroppedAsAWhole()
    {
        LineReader reader(pipeWith("ok\n" + QByteArray(11, 'x') + "\nfine\n" + QByteArray(30000, 'y') + "\nend\n"
                                   + QByteArray(5000, 'z')),
                          10);
        QCOMPARE(reader.next(), Outcome::Line);
        QCOMPARE(reader.next(), Outcome::TooLong);
        QCOMPARE(reader.next(), Outcome::Line);
        QCOMPARE(reader.text(), QByteArray("fine"));
        QCOMPARE(reader.next(), Outcome::TooLong);
        QCOMPARE(reader.next(), Outcome::Line);
        QCOMPARE(reader.text(), QByteArray("end"));
        QCOMPARE(reader.next(), Outcome::TooLong);
        QCOMPARE(reader.next(), Outcome::End);
    }

    void exactlyTheLimit()
    {
        LineReader reader(pipeWith(QByteArray(10, 'x') + "\n"), 10);
        QCOMPARE(reader.next(), Outcome::Line);
    }
};

QTEST_GUILESS_MAIN(TestLineReader)
#include "tst_linereader.moc"
