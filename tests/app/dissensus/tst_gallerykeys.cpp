#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTest>

#include "core/base/sqlite.h"
#include "core/storage/picturerepository.h"
#include "tests/support/paths.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "tests/support/virtualdisplay.h"

using support::must;

namespace {

constexpr int patienceMs = 30000;
const QString film = QStringLiteral("clarity_and_focus.film_artifacts");

} // namespace

/// The real program under a real X server with real keys, in the gallery.
class TestGalleryKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void labelsUndoAndCompare();

private:
    bool press(const QStringList &keys);
    QStringList labelsOf(int number);
    /// Rows of taxonomy_edit: nothing is ever changed in place.
    qint64 edits();
    static qint64 thumbnails(const QString &file);

    std::unique_ptr<support::VirtualDisplay> m_display;
    std::unique_ptr<support::SmallStudy> m_study;
    QProcess m_program;
};

bool TestGalleryKeys::press(const QStringList &keys)
{
    return std::all_of(keys.begin(), keys.end(), [this](const QString &key) { return m_display->press(key); });
}

QStringList TestGalleryKeys::labelsOf(int number)
{
    return must(storage::PictureRepository(m_study->database()).pictures())[number].taxonomy;
}

qint64 TestGalleryKeys::edits()
{
    auto select = must(m_study->database().prepare(QStringLiteral("SELECT count(*) FROM taxonomy_edit")));
    must(select.run());
    select.next();
    return select.integer(0);
}

qint64 TestGalleryKeys::thumbnails(const QString &file)
{
    if (!QFile::exists(file))
        return 0;
    auto store = base::SqliteStore::open(file);
    return store ? store->integer("SELECT count(*) FROM thumbnail").value_or(std::nullopt).value_or(0) : 0;
}

void TestGalleryKeys::labelsUndoAndCompare()
{
    SUPPORT_NEED_DISPLAY;
    const support::TestFolder folder;
    m_study = std::make_unique<support::SmallStudy>(folder.path());
    m_display = std::make_unique<support::VirtualDisplay>(1440, 900);
    QVERIFY(m_display->isRunning());
    QProcessEnvironment environment = m_display->environment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder.file(QStringLiteral("config")));
    environment.insert(QStringLiteral("XDG_CACHE_HOME"), folder.file(QStringLiteral("cache")));
    m_program.setProcessEnvironment(environment);
    m_program.start(support::binFolder() + QStringLiteral("/dissensus"), {m_study->path()});
    QVERIFY(m_program.waitForStarted());
    QVERIFY(m_display->waitForFocus(QStringLiteral("Small – Dissensus")));

    // The gallery is there when the small versions of all twelve pictures lie in the cache folder.
    const QString kept = folder.file(QStringLiteral("cache/dissensus/thumbnails.sqlite"));
    QElapsedTimer waiting;
    waiting.start();
    while (thumbnails(kept) < 12 && waiting.elapsed() < patienceMs) {
        QVERIFY(press({QStringLiteral("ctrl+3")}));
        QTest::qWait(300);
    }
    QCOMPARE(thumbnails(kept), 12);

    // Two pictures get a label.
    const qint64 before = edits();
    QVERIFY(press({QStringLiteral("Home"), QStringLiteral("shift+Right"), QStringLiteral("l")}));
    QVERIFY(m_display->type(QStringLiteral("film")));
    QVERIFY(press({QStringLiteral("space"), QStringLiteral("Return")}));
    QTRY_COMPARE_WITH_TIMEOUT(labelsOf(1), QStringList(film), patienceMs);
    QCOMPARE(labelsOf(0), QStringList(film));
    QVERIFY(labelsOf(2).isEmpty());

    // Undo is another row for each.
    QVERIFY(press({QStringLiteral("ctrl+z")}));
    QTRY_VERIFY_WITH_TIMEOUT(labelsOf(0).isEmpty() && labelsOf(1).isEmpty(), patienceMs);
    QCOMPARE(edits() - before, 4);

    // Both pictures go to Compare; the window remembers where it was left.
    QVERIFY(press({QStringLiteral("c")}));
    QTest::qWait(500);
    QVERIFY(press({QStringLiteral("ctrl+q")}));
    QVERIFY(m_program.waitForFinished(patienceMs));
    QCOMPARE(m_program.exitStatus(), QProcess::NormalExit);
    QFile settings(folder.file(QStringLiteral("config/dissensus/dissensus.conf")));
    QVERIFY(settings.open(QIODevice::ReadOnly));
    QVERIFY(settings.readAll().contains("=compare"));
}

QTEST_GUILESS_MAIN(TestGalleryKeys)
#include "tst_gallerykeys.moc"
