#include "data/demo/demostudy.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QImageWriter>
#include <QSaveFile>

#include "core/interchange/importer.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/studyrepository.h"
#include "core/storage/transaction.h"
#include "core/trials/studyprotocol.h"
#include "data/demo/catalogue.h"
#include "data/demo/simulatedannotator.h"

namespace demo {

namespace {

constexpr int jpegQuality = 91;
constexpr QLatin1String tableFileName{"pictures.csv"};

/// One picture to be painted.
struct Task
{
    const Idea *idea = nullptr;
    const Painter *painter = nullptr;
    Variant variant = Variant::Original;

    QString file() const
    {
        const QLatin1String word = variant == Variant::Original ? QLatin1String("original") : QLatin1String("wide");
        return QStringLiteral("pictures/%1/%2-%3.jpg")
            .arg(painter->name.toString().toLower().replace(u' ', u'-'), idea->key, word);
    }
};

base::Error writeError(const QString &path, const QString &why)
{
    return {QStringLiteral("file.write"),
            QStringLiteral("cannot be written: %1").arg(why),
            path,
            0,
            QStringLiteral("Choose a folder with room and the right to write"),
            {}};
}

base::Result<void> writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return tl::make_unexpected(writeError(path, file.errorString()));
    return {};
}

base::Result<void> paintTask(const Task &task, const DemoOptions &options)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImageWriter writer(&buffer, "jpeg");
    writer.setQuality(jpegQuality);
    const QString path = QDir(options.folder).filePath(task.file());
    try {
        if (!writer.write(paint(*task.idea, *task.painter, task.variant, options.seed)))
            return tl::make_unexpected(writeError(path, writer.errorString()));
    } catch (const std::exception &exception) { // OpenCV and the allocator throw
        return base::failIn(path, 0, QStringLiteral("demo.paint"),
                            QStringLiteral("could not be painted: %1").arg(QString::fromUtf8(exception.what())));
    }
    return writeFile(path, bytes);
}

/// Counts steps that several threads take, and reports them one at a time.
class StepCounter
{
public:
    StepCounter(const base::Progress &progress, const QString &what, qint64 done, qint64 total)
        : m_progress(progress)
        , m_what(what)
        , m_done(done)
        , m_total(total)
    {
    }

    void step()
    {
        const std::lock_guard lock(m_mutex);
        ++m_done;
        m_progress.report(m_what, std::min(m_done, m_total), m_total);
    }
    qint64 done() const { return m_done; }

private:
    const base::Progress &m_progress;
    std::mutex m_mutex; ///< guards m_done, and the receiver of the reports
    QString m_what;
    qint64 m_done;
    qint64 m_total;
};

/// Runs `work(i)` for 0 … count − 1 on all processors; the first error ends it.
base::Result<void> onAllProcessors(int count, const base::Progress &progress,
                                   const std::function<base::Result<void>(int)> &work)
{
    std::mutex mutex;
    std::optional<base::Error> failure; // guarded by mutex
    std::atomic<int> next{0};
    std::atomic<bool> stop{false};
    std::vector<std::jthread> threads;
    for (unsigned thread = 0; thread < std::max(1U, std::thread::hardware_concurrency()); ++thread)
        threads.emplace_back([&] {
            while (!stop && !progress.isCancelled()) {
                const int item = next++;
                if (item >= count)
                    return;
                if (auto done = work(item); !done) {
                    stop = true;
                    const std::lock_guard lock(mutex);
                    if (!failure)
                        failure = done.error();
                }
            }
        });
    threads.clear(); // waits
    if (failure)
        return tl::make_unexpected(*failure);
    if (progress.isCancelled())
        return base::fail(base::cancelledCode, QStringLiteral("cancelled"));
    return {};
}

QString csvField(QString text)
{
    return u'"' + text.replace(u'"', QLatin1String("\"\"")) + u'"';
}

QString emotionOfIdea(const Idea &idea, Variant variant)
{
    if (variant == Variant::Original)
        return {};
    switch (idea.feeling) {
    case Feeling::Sad:
        return QStringLiteral("sad");
    case Feeling::Afraid:
        return QStringLiteral("fear");
    case Feeling::Calm:
        break;
    }
    return {};
}

/// The file that the import reads: one row per picture, in the format `csv`.
QByteArray pictureTable(const QList<Task> &tasks, std::uint64_t seed)
{
    QString table = QStringLiteral("file,prompt_group,topic,variant,prompt,generator,seed,kind,taxonomy,emotion\n");
    for (const Task &task : tasks) {
        const bool wide = task.variant == Variant::Wide;
        const QStringList fields{task.file(),
                                 task.idea->key.toString(),
                                 csvField(task.idea->topic.toString()),
                                 wide ? QStringLiteral("distorted") : QStringLiteral("original"),
                                 csvField((wide ? task.idea->wide : task.idea->original).toString()),
                                 csvField(task.painter->name.toString()),
                                 QString::number(seed),
                                 QStringLiteral("generated"),
                                 wide ? task.idea->taxonomy.toString() : QString(),
                                 emotionOfIdea(*task.idea, task.variant)};
        table += fields.join(u',') + u'\n';
    }
    return table.toUtf8();
}

QList<Task> tasksOf(const DemoOptions &options)
{
    QList<Task> tasks;
    const std::size_t count = std::min(ideas().size(), static_cast<std::size_t>(options.ideas));
    for (std::size_t i = 0; i < count; ++i)
        for (const Painter &painter : painters())
            for (const Variant variant : {Variant::Original, Variant::Wide})
                tasks.append({&ideas()[i], &painter, variant});
    return tasks;
}

base::Result<void> paintAll(const QList<Task> &tasks, const DemoOptions &options, const base::Progress &progress)
{
    const QDir folder(options.folder);
    for (const Painter &painter : painters()) {
        const QString path = QFileInfo(folder.filePath(Task{&ideas()[0], &painter}.file())).path();
        if (!QDir().mkpath(path))
            return tl::make_unexpected(writeError(path, QStringLiteral("the folder cannot be made")));
    }
    progress.report(QStringLiteral("Paint pictures"), 0, tasks.size());
    StepCounter counter(progress, QStringLiteral("Paint pictures"), 0, tasks.size());
    return onAllProcessors(static_cast<int>(tasks.size()), progress, [&](int item) -> base::Result<void> {
        BASE_TRY(paintTask(tasks[item], options));
        counter.step();
        return {};
    });
}

/// Through the import that everybody uses; the table lies beside the pictures.
base::Result<void> importPictures(storage::Database &database, const DemoOptions &options,
                                  const base::Progress &progress)
{
    interchange::ImportRequest request;
    request.source = QDir(options.folder).absoluteFilePath(tableFileName);
    request.kind = QStringLiteral("csv");
    request.name = QStringLiteral("Painted pictures");
    BASE_TRY(interchange::importInto(database, request, progress));
    return {};
}

/// Says of the study what an import cannot know.
base::Result<void> describe(storage::Database &database)
{
    BASE_TRY_ASSIGN(transaction, storage::Transaction::begin(database));
    BASE_TRY(storage::StudyRepository(database).setSetting(QStringLiteral("simulated"), QStringLiteral("1")));
    storage::PictureRepository pictures(database);
    for (const Painter &painter : painters()) {
        BASE_TRY_ASSIGN(generator, pictures.addGenerator(painter.name.toString()));
        BASE_TRY(
            pictures.setGeneratorFacts(generator.id, painter.family.toString(), painter.alignedVersionOf.toString()));
    }
    return transaction.commit();
}

trials::Protocol protocolOf(trials::Design design, const DemoOptions &options)
{
    trials::Protocol protocol = trials::defaultProtocol();
    protocol.title = QStringLiteral("Demo study");
    protocol.instructions =
        QStringLiteral("Look at both pictures, read the prompt, choose the picture you would rather have for it.\n\n"
                       "There is no right answer. *No preference* is an answer too.");
    protocol.seed = static_cast<qint64>(options.seed);
    protocol.pairs.design = design;
    const bool variants = design == trials::Design::Variants;
    protocol.pairs.promptVariant = variants ? QStringLiteral("distorted") : QStringLiteral("original");
    protocol.pairs.perAnnotator = variants ? options.variantPairs : options.generatorPairs;
    protocol.pairs.practice = 0;
    protocol.pairs.repeats = 0.1;
    protocol.pairs.selection = trials::Selection::Balanced;
    // Simulated annotators have a preference and name an emotion; they rate no dimensions.
    protocol.questions.removeIf(
        [](const study::Question &question) { return question.kind == study::QuestionKind::Ratings; });
    return protocol;
}

/// Every annotator judges what the protocol plans for it.
base::Result<void> judge(storage::Database &database, trials::Design design, const DemoOptions &options,
                         const base::Progress &progress, int &done, int expected)
{
    BASE_TRY(trials::setStudyProtocol(database, protocolOf(design, options)));
    const int annotators = std::min(static_cast<int>(tastes().size()), options.annotators);
    const QString path = database.path();
    const std::uint64_t seed = seedOf(u"judge", options.seed * 2 + (design == trials::Design::Variants ? 1 : 0));
    StepCounter counter(progress, QStringLiteral("Simulated annotators judge"), done, expected);
    BASE_TRY(onAllProcessors(annotators, progress, [&](int item) -> base::Result<void> {
        BASE_TRY(judgeAll(
            path, tastes()[static_cast<std::size_t>(item)], seed, [&counter] { counter.step(); }, progress));
        return {};
    }));
    done = static_cast<int>(counter.done());
    return {};
}

base::Result<DemoReport> fill(const QString &path, const QList<Task> &tasks, const DemoOptions &options,
                              base::Progress &progress)
{
    BASE_TRY_ASSIGN(database, storage::Database::create(path, QStringLiteral("Demo study")));
    BASE_TRY(importPictures(database, options, progress));
    BASE_TRY(describe(database));
    DemoReport report{path, static_cast<int>(tasks.size()) / 8, static_cast<int>(tasks.size()),
                      std::min(static_cast<int>(tastes().size()), options.annotators), 0};
    const int expected = static_cast<int>(1.1 * report.annotators * (options.generatorPairs + options.variantPairs));
    for (const trials::Design design : {trials::Design::Generators, trials::Design::Variants})
        BASE_TRY(judge(database, design, options, progress, report.votes, expected));
    return report;
}

} // namespace

base::Result<DemoReport> makeDemoStudy(const DemoOptions &options, base::Progress &progress)
{
    const QDir folder(options.folder);
    const QString path = folder.absoluteFilePath(demoFileName);
    if (QFileInfo::exists(path))
        return base::failIn(path, 0, QStringLiteral("demo.exists"), QStringLiteral("there is a demo study already"),
                            QStringLiteral("Open it, or choose another folder"));
    const QList<Task> tasks = tasksOf(options);
    BASE_TRY(paintAll(tasks, options, progress));
    BASE_TRY(writeFile(folder.filePath(tableFileName), pictureTable(tasks, options.seed)));
    auto report = fill(path, tasks, options, progress);
    if (!report)
        for (const QLatin1String suffix :
             {QLatin1String(""), QLatin1String("-wal"), QLatin1String("-shm"), QLatin1String("-lock")})
            QFile::remove(path + suffix);
    return report;
}

} // namespace demo
