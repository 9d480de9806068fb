#include <thread>

#include <sys/resource.h>

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>

#include "core/base/hash.h"
#include "core/imaging/decode.h"
#include "core/imaging/thumbnail.h"
#include "core/imaging/thumbnailstore.h"
#include "tests/bench/measurement.h"
#include "tests/support/manypictures.h"

namespace bench {

namespace {

constexpr int cores = 2;
constexpr int thumbnails = 600;
constexpr double limitRate = 300;       ///< thumbnails per second on two cores from 1024² JPEG
constexpr double limitFirstPage = 3000; ///< ms, at the first opening
constexpr double limitLaterPage = 1000; ///< ms
constexpr double limitEvent = 50;       ///< ms of the window thread for one event
constexpr double limitFrame = 33;       ///< ms for one picture of the window
constexpr double limitMemory = 300;     ///< MB, whole process

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Pictures per second that `work` manages on two free cores: by processor time, so that a busy machine says the same.
double rate(const std::function<void(int)> &work)
{
    const double before = cpuSeconds();
    std::vector<std::thread> threads;
    for (int t = 0; t < cores; ++t)
        threads.emplace_back([&work, t] {
            for (int i = t; i < thumbnails; i += cores)
                work(i);
        });
    for (std::thread &thread : threads)
        thread.join();
    return thumbnails * cores / (cpuSeconds() - before);
}

QList<Line> benchThumbnails(const Setting &setting)
{
    QList<QByteArray> files;
    for (const QString &path : paintPictures(setting.folder + QStringLiteral("/thumbnails"), 24, 1024)) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            giveUp(file.errorString());
        files.append(file.readAll());
    }
    auto store = imaging::ThumbnailStore::open(setting.folder + QStringLiteral("/thumbnails.sqlite"));
    if (!store)
        giveUp(store.error().toLine());
    const auto bytesOf = [&files](int i) { return files[i % files.size()]; };
    const double decoded = rate([&](int i) {
        if (!imaging::decode(bytesOf(i), {QSize(imaging::Thumbnail::side, imaging::Thumbnail::side), {}}))
            giveUp(QStringLiteral("a picture cannot be decoded"));
    });
    const auto keyOf = [](int i) { return base::sha256(QByteArray::number(i)); };
    const double made = rate([&](int i) {
        const auto thumbnail = imaging::makeThumbnail(bytesOf(i));
        if (!thumbnail || !(*store)->keep(keyOf(i), {imaging::encodeThumbnail(*thumbnail), thumbnail->mean}))
            giveUp(QStringLiteral("a thumbnail cannot be made"));
    });
    const double read = rate([&](int i) {
        const auto kept = (*store)->find(keyOf(i));
        if (!kept || !imaging::decodeThumbnail(kept->encoded))
            giveUp(QStringLiteral("a thumbnail is not there"));
    });
    const QString perSecond = QStringLiteral("pictures/s");
    return {{QStringLiteral("thumbnails of 1024² JPEG, kept"), made, QStringLiteral("decoding scaled only"), decoded,
             perSecond},
            {QStringLiteral("thumbnails of 1024² JPEG, kept"), made, QStringLiteral("limit, at least"), limitRate,
             perSecond},
            {QStringLiteral("thumbnails from the store"), read, QStringLiteral("making them"), made, perSecond}};
}

/// Runs "gallerypage", which shows the first page, or "windowsession", which walks through all places, on a study. A
/// process of its own: cold.
QJsonObject runWindow(const Setting &setting, const QString &program, const QString &study, const QString &store)
{
    QProcess process;
    process.start(QStringLiteral("%1/%2").arg(setting.programs, program), {study, store});
    if (!process.waitForFinished(600'000) || process.exitCode() != 0)
        giveUp(QStringLiteral("%1: ").arg(program) + QString::fromUtf8(process.readAllStandardError()));
    return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
}

QList<Line> benchFirstPage(const Setting &setting)
{
    if (!QFile::exists(setting.programs + QStringLiteral("/gallerypage")))
        return {}; // a build without the window
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QString folder = setting.folder + QStringLiteral("/gallery");
    QDir().mkpath(folder);
    bool ok = false;
    const int asked = qEnvironmentVariableIntValue("DISSENSUS_BENCH_PICTURES", &ok);
    support::ManyPicturesPlan plan;
    plan.pictures = ok ? asked : plan.pictures;
    const QString study = support::makeManyPictures(folder, plan);
    const QString store = folder + QStringLiteral("/store.sqlite");
    const QJsonObject first = runWindow(setting, QStringLiteral("gallerypage"), study, store);
    const QJsonObject later = runWindow(setting, QStringLiteral("gallerypage"), study, store);
    const QJsonObject session = runWindow(setting, QStringLiteral("windowsession"), study, store);
    const auto ms = [](const QJsonObject &o, const char *key) { return o[QLatin1String(key)].toDouble(); };
    const QString limit = QStringLiteral("limit, at most");
    const QString unit = QStringLiteral("ms");
    const QString what = QStringLiteral("%1 pictures: ").arg(plan.pictures);
    return {{what + QStringLiteral("first page, new"), ms(first, "page_ms"), limit, limitFirstPage, unit},
            {what + QStringLiteral("first page, later"), ms(later, "page_ms"), limit, limitLaterPage, unit},
            {what + QStringLiteral("with votes and scores"), ms(later, "loaded_ms"), QStringLiteral("its first page"),
             ms(later, "page_ms"), unit},
            {what + QStringLiteral("longest UI pause"), ms(first, "pause_ms"), limit, limitEvent, unit},
            {what + QStringLiteral("memory"), ms(first, "peak_mb"), limit, limitMemory, QStringLiteral("MB")},
            {what + QStringLiteral("through all places, longest event, ")
                 + session[QLatin1String("event_where")].toString(),
             ms(session, "event_ms"), limit, limitEvent, unit},
            {what + QStringLiteral("through all places, longest frame, ")
                 + session[QLatin1String("frame_where")].toString(),
             ms(session, "frame_ms"), limit, limitFrame, unit},
            {what + QStringLiteral("through all places, memory"), ms(session, "peak_mb"), limit, limitMemory,
             QStringLiteral("MB")}};
}

} // namespace

QList<Line> benchGallery(const Setting &setting)
{
    return benchThumbnails(setting) + benchFirstPage(setting);
}

} // namespace bench
