#include "data/demo/demostudy.h"

#include <QDir>
#include <QDirIterator>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/hash.h"
#include "core/storage/annotatorrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/studyrepository.h"
#include "core/storage/trialrepository.h"

class TestDemoStudy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void content();
    void generatorsHaveFacts();
    void sameAgain();
    void otherSeed();
    void neverOverwrites();
    void cancelLeavesNoStudy();

private:
    QString make(const QString &name, std::uint64_t seed);

    QTemporaryDir m_folder{QDir::tempPath() + QStringLiteral("/demo study XXXXXX")};
    QString m_first;
};

namespace {

constexpr int ideas = 2;
constexpr int annotators = 2;

demo::DemoOptions small(const QString &folder, std::uint64_t seed)
{
    demo::DemoOptions options;
    options.folder = folder;
    options.seed = seed;
    options.ideas = ideas;
    options.annotators = annotators;
    options.generatorPairs = 6;
    options.variantPairs = 5;
    return options;
}

QMap<QString, QString> hashes(const QString &folder)
{
    QMap<QString, QString> found;
    QDirIterator files(folder + QStringLiteral("/pictures"), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        found.insert(QDir(folder).relativeFilePath(path), base::sha256File(path).value_or(QString()));
    }
    return found;
}

/// Every vote and label as text, without what a clock or a fresh id brought.
QStringList answers(const QString &study)
{
    QStringList lines;
    auto database = storage::Database::open(study, storage::Database::Mode::ReadOnly);
    if (!database)
        return {database.error().toLine()};
    storage::TrialRepository trials(*database);
    for (const study::Annotator &annotator :
         storage::AnnotatorRepository(*database).annotators().value_or(QList<study::Annotator>()))
        for (const study::Trial &trial : trials.trialsOf(annotator.id).value_or(QList<study::Trial>()))
            for (const study::Answer &answer : trials.currentAnswers(trial.id).value_or(QList<study::Answer>())) {
                QString line = QStringLiteral("%1 %2 %3 %4")
                                   .arg(annotator.code)
                                   .arg(trial.position)
                                   .arg(answer.question)
                                   .arg(answer.responseMs);
                if (answer.vote)
                    line += u' ' + study::toText(*answer.vote) + u' ' + QString::number(answer.vote->strength);
                for (const study::Label &label : answer.labels)
                    line += QStringLiteral(" %1:%2").arg(label.position).arg(label.label);
                lines.append(line);
            }
    lines.sort();
    return lines;
}

} // namespace

QString TestDemoStudy::make(const QString &name, std::uint64_t seed)
{
    base::Progress progress;
    const auto report = demo::makeDemoStudy(small(m_folder.filePath(name), seed), progress);
    if (!report)
        qWarning("%s", qPrintable(report.error().toLine()));
    return report ? report->study : QString();
}

void TestDemoStudy::initTestCase()
{
    QVERIFY(m_folder.isValid());
    m_first = make(QStringLiteral("first"), 1);
    QVERIFY(!m_first.isEmpty());
}

void TestDemoStudy::content()
{
    auto database = storage::Database::open(m_first, storage::Database::Mode::ReadOnly);
    QVERIFY(database);
    storage::StudyRepository study(*database);
    const auto counts = study.counts();
    QVERIFY(counts);
    QCOMPARE(counts->promptGroups, ideas);
    QCOMPARE(counts->prompts, 2 * ideas);
    QCOMPARE(counts->generators, 4);
    QCOMPARE(counts->pictures, 8 * ideas);
    QCOMPARE(counts->assets, 8 * ideas);
    QCOMPARE(counts->annotators, annotators);
    QVERIFY2(counts->votes >= annotators * 11, qPrintable(QString::number(counts->votes)));
    QVERIFY(counts->labels > 0);
    QCOMPARE(study.setting(QStringLiteral("simulated")).value_or(QString()), QStringLiteral("1"));
    for (const study::Annotator &annotator :
         storage::AnnotatorRepository(*database).annotators().value_or(QList<study::Annotator>()))
        QCOMPARE(annotator.kind, study::AnnotatorKind::Machine);
    int labelled = 0;
    for (const study::Picture &picture :
         storage::PictureRepository(*database).pictures().value_or(QList<study::Picture>())) {
        QCOMPARE(picture.taxonomy.isEmpty(), picture.variant == study::originalVariant);
        labelled += picture.taxonomy.isEmpty() ? 0 : 1;
    }
    QCOMPARE(labelled, 4 * ideas);
}

void TestDemoStudy::generatorsHaveFacts()
{
    auto database = storage::Database::open(m_first, storage::Database::Mode::ReadOnly);
    QVERIFY(database);
    int aligned = 0;
    for (const study::Generator &generator :
         storage::PictureRepository(*database).generators().value_or(QList<study::Generator>())) {
        QVERIFY(!generator.family.isEmpty());
        aligned += generator.alignedVersionOf == QLatin1String("Lumen") ? 1 : 0;
    }
    QCOMPARE(aligned, 1);
}

void TestDemoStudy::sameAgain()
{
    const QString second = make(QStringLiteral("second"), 1);
    QVERIFY(!second.isEmpty());
    const auto first = hashes(m_folder.filePath(QStringLiteral("first")));
    QCOMPARE(first.size(), 8 * ideas);
    QCOMPARE(hashes(m_folder.filePath(QStringLiteral("second"))), first);
    QCOMPARE(QSet<QString>(first.begin(), first.end()).size(), 8 * ideas);
    QCOMPARE(answers(second), answers(m_first));
}

void TestDemoStudy::otherSeed()
{
    const QString other = make(QStringLiteral("other"), 2);
    QVERIFY(!other.isEmpty());
    QVERIFY(hashes(m_folder.filePath(QStringLiteral("other"))) != hashes(m_folder.filePath(QStringLiteral("first"))));
    QVERIFY(answers(other) != answers(m_first));
}

void TestDemoStudy::neverOverwrites()
{
    base::Progress progress;
    const auto again = demo::makeDemoStudy(small(m_folder.filePath(QStringLiteral("first")), 1), progress);
    QVERIFY(!again);
    QCOMPARE(again.error().code, QStringLiteral("demo.exists"));
}

void TestDemoStudy::cancelLeavesNoStudy()
{
    // Cancelled while the annotators are at work.
    base::Progress *running = nullptr;
    base::Progress progress([&running](const QString &what, qint64, qint64) {
        if (what.contains(QLatin1String("judge")))
            running->cancel();
    });
    running = &progress;
    const auto report = demo::makeDemoStudy(small(m_folder.filePath(QStringLiteral("cancelled")), 1), progress);
    QVERIFY(!report);
    QCOMPARE(report.error().code, QString(base::cancelledCode));
    QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("cancelled/demo.dissensus"))));
}

QTEST_GUILESS_MAIN(TestDemoStudy)
#include "tst_demostudy.moc"
