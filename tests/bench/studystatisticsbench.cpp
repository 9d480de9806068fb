#include <algorithm>
#include <array>

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/measurement.h"
#include "tests/support/manyvotes.h"

namespace bench {

namespace {

constexpr int replicates = 1000;

/// Median time of `stats` from a cold program, in milliseconds.
double statsMs(const Setting &setting, const QString &study, const QStringList &more, int times)
{
    Times measured;
    for (int i = 0; i < times; ++i)
        measured.measure([&] { runCli(setting, QStringList{QStringLiteral("stats"), study} + more); });
    return measured.median();
}

/// The largest resident size of one run of dissensus-cli, in MB. Told by wait4(): what getrusage() says of children is
/// the largest of all that ever ran.
double peakMb(const Setting &setting, const QStringList &arguments)
{
    std::vector<QByteArray> words{(setting.programs + QStringLiteral("/dissensus-cli")).toLocal8Bit()};
    for (const QString &argument : arguments)
        words.push_back(argument.toLocal8Bit());
    std::vector<char *> argv;
    for (QByteArray &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        if (freopen("/dev/null", "w", stdout))
            execv(argv[0], argv.data());
        _exit(127);
    }
    int status = 0;
    rusage usage{};
    if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0)
        giveUp(QStringLiteral("dissensus-cli %1 failed").arg(arguments.join(QLatin1Char(' '))));
    return double(usage.ru_maxrss) / 1024;
}

/// The same bootstrap in NumPy on the same votes, in milliseconds.
double pythonMs(const QString &study)
{
    const QString python = qEnvironmentVariable("DISSENSUS_PYTHON", QStringLiteral("python3"));
    QProcess process;
    process.start(
        python, {QStringLiteral(DISSENSUS_REFERENCE "/bench_study_statistics.py"), study, QString::number(replicates)});
    if (!process.waitForFinished(600000) || process.exitCode() != 0)
        giveUp(QStringLiteral("%1 needs NumPy and SciPy (DISSENSUS_PYTHON names another Python): %2")
                   .arg(python, QString::fromUtf8(process.readAllStandardError()).trimmed()));
    return QJsonDocument::fromJson(process.readAllStandardOutput())[QLatin1String("bootstrap_ms")].toDouble();
}

} // namespace

QList<Line> benchStudyStatistics(const Setting &setting)
{
    const QString limit = QStringLiteral("limit");
    const QString ms = QStringLiteral("ms");
    support::ManyVotesPlan plan;
    const QString study = support::makeManyVotes(setting.folder, plan);
    const QStringList bootstrap{QStringLiteral("--bootstrap"), QString::number(replicates)};
    QList<Line> lines{
        {QStringLiteral("stats of 100,000 votes, cold"), statsMs(setting, study, {}, 5), limit, 1500, ms}};
    const double withBootstrap = statsMs(setting, study, bootstrap, 3);
    lines += {QStringLiteral("stats with 1,000 replicates"), withBootstrap, limit, 10000, ms};
    const QStringList scorers = QStringList{QStringLiteral("--what"), QStringLiteral("scorers")} + bootstrap;
    lines += {QStringLiteral("stats of scorers, 1,000 replicates"), statsMs(setting, study, scorers, 3),
              QStringLiteral("the same draws in NumPy"), pythonMs(study), ms};

    plan.votes = 1'000'000;
    const QString large = support::makeManyVotes(setting.folder, plan);
    lines +=
        {QStringLiteral("stats of 1,000,000 votes, memory"),
         peakMb(setting, {QStringLiteral("stats"), large, QStringLiteral("--json")}), limit, 300, QStringLiteral("MB")};
    Times info;
    for (int i = 0; i < 5; ++i)
        info.measure([&] { runCli(setting, {QStringLiteral("study"), QStringLiteral("info"), large}); });
    lines += {QStringLiteral("study info on 1,000,000 votes"), info.median(), limit, 200, ms};
    return lines;
}

} // namespace bench
