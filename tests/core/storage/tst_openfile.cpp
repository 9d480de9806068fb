#include "core/storage/openfile.h"

#include <QFile>
#include <QtTest>

#include "tests/support/studies.h"

using storage::OpenFile;

class TestOpenFile : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;
    int m_looks = 0;

    OpenFile enter(const QString &path)
    {
        return support::must(OpenFile::enter(path, [this]() -> base::Result<void> {
            ++m_looks;
            return {};
        }));
    }

private Q_SLOTS:
    void init() { m_looks = 0; }

    /// Whatever name it goes by.
    void looksOnlyWhileNobodyHasTheFile()
    {
        const QString path = m_folder.write(QStringLiteral("a"), "a");
        const QString link = m_folder.file(QStringLiteral("link"));
        QVERIFY(QFile::link(path, link));
        {
            const OpenFile first = enter(path);
            QCOMPARE(m_looks, 1);
            {
                const OpenFile second = enter(link);
                QCOMPARE(m_looks, 1);
            }
            const OpenFile third = enter(path);
            QCOMPARE(m_looks, 1);
            const OpenFile other = enter(m_folder.write(QStringLiteral("b"), "b"));
            QCOMPARE(m_looks, 2);
        }
        const OpenFile again = enter(path);
        QCOMPARE(m_looks, 3);
    }

    void movedEntryIsOne()
    {
        const QString path = m_folder.write(QStringLiteral("moved"), "a");
        OpenFile kept;
        {
            OpenFile first = enter(path);
            OpenFile second = std::move(first);
            kept = std::move(second);
        }
        const OpenFile beside = enter(path);
        QCOMPARE(m_looks, 1);
        kept = OpenFile();
        const OpenFile third = enter(path);
        QCOMPARE(m_looks, 1); // `beside` is still there
    }

    void whatIsRefusedIsNotEntered()
    {
        const QString path = m_folder.write(QStringLiteral("refused"), "a");
        const auto refuse = []() -> base::Result<void> {
            return base::fail(QStringLiteral("study.notastudy"), QStringLiteral("no"));
        };
        SUPPORT_FAILS(OpenFile::enter(path, refuse), "study.notastudy");
        SUPPORT_FAILS(OpenFile::enter(m_folder.file(QStringLiteral("absent")), refuse), "study.notastudy");
        const OpenFile entered = enter(path);
        QCOMPARE(m_looks, 1);
    }
};

QTEST_GUILESS_MAIN(TestOpenFile)
#include "tst_openfile.moc"
