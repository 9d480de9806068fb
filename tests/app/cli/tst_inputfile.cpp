#include "app/cli/inputfile.h"

#include <QtTest>

#include "tests/support/studies.h"

class TestInputFile : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;

private Q_SLOTS:
    void readsAsItIs()
    {
        const auto bytes = cli::readInputFile(m_folder.write(QStringLiteral("a b.json"), "{\r\n}"));
        SUPPORT_OK(bytes);
        QCOMPARE(*bytes, QByteArray("{\r\n}"));
    }

    void refusals()
    {
        SUPPORT_FAILS(cli::readInputFile(m_folder.file(QStringLiteral("none"))), "file.missing");
        SUPPORT_FAILS(cli::readInputFile(m_folder.path()), "file.read");
        QFile large(m_folder.write(QStringLiteral("large"), {}));
        QVERIFY(large.resize((qint64(64) << 20) + 1)); // sparse
        SUPPORT_FAILS(cli::readInputFile(large.fileName()), "file.large");
    }
};

QTEST_APPLESS_MAIN(TestInputFile)
#include "tst_inputfile.moc"
