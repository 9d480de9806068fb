#include "core/reward/sha256.h"

#include <QTest>

class TestSha256 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownValues();
};

void TestSha256::knownValues()
{
    // FIPS 180-2, appendix B.1, and the empty message.
    QCOMPARE(reward::sha256("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    QCOMPARE(reward::sha256(""), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
}

QTEST_APPLESS_MAIN(TestSha256)
#include "tst_sha256.moc"
