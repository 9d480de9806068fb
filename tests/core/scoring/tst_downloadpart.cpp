#include "core/scoring/downloadpart.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include "core/base/hash.h"
#include "tests/support/studies.h"

using scoring::DownloadPart;

class TestDownloadPart : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;
    int m_parts = 0;

    const QString m_url = QStringLiteral("https://example.org/model.bin");

    /// A part of `bytes` whose notes say that `size` are to come.
    QString leave(const QByteArray &bytes, qint64 size)
    {
        const QString path = m_folder.file(QString::number(++m_parts));
        DownloadPart part(path);
        const bool isLeft =
            part.takeUp(m_url, {}) && part.begin({m_url, QStringLiteral("\"tag\""), size}) && part.append(bytes);
        if (!isLeft)
            qFatal("%s", qPrintable(part.errorString()));
        return path;
    }

private Q_SLOTS:
    void aNewPartIsEmpty()
    {
        DownloadPart part(m_folder.file(QStringLiteral("new")));
        SUPPORT_OK(part.takeUp(m_url, {}));
        QCOMPARE(part.done(), 0);
        QCOMPARE(part.notes().size, -1);
        QVERIFY(part.isWhole()); // as far as is known
        QCOMPARE(part.sha256(), base::sha256(QByteArray()));
    }

    void takenUpWhereItEnded()
    {
        const QString path = leave("0123456789", 15);
        DownloadPart part(path);
        SUPPORT_OK(part.takeUp(m_url, {}));
        QCOMPARE(part.done(), 10);
        QCOMPARE(part.notes().validator, QStringLiteral("\"tag\""));
        QCOMPARE(part.notes().size, 15);
        QVERIFY(!part.isWhole());
        QVERIFY(part.append("abcde"));
        QVERIFY(part.isWhole());
        QCOMPARE(part.sha256(), base::sha256(QByteArray("0123456789abcde")));
        part.close();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("0123456789abcde"));
    }

    void whatCannotBeGoneOnWithIsThrownAway_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QByteArray>("notes"); ///< in place of those that were written; null: those
        QTest::newRow("another address") << qint64(15) << QStringLiteral("https://example.org/b") << QByteArray();
        QTest::newRow("unknown length") << qint64(-1) << m_url << QByteArray();
        QTest::newRow("longer than the whole") << qint64(9) << m_url << QByteArray();
        QTest::newRow("broken notes") << qint64(15) << m_url << QByteArray("{\"url\":");
        QTest::newRow("empty notes") << qint64(15) << m_url << QByteArray("");
        QTest::newRow("notes of something else") << qint64(15) << m_url << QByteArray("[1,2]");
    }

    void whatCannotBeGoneOnWithIsThrownAway()
    {
        QFETCH(qint64, size);
        QFETCH(QString, url);
        QFETCH(QByteArray, notes);
        const QString path = leave("0123456789", size);
        if (!notes.isNull()) {
            QFile file(DownloadPart::notesPath(path));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(notes);
        }
        DownloadPart part(path);
        SUPPORT_OK(part.takeUp(url, {}));
        QCOMPARE(part.done(), 0);
        QCOMPARE(QFileInfo(path).size(), 0);
        QCOMPARE(part.sha256(), base::sha256(QByteArray()));
    }

    void restartForgetsEverything()
    {
        const QString path = leave("0123456789", 15);
        DownloadPart part(path);
        SUPPORT_OK(part.takeUp(m_url, {}));
        QVERIFY(part.restart());
        QCOMPARE(part.done(), 0);
        QCOMPARE(part.notes().size, -1);
        QVERIFY(part.append("new"));
        QCOMPARE(part.sha256(), base::sha256(QByteArray("new")));
        part.close();
        QCOMPARE(QFileInfo(path).size(), 3);
    }

    void cancelledWhileHashing()
    {
        const QString path = leave("0123456789", 15);
        base::Progress progress;
        progress.cancel();
        DownloadPart part(path);
        SUPPORT_FAILS(part.takeUp(m_url, progress), "cancelled");
        part.close();
        QCOMPARE(QFileInfo(path).size(), 10); // and stays for the next time
    }

    void aFolderThatIsNotThere()
    {
        DownloadPart part(m_folder.file(QStringLiteral("nowhere/part")));
        SUPPORT_FAILS(part.takeUp(m_url, {}), "weights.write");
        QVERIFY(!part.begin({m_url, {}, 5}));
    }
};

QTEST_APPLESS_MAIN(TestDownloadPart)
#include "tst_downloadpart.moc"
