#include "core/imaging/thumbnailstore.h"

#include <csignal>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include "tests/support/studies.h"

using imaging::ThumbnailStore;

namespace {

QString key(int number)
{
    return QStringLiteral("%1").arg(number, 64, 16, QLatin1Char('0'));
}

QByteArray pixels(int number, qsizetype size = 100)
{
    return QByteArray(size, char('a' + number % 26));
}

std::unique_ptr<ThumbnailStore> open(const QString &path, qint64 budget = ThumbnailStore::defaultBudget)
{
    return support::must(ThumbnailStore::open(path, budget));
}

} // namespace

class TestThumbnailStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsAndFinds();
    void replaces();
    void damagedFileIsMadeAgain_data();
    void damagedFileIsMadeAgain();
    void foreignSchemaRunsNothing();
    void staysBelowTheBudget();
    void manyThreads();
    void twoProcesses();
    void survivesAKill();
    void folderThatCannotBeMade();
};

void TestThumbnailStore::keepsAndFinds()
{
    const support::TestFolder folder;
    const QString path = folder.file(QStringLiteral("deep/er/thumbnails.sqlite"));
    {
        auto store = open(path);
        QVERIFY(!store->find(key(1)));
        SUPPORT_OK(store->keep(key(1), {pixels(1), qRgb(1, 2, 3)}));
    }
    auto store = open(path);
    const auto found = store->find(key(1));
    QVERIFY(found);
    QCOMPARE(found->encoded, pixels(1));
    QCOMPARE(found->mean, qRgb(1, 2, 3));
    QCOMPARE(store->means().value(QByteArray::fromHex(key(1).toLatin1())), qRgb(1, 2, 3));
    // Thumbnails are pictures: nobody else's business.
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestThumbnailStore::replaces()
{
    const support::TestFolder folder;
    auto store = open(folder.file(QStringLiteral("t.sqlite")));
    SUPPORT_OK(store->keep(key(1), {pixels(1), 1}));
    SUPPORT_OK(store->keep(key(1), {pixels(2), 2}));
    QCOMPARE(store->count(), 1);
    QCOMPARE(store->find(key(1))->encoded, pixels(2));
}

void TestThumbnailStore::damagedFileIsMadeAgain_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("rubbish") << QByteArray(5000, 'x');
    QTest::newRow("a header and nothing else") << QByteArray("SQLite format 3\0", 16).append(QByteArray(84, '\1'));
    QTest::newRow("empty") << QByteArray();
}

void TestThumbnailStore::damagedFileIsMadeAgain()
{
    QFETCH(QByteArray, content);
    const support::TestFolder folder;
    auto store = open(folder.write(QStringLiteral("t.sqlite"), content));
    SUPPORT_OK(store->keep(key(1), {pixels(1), 1}));
    QCOMPARE(store->find(key(1))->encoded, pixels(1));
}

void TestThumbnailStore::foreignSchemaRunsNothing()
{
    const support::TestFolder folder;
    const QString path = folder.file(QStringLiteral("t.sqlite"));
    {
        auto file = support::must(base::SqliteStore::open(path));
        SUPPORT_OK(file.execute("CREATE TABLE thumbnail (x); PRAGMA user_version = 77"));
    }
    auto store = open(path); // of another version: made again
    SUPPORT_OK(store->keep(key(1), {pixels(1), 1}));
    store.reset();
    {
        // The right version with tables that are not ours does not crash or loop.
        auto file = support::must(base::SqliteStore::open(path));
        SUPPORT_OK(file.execute("DROP TABLE pixels; CREATE VIEW pixels AS SELECT 1 AS id, 2 AS data"));
    }
    const auto again = ThumbnailStore::open(path);
    QVERIFY(!again || !(*again)->keep(key(2), {pixels(2), 2}));
}

void TestThumbnailStore::staysBelowTheBudget()
{
    const support::TestFolder folder;
    const QString path = folder.file(QStringLiteral("t.sqlite"));
    constexpr qint64 budget = 1 << 20;
    auto store = open(path, budget);
    for (int i = 0; i < 1000; ++i)
        SUPPORT_OK(store->keep(key(i), {pixels(i, 10'000), 1}));
    QVERIFY2(store->bytes() <= budget + budget / 8, qPrintable(QString::number(store->bytes())));
    QVERIFY(store->count() > 50);
    // Of the same day the newest rows stay.
    QVERIFY(store->find(key(999)));
    QVERIFY(!store->find(key(0)));
    store.reset();
    QVERIFY2(QFileInfo(path).size() < 2 * budget, qPrintable(QString::number(QFileInfo(path).size())));
    // A smaller budget holds from the next opening on.
    QVERIFY(open(path, budget / 4)->bytes() <= budget / 4);
}

void TestThumbnailStore::manyThreads()
{
    const support::TestFolder folder;
    auto store = open(folder.file(QStringLiteral("t.sqlite")));
    std::vector<std::thread> threads;
    std::atomic<int> wrong = 0;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 100; ++i) {
                const int number = t * 100 + i;
                if (!store->keep(key(number), {pixels(number), QRgb(number)}))
                    ++wrong;
                const auto found = store->find(key(number));
                if (!found || found->encoded != pixels(number) || found->mean != QRgb(number))
                    ++wrong;
            }
        });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
    QCOMPARE(store->count(), 400);
}

void TestThumbnailStore::twoProcesses()
{
    const support::TestFolder folder;
    const QString path = folder.file(QStringLiteral("t.sqlite"));
    const auto fill = [&path](int from) {
        auto store = ThumbnailStore::open(path);
        for (int i = 0; store && i < 100; ++i)
            if (!(*store)->keep(key(from + i), {pixels(i), 1}))
                return false;
        return store.has_value();
    };
    const pid_t child = fork();
    if (child == 0)
        _exit(fill(1000) ? 0 : 1);
    QVERIFY(fill(2000));
    int status = -1;
    QCOMPARE(waitpid(child, &status, 0), child);
    QCOMPARE(status, 0);
    QCOMPARE(open(path)->count(), 200);
}

void TestThumbnailStore::survivesAKill()
{
    const support::TestFolder folder;
    const QString path = folder.file(QStringLiteral("t.sqlite"));
    for (int round = 0; round < 5; ++round) {
        int ready[2];
        QCOMPARE(pipe(ready), 0);
        const pid_t child = fork();
        if (child == 0) {
            auto store = ThumbnailStore::open(path);
            for (int i = 0; store; ++i) {
                (void)(*store)->keep(key(round * 1'000'000 + i), {pixels(i, 3000), 1});
                if (i == 20 + round * 7)
                    (void)!write(ready[1], "x", 1);
            }
            _exit(1);
        }
        char byte = 0;
        QCOMPARE(read(ready[0], &byte, 1), 1);
        kill(child, SIGKILL); // in the middle of whatever it does
        waitpid(child, nullptr, 0);
        close(ready[0]);
        close(ready[1]);
        auto store = open(path);
        for (int i = 0; i <= 20 + round * 7; ++i) {
            const auto found = store->find(key(round * 1'000'000 + i));
            QVERIFY(found && found->encoded == pixels(i, 3000));
        }
        auto file = support::must(base::SqliteStore::open(path));
        QCOMPARE(
            support::must(file.integer("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'")),
            0);
    }
}

void TestThumbnailStore::folderThatCannotBeMade()
{
    const support::TestFolder folder;
    const QString file = folder.write(QStringLiteral("file"), "x");
    SUPPORT_FAILS(ThumbnailStore::open(file + QStringLiteral("/t.sqlite")), "cache.folder");
}

QTEST_APPLESS_MAIN(TestThumbnailStore)
#include "tst_thumbnailstore.moc"
