#include "core/base/hash.h"

#include <QTemporaryDir>
#include <QtTest>

class TestHash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sha256OfKnownText() // FIPS 180-2, appendix B.1
    {
        QCOMPARE(base::sha256("abc"),
                 QStringLiteral("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    void fileHashEqualsHashOfItsBytes()
    {
        const QTemporaryDir folder;
        const QByteArray bytes((1 << 20) + 17, 'x'); // more than one piece
        QFile file(folder.filePath(QStringLiteral("a b.bin")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        QCOMPARE(base::sha256File(file.fileName()).value(), base::sha256(bytes));
    }

    void missingFileIsNamed()
    {
        const auto result = base::sha256File(QStringLiteral("nowhere/x.png"));
        QVERIFY(!result);
        QCOMPARE(result.error().file, QStringLiteral("nowhere/x.png"));
    }
};

QTEST_APPLESS_MAIN(TestHash)
#include "tst_hash.moc"
