#include "core/imaging/tiffdirectory.h"

#include <QtTest>

#include "tests/support/pictures.h"

using imaging::TiffDirectory;

class TestTiffDirectory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsBothByteOrders()
    {
        QCOMPARE(TiffDirectory::read(support::exifBlock(7))->orientation(), 7);
        const QByteArray big("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x05\0\0\0\0\0\0", 26);
        QCOMPARE(TiffDirectory::read(big)->orientation(), 5);
    }

    void outsideIsNothing()
    {
        const QByteArray block = support::exifBlock(3);
        for (qsizetype length = 0; length < 22; ++length)
            QVERIFY(!TiffDirectory::read(block.first(length)));
        QByteArray far = block;
        far[4] = '\x7f'; // the directory starts beyond the end
        QVERIFY(!TiffDirectory::read(far));
        QByteArray many = block;
        many[9] = '\x7f'; // 32,513 entries
        QVERIFY(!TiffDirectory::read(many));
        QByteArray huge = block;
        huge[15] = '\xff'; // a field of 4 billion values
        huge[16] = '\xff';
        QVERIFY(!TiffDirectory::read(huge));
    }

    void missingFieldsHaveDefaults()
    {
        const auto directory = TiffDirectory::read(support::exifBlock(0));
        QVERIFY(directory);
        QCOMPARE(directory->orientation(), 1);
        QVERIFY(!directory->has(TiffDirectory::StripOffsets));
        QCOMPARE(directory->value(TiffDirectory::ImageWidth, 12), 12u);
    }
};

QTEST_GUILESS_MAIN(TestTiffDirectory)
#include "tst_tiffdirectory.moc"
