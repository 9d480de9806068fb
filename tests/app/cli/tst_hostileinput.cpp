// Files from elsewhere, at their worst: each is refused with one line and the right exit code, within bounds of memory
// and time, and nothing is changed.

#include <sqlite3.h>
#include <sys/resource.h>

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QtEndian>
#include <QTest>

#include "core/base/hash.h"
#include "tests/support/paths.h"
#include "tests/support/pictures.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "tests/support/text.h"

using support::s;

namespace {

/// Enough for every library the program loads, and not for a bomb.
constexpr rlim_t memory = rlim_t(2) << 30;
constexpr rlim_t cpuSeconds = 30;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool isSanitized = true; // needs terabytes of addresses
#else
constexpr bool isSanitized = false;
#endif

QByteArray pngHeader(quint32 width, quint32 height)
{
    QByteArray data(13, '\0');
    qToBigEndian(width, data.data());
    qToBigEndian(height, data.data() + 4);
    data[8] = 8;
    data[9] = 2;
    // In the place of the picture's own header chunk.
    QByteArray png = support::pngWithChunk(support::encoded(support::texture(8, 8), "png"), "IHDR", data);
    png.remove(8, 25);
    return png;
}

QByteArray tiffThatPointsAtItself()
{
    QByteArray tiff("II\x2a\0\x08\0\0\0\x01\0", 10);
    tiff += QByteArray("\x01\x01\x04\0\x01\0\0\0\x08\0\0\0", 12) + QByteArray("\x08\0\0\0", 4);
    return tiff;
}

} // namespace

class TestHostileInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_study = support::SmallStudy(m_folder.path()).path(); }

    void tables_data();
    void tables();
    void pictures_data();
    void pictures();
    void cutPictures();
    void names_data();
    void names();
    void studies_data();
    void studies();
    void linksOutOfTheFolder();
    void picturesThatBreakInTheDecoder();

private:
    /// Runs the command within bounds, and checks the line, the code and that nothing was changed.
    void refuse(const QStringList &words, const QByteArray &says, int exitCode = 1);
    QStringList filesBeside() const;

    support::TestFolder m_folder;
    QString m_study;
};

QStringList TestHostileInput::filesBeside() const
{
    QStringList files;
    QDirIterator all(m_folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QString path = all.next();
        if (!path.endsWith(QLatin1String("-lock")))
            files += path + QLatin1Char(' ') + base::sha256File(path).value_or(QString());
    }
    files.sort();
    return files;
}

void TestHostileInput::refuse(const QStringList &words, const QByteArray &says, int exitCode)
{
    const QStringList before = filesBeside();
    QProcess process;
    process.setChildProcessModifier([] {
        const rlimit space{memory, memory};
        const rlimit cpu{cpuSeconds, cpuSeconds};
        if (!isSanitized)
            setrlimit(RLIMIT_AS, &space);
        setrlimit(RLIMIT_CPU, &cpu);
    });
    process.start(support::binFolder() + s("/dissensus-cli"), words);
    QVERIFY(process.waitForFinished(90000));
    const QByteArray err = process.readAllStandardError();
    QVERIFY2(process.exitStatus() == QProcess::NormalExit, err.left(500).constData());
    QVERIFY2(process.exitCode() == exitCode,
             (QByteArray::number(process.exitCode()) + ": " + err.left(500)).constData());
    QVERIFY2(err.count('\n') == 1, err.left(1000).constData());
    QVERIFY2(err.startsWith("dissensus-cli: "), err.left(500).constData());
    QVERIFY2(err.size() < 2000, QByteArray::number(err.size()).constData());
    QVERIFY2(err.contains(says), err.left(500).constData());
    for (const char *foreign : {"QSql", "SELECT", "terminate called", "libpng", "bad_alloc", ".cpp"})
        QVERIFY2(!err.contains(foreign), err.left(500).constData());
    QCOMPARE(filesBeside(), before);
}

void TestHostileInput::tables_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const char *suffix, const QByteArray &content, const char *kind,
                        const char *says) {
        QTest::newRow(name) << s("table") + QLatin1String(suffix) << content << s(kind) << QByteArray(says);
    };
    const QByteArray pictures("file,prompt,generator\n");
    const QByteArray scores("generator,prompt_group,variant,scorer,value\n");
    row("empty", ".csv", {}, "csv", "table.csv");
    row("only a header of nothing", ".csv", "\n\n\n", "csv", "table.csv");
    row("NUL bytes", ".csv", QByteArray(5000, '\0'), "csv", "table.csv");
    row("NUL in a field", ".csv", pictures + QByteArray("a\0b.png,p,g\n", 12), "csv", "table.csv");
    row("not UTF-8", ".csv", pictures + "\xff\xfe\x80.png,p,g\n", "csv", "table.csv");
    row("UTF-16", ".csv",
        QByteArray("\xff\xfe"
                   "f\0i\0l\0e\0",
                   10),
        "csv", "table.csv");
    row("open quote", ".csv", pictures + "\"a.png,p,g\nb.png,p,g\n", "csv", "table.csv");
    row("quote inside", ".csv", pictures + "a\"b.png,p,g\n", "csv", "table.csv:2");
    row("text behind a quote", ".csv", pictures + "\"a\"b,p,g\n", "csv", "table.csv:2");
    row("too many fields", ".csv", pictures + "a.png,p,g,x,y\n", "csv", "table.csv:2");
    row("too few fields", ".csv", pictures + "a.png\n", "csv", "table.csv:2");
    row("a column twice", ".csv", "file,file,prompt,generator\na,a,p,g\n", "csv", "table.csv");
    row("other columns", ".csv", "x,y,z\n1,2,3\n", "csv", "table.csv");
    row("100,000 columns", ".csv", QByteArray("c,").repeated(100000) + "d\n1\n", "csv", "table.csv");
    row("10 MB field", ".csv", pictures + QByteArray(10 << 20, 'a') + ",p,g\n", "csv", "table.csv:2");
    row("10 MB line without an end", ".csv", QByteArray(10 << 20, 'a'), "csv", "table.csv");
    row("score that is no number", ".csv", scores + "Zebra,group1,original,rating:x,NaN\n", "scores", "table.csv:2");
    row("score beyond a double", ".csv", scores + "Zebra,group1,original,rating:x,1e999\n", "scores", "table.csv:2");
    row("score of nobody", ".csv", scores + "Nobody,group1,original,rating:x,1\n", "scores", "table.csv:2");
    row("id of 300 characters", ".csv", "picture,prompt,generator\n" + QByteArray(300, 'i') + ",p,g\n", "csv",
        "table.csv:2");
    row("one id for two pictures", ".csv", "picture,prompt,generator\ni,p,g\ni,q,h\n", "csv", "table.csv:3");
    row("taxonomy that does not exist", ".csv", "picture,prompt,generator,kind\ni,p,g,sculpture\n", "csv",
        "table.csv:2");
    row("JSON 100,000 levels deep", ".jsonl", QByteArray(100000, '[') + QByteArray(100000, ']') + "\n", "jsonl",
        "table.jsonl:1");
    row("JSON objects 100,000 levels deep", ".jsonl",
        QByteArray("{\"a\":").repeated(100000) + "1" + QByteArray(100000, '}') + "\n", "jsonl", "table.jsonl:1");
    row("JSON that is a number", ".jsonl", "17\n", "jsonl", "table.jsonl:1");
    row("JSON cut", ".jsonl", "{\"prompt\":\"p\",\"generator\":\"g\n", "jsonl", "table.jsonl:1");
    row("JSON with two values", ".jsonl", "{\"prompt\":\"p\"} {\"a\":1}\n", "jsonl", "table.jsonl:1");
    row("JSON with a list for a text", ".jsonl", "{\"prompt\":[[1]],\"generator\":{\"a\":1}}\n", "jsonl",
        "table.jsonl:1");
    row("JSON of NUL", ".jsonl", QByteArray(100, '\0') + "\n", "jsonl", "table.jsonl:1");
    row("votes without a trial's pictures", ".csv", "annotator,answer\na,left\n", "votes", "table.csv:2");
    row("votes with a word of one's own", ".csv", "annotator,prompt,left_picture,right_picture,answer\na,p,x,y,maybe\n",
        "votes", "table.csv:2");
    row("times before time", ".csv",
        "annotator,prompt,left_picture,right_picture,answer,answered_at\na,p,x,y,left,yesterday\n", "votes",
        "table.csv:2");
}

void TestHostileInput::tables()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, kind);
    QFETCH(QByteArray, says);
    const QString path = m_folder.write(file, content);
    refuse({s("import"), m_study, path, s("--as"), kind}, says);
}

void TestHostileInput::pictures_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    const QByteArray png = support::encoded(support::texture(64, 48), "png");
    const QByteArray jpeg = support::encoded(support::texture(64, 48), "jpeg");
    const QByteArray webp = support::encoded(support::texture(64, 48), "webp");
    const auto row = [](const char *what, const char *name, const QByteArray &content) {
        QTest::newRow(what) << s(name) << content;
    };
    row("empty", "a.png", {});
    row("PNG called JPEG", "a.jpg", png);
    row("JPEG called PNG", "a.png", jpeg);
    row("GIF", "a.png", QByteArray("GIF89a") + QByteArray(100, '\0'));
    row("SVG called PNG", "a.png", "<svg xmlns='http://www.w3.org/2000/svg'><image href='/etc/passwd'/></svg>");
    row("PostScript called TIFF", "a.tif", "%!PS-Adobe-3.0\n(x) run\n");
    row("60,000 x 60,000 pixels", "a.png", pngHeader(60000, 60000));
    row("no pixels", "a.png", pngHeader(0, 8));
    row("4 billion pixels wide", "a.png", pngHeader(0xffffffff, 1));
    row("JPEG of 65,535 x 65,535", "a.jpg",
        QByteArray(jpeg).replace(jpeg.indexOf("\xff\xc0") + 5, 4, "\xff\xff\xff\xff"));
    row("PNG chunk of 4 GB", "a.png", QByteArray(png).replace(33, 4, "\xff\xff\xff\xf0"));
    row("PNG with a wrong checksum", "a.png", QByteArray(png).replace(png.size() - 20, 1, "\x7f"));
    row("PNG without an end", "a.png", png.chopped(12));
    row("WebP longer than its file", "a.webp", QByteArray(webp).replace(4, 4, "\xff\xff\xff\x7f"));
    row("TIFF that points at itself", "a.tif", tiffThatPointsAtItself());
    row("TIFF whose directory lies outside", "a.tif", QByteArray("II\x2a\0\xff\xff\xff\x7f", 8));
    row("JPEG markers only", "a.jpg", QByteArray("\xff\xd8\xff\xd9", 4));
    row("JPEG segment without a length", "a.jpg", QByteArray("\xff\xd8\xff\xe1\0\0\xff\xd9", 8));
}

void TestHostileInput::pictures()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    const QString picture = m_folder.write(s("hostile/") + name, content);
    const QString table =
        m_folder.write(s("hostile.csv"), "file,prompt,generator\nhostile/" + name.toUtf8() + ",p,g\n");
    refuse({s("import"), m_study, table, s("--as"), s("csv")}, name.toUtf8());
    QFile::remove(picture);
}

/// Every fiftieth of a picture in each format: what is cut is never taken for whole.
void TestHostileInput::cutPictures()
{
    for (const char *format : {"jpeg", "png", "webp", "tiff"}) {
        const QByteArray whole = support::encoded(support::texture(64, 48), format);
        const QString name = s("cut.") + (qstrcmp(format, "tiff") == 0 ? s("tif") : QLatin1String(format));
        QByteArray table("file,prompt,generator\n");
        for (int part = 0; part < 50; ++part) {
            const QByteArray file = "cut/" + QByteArray::number(part) + name.toUtf8();
            m_folder.write(QString::fromUtf8(file), whole.first(whole.size() * part / 50));
            table += file + ",p,g\n";
        }
        const QString path = m_folder.write(s("cut.csv"), table);
        QProcess process;
        process.start(support::binFolder() + s("/dissensus-cli"), {s("import"), m_study, path, s("--as"), s("csv"),
                                                                   s("--keep-going"), s("--dry-run"), s("--json")});
        QVERIFY(process.waitForFinished(60000));
        const QByteArray out = process.readAllStandardOutput();
        QVERIFY2(process.exitCode() == 3, out.left(300).constData());
        QCOMPARE(out.count("\"reason\""), 50);
    }
}

void TestHostileInput::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("newline") << s("a\nb.png");
    QTest::newRow("quotes") << s("a\"b'c.png");
    QTest::newRow("right to left") << QString(QChar(0x202e)) + s("gnp.exe.png");
    QTest::newRow("emoji") << s("🦊🌨️.png");
    QTest::newRow("spaces") << s("  a  .png");
    QTest::newRow("255 bytes") << QString(251, u'x') + s(".png");
    QTest::newRow("percent") << s("%s%n%1%00.png");
    QTest::newRow("semicolon") << s("a;DROP TABLE vote;.png");
}

/// Odd names are names: the picture comes in, and an error about it stays one line.
void TestHostileInput::names()
{
    QFETCH(QString, name);
    const support::TestFolder folder;
    const QString study = folder.file(s("n.dissensus"));
    support::must(storage::Database::create(study, s("names")));
    folder.write(s("out/gen/") + name, support::encoded(support::texture(8, 8), "png"));
    folder.write(s("out/prompts.txt"), "a prompt\n");
    QProcess process;
    const auto import = [&] {
        process.start(support::binFolder() + s("/dissensus-cli"),
                      {s("import"), study, folder.file(s("out")), s("--json")});
        return process.waitForFinished(60000);
    };
    QVERIFY(import());
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    folder.write(s("out/gen/") + name, "broken");
    QVERIFY(import());
    QCOMPARE(process.exitCode(), 1);
    QCOMPARE(process.readAllStandardError().count('\n'), 1);
}

void TestHostileInput::studies_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("says");
    const QByteArray billion = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) ";
    QTest::newRow("trigger of somebody") << QByteArray(
        "CREATE TRIGGER x AFTER INSERT ON answer BEGIN DELETE FROM withdrawn; END")
                                         << QByteArray("trigger");
    QTest::newRow("a billion rows") << "DROP VIEW live_picture; CREATE VIEW live_picture AS " + billion
                                           + "SELECT i AS id FROM n"
                                    << QByteArray("view");
    QTest::newRow("a billion identities")
        << "DROP TABLE study; CREATE VIEW study AS " + billion + "SELECT max(i) AS uid FROM n" << QByteArray("view");
    QTest::newRow("from the future") << QByteArray(
        "PRAGMA user_version = 99; INSERT INTO schema_step VALUES (99, '7.5.0', 0)")
                                     << QByteArray("7.5.0");
    QTest::newRow("no identity") << QByteArray("DROP TABLE study; CREATE TABLE study (uid TEXT)")
                                 << QByteArray("identity");
    QTest::newRow("another program's") << QByteArray("PRAGMA application_id = 7")
                                       << QByteArray("not a Dissensus study");
}

void TestHostileInput::studies()
{
    QFETCH(QByteArray, sql);
    QFETCH(QByteArray, says);
    const QString path = m_folder.file(s("hostile.dissensus"));
    QFile::remove(path);
    QVERIFY(QFile::copy(m_study, path));
    sqlite3 *file = nullptr;
    sqlite3_open(QFile::encodeName(path).constData(), &file);
    char *problem = nullptr;
    QVERIFY2(sqlite3_exec(file, sql.constData(), nullptr, nullptr, &problem) == SQLITE_OK, problem);
    sqlite3_close(file);
    for (const QStringList &words : {QStringList{s("study"), s("info"), path}, QStringList{s("check"), path},
                                     QStringList{s("annotate"), path, s("--annotator"), s("a")},
                                     QStringList{s("export"), path, s("--votes"), m_folder.file(s("out.csv"))},
                                     QStringList{s("merge"), m_study, path}})
        refuse(words, says);
    QFile::remove(path);
}

void TestHostileInput::linksOutOfTheFolder()
{
    const support::TestFolder outside;
    outside.write(s("secret.png"), support::encoded(support::texture(8, 8), "png"));
    m_folder.write(s("links/prompts.txt"), "a prompt\n");
    m_folder.write(s("links/gen/0.png"), support::encoded(support::texture(8, 8), "png"));
    QVERIFY(QFile::link(outside.file(s("secret.png")), m_folder.file(s("links/gen/1.png"))));
    refuse({s("import"), m_study, m_folder.file(s("links"))}, "leads out");
    QVERIFY(QFile::link(outside.path(), m_folder.file(s("links/other"))));
    refuse({s("import"), m_study, m_folder.file(s("links"))}, "leads out");
}

/// Right checksums around a broken stream: only decoding finds out, and nobody but the answer says so.
void TestHostileInput::picturesThatBreakInTheDecoder()
{
    const support::TestFolder folder;
    const QString study = folder.file(s("d.dissensus"));
    support::must(storage::Database::create(study, s("decoder")));
    const QByteArray png = support::encoded(support::texture(8, 8), "png");
    for (const char *name : {"a/1.png", "b/1.png"}) {
        QByteArray broken = support::pngWithChunk(png, "IDAT", QByteArray("\x78\x9c") + name);
        broken.remove(broken.lastIndexOf("IDAT") - 4, broken.size() - 12 - (broken.lastIndexOf("IDAT") - 4));
        folder.write(s("out/") + QLatin1String(name), broken);
    }
    folder.write(s("out/prompts.txt"), "a prompt\n");
    QProcess process;
    const QString program = support::binFolder() + s("/dissensus-cli");
    process.start(program, {s("import"), study, folder.file(s("out"))});
    QVERIFY(process.waitForFinished(60000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    process.start(program, {s("annotate"), study, s("--annotator"), s("a")});
    QVERIFY(process.waitForStarted());
    process.write("{\"stop\":true}\n");
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.readAllStandardError(), QByteArray());
    QCOMPARE(process.readAllStandardOutput().count("picture.broken"), 2);
}

QTEST_GUILESS_MAIN(TestHostileInput)
#include "tst_hostileinput.moc"
