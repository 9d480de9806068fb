#include "core/reward/mappedfile.h"

#include <sys/stat.h>

#include <QFile>
#include <QTest>

#include "tests/support/studies.h"

using reward::MappedFile;

class TestMappedFile : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;

    std::string messageOf(const QString &name) const
    {
        const auto file = MappedFile::open(m_folder.file(name).toStdString());
        return file ? "no error" : file.error().code + ": " + file.error().message;
    }

private Q_SLOTS:
    void holdsWhatTheFileHolds()
    {
        const QByteArray bytes = QByteArray("weights\0of a network", 20).repeated(1000);
        const QString path = m_folder.write(QStringLiteral("file"), bytes);
        const auto file = MappedFile::open(path.toStdString());
        QVERIFY(file);
        const auto mapped = (*file)->bytes();
        QCOMPARE(QByteArray(reinterpret_cast<const char *>(mapped.data()), qsizetype(mapped.size())), bytes);
        // It stays when the name goes.
        QVERIFY(QFile::remove(path));
        QCOMPARE(mapped.back(), std::byte('k'));
    }

    void whatIsNoFile()
    {
        m_folder.write(QStringLiteral("empty"), {});
        QVERIFY(messageOf(QStringLiteral("empty")).ends_with("empty: the file is empty"));
        QVERIFY(messageOf(QStringLiteral("none")).ends_with("none: No such file or directory"));
        QVERIFY(messageOf(QStringLiteral(".")).ends_with("this is not a regular file"));
        QVERIFY(messageOf(QStringLiteral("none")).starts_with("weights.read: "));
    }

    /// Nobody writes to it: opening it must not wait for that.
    void aPipeIsRefusedAtOnce()
    {
        QCOMPARE(::mkfifo(QFile::encodeName(m_folder.file(QStringLiteral("pipe"))).constData(), 0600), 0);
        QVERIFY(messageOf(QStringLiteral("pipe")).ends_with("pipe: this is not a regular file"));
    }
};

QTEST_APPLESS_MAIN(TestMappedFile)
#include "tst_mappedfile.moc"
