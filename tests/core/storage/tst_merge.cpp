#include "core/storage/merge.h"

#include <algorithm>

#include <sqlite3.h>

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include "core/interchange/exporter.h"
#include "core/storage/backup.h"
#include "core/storage/exclusivelock.h"
#include "core/storage/picturerepository.h"
#include "core/storage/scorerepository.h"
#include "core/storage/studycheck.h"
#include "core/trials/annotationsession.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "tests/support/submissions.h"

using storage::Database;
using support::must;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return file.readAll();
}

/// Judges `count` trials as `code`; every third answer is taken back and given again.
void judge(const QString &study, const QString &code, int count)
{
    auto session = must(trials::AnnotationSession::open(study, {code, study::AnnotatorKind::Human, {s("night")}}));
    for (int i = 0; i < count; ++i) {
        const auto trial = must(session->current());
        if (!trial)
            qFatal("the trials ran out");
        const trials::Submission submission = support::voteOn(*trial, {study::Choice::Picture, i % 2, 1});
        must(session->answer(submission));
        if (i % 3 == 2) {
            must(session->undo());
            must(session->answer(submission));
        }
    }
}

/// Changes a closed study behind the program's back.
void edit(const QString &path, const char *sql)
{
    sqlite3 *file = nullptr;
    sqlite3_open(QFile::encodeName(path).constData(), &file);
    char *problem = nullptr;
    if (sqlite3_exec(file, sql, nullptr, nullptr, &problem) != SQLITE_OK)
        qFatal("%s", problem);
    sqlite3_close(file);
}

} // namespace

class TestMerge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void anyOrderTheSameBytes();
    void twiceAddsNothing();
    void studiesThatNeverMet();
    void embeddingsComeAlong();
    void damagedFileIsReported_data();
    void damagedFileIsReported();
    void editedFileIsReported_data();
    void editedFileIsReported();
    void refused();

private:
    QString copyOf(const QString &source, const QString &name) const
    {
        const QString path = m_folder->file(name);
        if (!QFile::copy(source, path))
            qFatal("%s cannot be copied", qPrintable(source));
        return path;
    }
    QString base(const QString &name) const { return copyOf(m_source->file(s("base.dissensus")), name); }
    /// Everything that is exported, and whether the study is sound.
    QByteArray exported(const QString &study, const QString &name) const;
    static storage::MergeReport mergeFiles(const QString &into, const QStringList &others)
    {
        auto database = must(Database::open(into));
        return must(storage::mergeInto(database, others));
    }

    std::unique_ptr<support::TestFolder> m_source;
    std::unique_ptr<support::TestFolder> m_folder;
    QStringList m_returned; ///< what three annotators sent back
};

void TestMerge::initTestCase()
{
    m_source = std::make_unique<support::TestFolder>();
    {
        support::SmallStudy study(m_source->path());
        study.setProtocol(R"({"version":1,"pairs":{"practice":1,"repeats":0.2}})");
        judge(study.path(), s("owner"), 4);
        must(storage::backup(study.database(), m_source->file(s("base.dissensus"))));
    }
    for (const char *code : {"anna", "ben", "cleo"}) {
        const QString path = m_source->file(QLatin1String(code) + s(".dissensus"));
        QVERIFY(QFile::copy(m_source->file(s("base.dissensus")), path));
        judge(path, QLatin1String(code), 7);
        judge(path, s("both"), 2); // the same code on three machines
        auto database = must(Database::open(path));
        storage::ScoreRepository scores(database);
        const auto fingerprint = must(scores.addFingerprint(s("sharpness"), QString(64, u'e'), s("{}")));
        for (const study::Picture &picture : must(storage::PictureRepository(database).pictures())) {
            study::Score score;
            score.asset = picture.asset;
            score.fingerprint = fingerprint.id;
            score.value = code[0] + static_cast<double>(picture.id.value);
            score.computedAt = code[0] == 'b' ? 5000 : 3000; // Ben's machine scored last
            score.origin = s("computed");
            must(scores.addScore(score));
        }
        m_returned += path;
    }
}

void TestMerge::init()
{
    m_folder = std::make_unique<support::TestFolder>();
    // Relative picture paths of a copy need the pictures beside it.
    QFile::link(m_source->file(s("pictures")), m_folder->file(s("pictures")));
}

QByteArray TestMerge::exported(const QString &study, const QString &name) const
{
    auto database = must(Database::open(study));
    const storage::StudyReport report = must(storage::checkStudy(database));
    for (const storage::StudyProblem &problem : report.problems)
        qFatal("%s: %s", qPrintable(problem.where), qPrintable(problem.what));
    interchange::ExportRequest request;
    request.votes = m_folder->file(name + s(".votes.csv"));
    request.labels = m_folder->file(name + s(".labels.csv"));
    request.scores = m_folder->file(name + s(".scores.csv"));
    request.pictures = m_folder->file(name + s(".pictures.csv"));
    request.trials = m_folder->file(name + s(".trials.csv"));
    QByteArray all;
    for (const auto &file : must(interchange::exportTables(database, request, {})))
        all += bytesOf(file.path);
    return all;
}

void TestMerge::anyOrderTheSameBytes()
{
    QStringList order = m_returned;
    std::sort(order.begin(), order.end());
    QByteArray expected;
    int number = 0;
    do {
        for (const bool together : {true, false}) {
            const QString name = s("m%1").arg(++number);
            const QString study = base(name + s(".dissensus"));
            storage::MergeReport report;
            if (together) {
                report = mergeFiles(study, order);
                QCOMPARE(report.files, 3);
                QCOMPARE(report.annotators, 4);
                QCOMPARE(report.votes, 3 * (7 + 2 * 2 + 2));
            } else {
                for (const QString &file : order)
                    mergeFiles(study, {file});
            }
            const QByteArray now = exported(study, name);
            if (expected.isEmpty())
                expected = now;
            QVERIFY2(now == expected, qPrintable(name));
        }
    } while (std::next_permutation(order.begin(), order.end()));
    QVERIFY(expected.count("anna") > 7 && expected.count("cleo") > 7);
}

void TestMerge::twiceAddsNothing()
{
    const QString study = base(s("twice.dissensus"));
    mergeFiles(study, m_returned);
    const QByteArray once = exported(study, s("once"));
    const storage::MergeReport again = mergeFiles(study, m_returned + m_returned);
    QCOMPARE(again.votes + again.trials + again.pictures + again.scores + again.annotators + again.labels, 0);
    QCOMPARE(exported(study, s("twice")), once);
}

/// Into an empty study, and from one that was made apart from the same pictures.
void TestMerge::studiesThatNeverMet()
{
    const QString empty = m_folder->file(s("empty.dissensus"));
    must(Database::create(empty, s("empty")));
    const storage::MergeReport report = mergeFiles(empty, {m_returned[0]});
    QVERIFY(report.pictures > 0 && report.votes > 0);
    // The pictures lie where they lay.
    const QByteArray way = "../" + QFileInfo(m_source->path()).fileName().toUtf8() + '/';
    QCOMPARE(exported(empty, s("e")).replace(way, "").split('\n'),
             exported(copyOf(m_returned[0], s("same.dissensus")), s("f")).split('\n'));

    const support::TestFolder elsewhere;
    support::SmallStudy apart(elsewhere.path());
    judge(apart.path(), s("dora"), 3);
    const QString study = base(s("apart.dissensus"));
    const storage::MergeReport met = mergeFiles(study, {apart.path()});
    QCOMPARE(met.pictures, 0); // the same use of the same bytes
    QCOMPARE(met.annotators, 1);
    QVERIFY(!exported(study, s("met")).isEmpty());
}

/// What a tower made of a picture is not computed again because the study was merged; what is there already stays.
void TestMerge::embeddingsComeAlong()
{
    const auto embedding = [](const char *item, const char *data) {
        return storage::StoredEmbedding{s("tower"), s("asset"), QLatin1String(item), s("fp32"), s("1"), data};
    };
    const QString one = copyOf(m_returned[0], s("one.dissensus"));
    const QString two = copyOf(m_returned[1], s("two.dissensus"));
    const QString study = base(s("embeddings.dissensus"));
    {
        auto database = must(Database::open(one));
        must(storage::ScoreRepository(database).addEmbedding(embedding("a", "aaaa")));
        must(storage::ScoreRepository(database).addEmbedding(embedding("b", "bbbb")));
    }
    {
        auto database = must(Database::open(two));
        must(storage::ScoreRepository(database).addEmbedding(embedding("b", "bbbb")));
        must(storage::ScoreRepository(database).addEmbedding(embedding("c", "cccc")));
    }
    {
        auto database = must(Database::open(study));
        must(storage::ScoreRepository(database).addEmbedding(embedding("c", "kept")));
    }
    for (int i = 0; i < 2; ++i)
        mergeFiles(study, {one, two});
    auto database = must(Database::open(study));
    storage::ScoreRepository scores(database);
    QCOMPARE(must(scores.embedding(s("tower"), s("asset"), s("a"))), "aaaa");
    QCOMPARE(must(scores.embedding(s("tower"), s("asset"), s("b"))), "bbbb");
    QCOMPARE(must(scores.embedding(s("tower"), s("asset"), s("c"))), "kept");
}

void TestMerge::damagedFileIsReported_data()
{
    QTest::addColumn<double>("at");
    for (const double at : {0.3, 0.5, 0.7, 0.9})
        QTest::addRow("zeros at %g", at) << at;
}

void TestMerge::damagedFileIsReported()
{
    QFETCH(double, at);
    const QString broken = copyOf(m_returned[0], s("broken.dissensus"));
    QFile file(broken);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(static_cast<qint64>(static_cast<double>(file.size()) * at) / 4096 * 4096);
    file.write(QByteArray(8192, '\0'));
    file.close();
    const QString study = base(s("whole.dissensus"));
    const QByteArray before = bytesOf(study);
    {
        auto database = must(Database::open(study));
        const auto merged = storage::mergeInto(database, {m_returned[1], broken});
        QVERIFY(!merged);
        QVERIFY2(merged.error().code == s("merge.damaged") || merged.error().code == s("study.damaged")
                     || merged.error().code == s("study.foreign"),
                 qPrintable(merged.error().code));
        QVERIFY2(merged.error().toLine().contains(s("broken.dissensus")), qPrintable(merged.error().toLine()));
    }
    QCOMPARE(bytesOf(study), before);
}

void TestMerge::editedFileIsReported_data()
{
    QTest::addColumn<QByteArray>("sql");
    const auto without = [](const char *table, const char *sql) {
        // The trigger is dropped and made again, as an editor who knows SQLite would do.
        return QByteArray("DROP TRIGGER ") + table + "_no_update; " + sql + "; CREATE TRIGGER " + table
               + "_no_update BEFORE UPDATE ON " + table + " BEGIN SELECT RAISE(ABORT, '" + table
               + " is append-only'); END;";
    };
    QTest::newRow("vote") << without("vote", "UPDATE vote SET position = 1 - position WHERE answer_id = 1");
    QTest::newRow("answer") << without("answer", "UPDATE answer SET comment = 'edited' WHERE id = 1");
    QTest::newRow("time") << without("answer", "UPDATE answer SET response_ms = 900 WHERE id = 1");
    QTest::newRow("trial") << without("trial", "UPDATE trial SET is_practice = 1 - is_practice WHERE id = 2");
    QTest::newRow("sides") << without("trial_picture", "UPDATE trial_picture SET picture_id = picture_id % 12 + 1 "
                                                       "WHERE trial_id = 1 AND position = 0");
    QTest::newRow("generator") << without("generator", "UPDATE generator SET name = 'Zebra 2' WHERE name = 'Zebra'");
}

void TestMerge::editedFileIsReported()
{
    QFETCH(QByteArray, sql);
    const QString edited = copyOf(m_returned[0], s("edited.dissensus"));
    edit(edited, sql.constData());
    const QString study = base(s("kept.dissensus"));
    const QByteArray before = exported(study, s("before"));
    {
        auto database = must(Database::open(study));
        SUPPORT_FAILS(storage::mergeInto(database, {edited}), "merge.differs");
        SUPPORT_FAILS(storage::mergeInto(database, {m_returned[1], edited}), "merge.differs");
    }
    QCOMPARE(exported(study, s("after")), before);
}

void TestMerge::refused()
{
    const QString study = base(s("r.dissensus"));
    auto database = must(Database::open(study));
    SUPPORT_FAILS(storage::mergeInto(database, {study}), "merge.self");
    SUPPORT_FAILS(storage::mergeInto(database, {m_folder->file(s("none"))}), "study.missing");
    SUPPORT_FAILS(storage::mergeInto(database, {m_folder->write(s("text.dissensus"), "words")}), "study.notastudy");
    const auto lock = must(storage::ExclusiveLock::take(study, s("maintenance")));
    SUPPORT_FAILS(storage::mergeInto(database, {m_returned[0]}), "study.locked");
}

QTEST_GUILESS_MAIN(TestMerge)
#include "tst_merge.moc"
