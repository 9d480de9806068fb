#include "app/cli/picturefolder.h"

#include <sys/stat.h>

#include <QDir>
#include <QRegularExpression>
#include <QTest>

#include "tests/support/studies.h"

using cli::PictureFolder;
using support::must;

class TestPictureFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_temporary = std::make_unique<support::TestFolder>();
        qputenv("TMPDIR", QFile::encodeName(m_temporary->path()));
    }
    void cleanup() { qunsetenv("TMPDIR"); }

    void isPrivateAndGoesAway()
    {
        QString path;
        {
            const PictureFolder folder = must(PictureFolder::create());
            path = folder.path();
            struct stat status = {};
            QCOMPARE(::stat(QFile::encodeName(path).constData(), &status), 0);
            QCOMPARE(status.st_mode & 0777U, 0700U);
            QFile file(folder.newFile());
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        QVERIFY(!QFile::exists(path));
    }

    void namesAreHexadecimalAndFresh()
    {
        const PictureFolder folder = must(PictureFolder::create());
        const QString one = folder.newFile();
        static const QRegularExpression form(QStringLiteral("^[0-9a-f]{32}\\.png$"));
        QVERIFY(form.match(QFileInfo(one).fileName()).hasMatch());
        QCOMPARE(QFileInfo(one).absolutePath(), folder.path());
        QVERIFY(one != folder.newFile());
    }

    void leftoversAreRemovedButNotFoldersInUse()
    {
        const PictureFolder inUse = must(PictureFolder::create());
        // What a killed process leaves: a folder that nobody holds a lock on.
        const QString leftover =
            m_temporary->file(QStringLiteral("dissensus-annotate-00112233445566778899aabbccddeeff"));
        QVERIFY(QDir().mkpath(leftover));
        QFile picture(leftover + QStringLiteral("/ab.png"));
        QVERIFY(picture.open(QIODevice::WriteOnly));
        const QString foreign = m_temporary->file(QStringLiteral("something-else"));
        QVERIFY(QDir().mkpath(foreign));
        const QString target = m_temporary->file(QStringLiteral("target"));
        QVERIFY(QDir().mkpath(target));
        QVERIFY(QFile::link(target, m_temporary->file(QStringLiteral("dissensus-annotate-link"))));

        const PictureFolder next = must(PictureFolder::create());
        QVERIFY(!QFile::exists(leftover));
        QVERIFY(QFile::exists(inUse.path()));
        QVERIFY(QFile::exists(foreign));
        QVERIFY(QFile::exists(target));
    }

    void temporaryFolderThatTakesNothing()
    {
        qputenv("TMPDIR", "/proc");
        SUPPORT_FAILS(PictureFolder::create(), "file.write");
    }

private:
    std::unique_ptr<support::TestFolder> m_temporary;
};

QTEST_GUILESS_MAIN(TestPictureFolder)
#include "tst_picturefolder.moc"
