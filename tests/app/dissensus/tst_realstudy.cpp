#include <QFile>
#include <QImage>
#include <QProcess>
#include <QSettings>
#include <QTest>

#include "core/storage/annotatorrepository.h"
#include "core/storage/studyrepository.h"
#include "core/storage/trialrepository.h"
#include "core/trials/studyprotocol.h"
#include "tests/support/paths.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "tests/support/virtualdisplay.h"

using support::must;

namespace {

constexpr int stepMs = 30000;
/// Of the window, once the study is open.
const QString windowTitle = QStringLiteral("Small – Dissensus");
constexpr int guardMs = 400; ///< longer than the time in which a pair that was just painted takes no answer

} // namespace

/// The real program under a real X server: by keys alone an import, a locked protocol, an export, and a key that was
/// changed and then used; with the pointer a table that is dropped on the window.
class TestRealStudy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void importsLocksAndExports();
    void aDroppedTableIsImported();
    void aChangedKeyIsUsed();

private:
    void start();
    bool press(const QString &keys);
    /// A table of three new pictures.
    QString threePictures(const QString &name, int green);
    /// Presses the main key of the import's page until it has done its work: while it checks, the key does nothing.
    void importUntil(qint64 count);
    bool answerDialog(const QString &title, const QString &path);
    qint64 pictures();
    bool isLocked();
    QStringList answers(const QString &code);

    support::TestFolder m_folder;
    std::unique_ptr<support::VirtualDisplay> m_display;
    std::unique_ptr<support::SmallStudy> m_study;
    std::unique_ptr<QProcess> m_program;
};

void TestRealStudy::initTestCase()
{
    SUPPORT_NEED_DISPLAY;
    m_display = std::make_unique<support::VirtualDisplay>(1440, 900);
    QVERIFY(m_display->isRunning());
    m_study = std::make_unique<support::SmallStudy>(m_folder.path());
}

void TestRealStudy::cleanup()
{
    if (!m_program)
        return;
    m_program->terminate();
    m_program->waitForFinished();
    m_program.reset();
}

void TestRealStudy::start()
{
    m_program = std::make_unique<QProcess>();
    QProcessEnvironment environment = m_display->environment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_folder.file(QStringLiteral("config")));
    m_program->setProcessEnvironment(environment);
    m_program->setProcessChannelMode(QProcess::ForwardedChannels);
    m_program->start(support::binFolder() + QStringLiteral("/dissensus"), {m_study->path()});
    QVERIFY(m_program->waitForStarted());
    QVERIFY(m_display->waitForFocus(windowTitle));
}

bool TestRealStudy::press(const QString &keys)
{
    for (const QString &key : keys.split(QLatin1Char(' '))) {
        if (!m_display->press(key))
            return false;
        QTest::qWait(60);
    }
    return true;
}

bool TestRealStudy::answerDialog(const QString &title, const QString &path)
{
    if (!m_display->waitForFocus(title))
        return false;
    QTest::qWait(200);
    return m_display->type(path) && m_display->press(QStringLiteral("Return")) && m_display->waitForFocus(windowTitle);
}

qint64 TestRealStudy::pictures()
{
    return must(storage::StudyRepository(m_study->database()).counts()).pictures;
}

bool TestRealStudy::isLocked()
{
    return must(trials::studyProtocol(m_study->database())).locked;
}

QStringList TestRealStudy::answers(const QString &code)
{
    QStringList choices;
    const auto annotator = must(storage::AnnotatorRepository(m_study->database()).annotatorByCode(code));
    if (!annotator)
        return choices;
    auto select = must(m_study->database().prepare(QStringLiteral(
        "SELECT v.choice || coalesce(v.position, '') FROM vote AS v JOIN answer AS a ON a.id = v.answer_id "
        "JOIN trial AS t ON t.id = a.trial_id WHERE t.annotator_id = ? ORDER BY a.id")));
    must(select.run(annotator->id));
    while (select.next())
        choices.append(select.text(0));
    return choices;
}

QString TestRealStudy::threePictures(const QString &name, int green)
{
    QByteArray csv = "file,prompt,generator\n";
    for (int i = 0; i < 3; ++i) {
        QImage image(8, 8, QImage::Format_RGB32);
        image.fill(QColor(70 * i, green, 200));
        const QString file = QStringLiteral("%1-%2.png").arg(name).arg(i);
        image.save(m_folder.file(file));
        csv += QStringLiteral("%1,a quiet harbour,Krea\n").arg(file).toUtf8();
    }
    return m_folder.write(name + QStringLiteral(".csv"), csv);
}

void TestRealStudy::importUntil(qint64 count)
{
    for (int i = 0; i < 20 && pictures() != count; ++i) {
        QVERIFY(press(QStringLiteral("ctrl+Return")));
        for (int waited = 0; waited < 1000 && pictures() != count; waited += 100)
            QTest::qWait(100);
    }
}

void TestRealStudy::importsLocksAndExports()
{
    const QString table = threePictures(QStringLiteral("new"), 20);
    const qint64 before = pictures();
    start();
    QVERIFY(press(QStringLiteral("ctrl+6 ctrl+Next ctrl+Return")));
    QVERIFY(answerDialog(QStringLiteral("Import"), table));
    QTest::qWait(1500);
    importUntil(before + 3);
    QCOMPARE(pictures(), before + 3);
    // Wait for the page, then take it back and do it again.
    QTest::qWait(1000);
    QVERIFY(press(QStringLiteral("ctrl+z")));
    QTRY_COMPARE_WITH_TIMEOUT(pictures(), before, stepMs);

    QVERIFY(!isLocked());
    QVERIFY(press(QStringLiteral("ctrl+Next")));
    QTest::qWait(500);
    QVERIFY(press(QStringLiteral("ctrl+Return")));
    QTest::qWait(300);
    QVERIFY(!isLocked()); // first it says what that means
    QVERIFY(press(QStringLiteral("ctrl+Return")));
    QTRY_VERIFY_WITH_TIMEOUT(isLocked(), stepMs);

    QVERIFY(press(QStringLiteral("ctrl+e")));
    QTest::qWait(300);
    QVERIFY(press(QStringLiteral("ctrl+Return")));
    QVERIFY(answerDialog(QStringLiteral("Save all tables into"), m_folder.path()));
    const QString file = m_folder.file(QStringLiteral("pictures.csv"));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), stepMs);
    QFile exported(file);
    QVERIFY(exported.open(QIODevice::ReadOnly));
    QCOMPARE(exported.readAll().count('\n'), before + 1);
}

void TestRealStudy::aDroppedTableIsImported()
{
    const QString table = threePictures(QStringLiteral("dropped"), 120);
    const qint64 before = pictures();
    start();
    QProcess source;
    source.setProcessEnvironment(m_display->environment());
    source.start(support::binFolder() + QStringLiteral("/../tests/dragsource"), {table});
    QVERIFY(source.waitForStarted());
    QTest::qWait(1000); // until it is painted
    QVERIFY(m_display->drag({20, 20}, {900, 500}));
    QTest::qWait(1500);
    QCOMPARE(pictures(), before); // a drop is looked at first
    importUntil(before + 3);
    QCOMPARE(pictures(), before + 3);
    source.kill();
    source.waitForFinished();
}

void TestRealStudy::aChangedKeyIsUsed()
{
    start();
    QVERIFY(press(QStringLiteral("ctrl+comma ctrl+f")));
    QVERIFY(m_display->type(QStringLiteral("prefer left")));
    QTest::qWait(200);
    // From the search field the table is the next thing that takes the focus.
    QVERIFY(press(QStringLiteral("Tab Down Return h")));
    QTest::qWait(200);
    QVERIFY(press(QStringLiteral("ctrl+1")));
    QTest::qWait(500);
    QVERIFY(m_display->type(QStringLiteral("k07")));
    QVERIFY(press(QStringLiteral("Return")));
    QTest::qWait(2000);
    QVERIFY(press(QStringLiteral("Left"))); // means nothing any more
    QTest::qWait(guardMs);
    QVERIFY(answers(QStringLiteral("k07")).isEmpty());
    QVERIFY(press(QStringLiteral("h")));
    QTRY_COMPARE_WITH_TIMEOUT(answers(QStringLiteral("k07")), QStringList(QStringLiteral("picture0")), stepMs);
}

QTEST_GUILESS_MAIN(TestRealStudy)
#include "tst_realstudy.moc"
