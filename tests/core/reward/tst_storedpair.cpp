#include "core/reward/storedpair.h"

#include <cmath>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using reward::StoredPair;

class TestStoredPair : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsAValuePerFingerprint()
    {
        const QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        QVERIFY(!StoredPair(path, "one").value());
        StoredPair(path, "one").keep(0.1);
        StoredPair(path, "two").keep(-20.25);
        QCOMPARE(StoredPair(path, "one").value(), std::optional(0.1)); // every digit
        QCOMPARE(StoredPair(path, "two").value(), std::optional(-20.25));
        QVERIFY(!StoredPair(path, "three").value());
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("self-test.json")});
    }

    void nothingWithoutAFolderOrANumber()
    {
        StoredPair({}, "one").keep(1);
        QVERIFY(!StoredPair({}, "one").value());
        StoredPair("/nonexistent/folder", "one").keep(1);
        const QTemporaryDir folder;
        StoredPair(folder.path().toStdString(), "one").keep(NAN);
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    void foreignFiles_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{\"one\": ");
        QTest::newRow("a list") << QByteArray("[0.5]");
        QTest::newRow("a text") << QByteArray(R"({"one": "0.5"})");
        QTest::newRow("too large a number") << QByteArray(R"({"one": 1e999})");
        QTest::newRow("deep") << QByteArray(60000, '[');
        QTest::newRow("long") << QByteArray(R"({"one": 0.5})") + QByteArray(70000, ' ');
    }

    void foreignFiles()
    {
        QFETCH(const QByteArray, content);
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("self-test.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        const StoredPair pair(folder.path().toStdString(), "one");
        QVERIFY(!pair.value());
        pair.keep(2);
        QCOMPARE(pair.value(), std::optional(2.0));
    }
};

QTEST_GUILESS_MAIN(TestStoredPair)
#include "tst_storedpair.moc"
