#include <QFile>

#include "tests/bench/measurement.h"

namespace bench {

/// A study of 2,000 pairs was sent to a hundred annotators, and comes back with 1,000 votes from each.
QList<Line> benchMerge(const Setting &setting)
{
    constexpr int files = 100;
    constexpr int votes = 1000;
    constexpr int pairs = 2000;
    constexpr double limitMs = 10000;
    const QString base = setting.folder + QStringLiteral("/sent.dissensus");
    const QString table = setting.folder + QStringLiteral("/votes.csv");
    runCli(setting, {QStringLiteral("study"), QStringLiteral("create"), base});
    runCli(setting, {QStringLiteral("import"), base, writeVotes(table, pairs, "owner")});
    QStringList returned;
    for (int i = 0; i < files; ++i) {
        const QString copy = setting.folder + QStringLiteral("/returned-%1.dissensus").arg(i);
        if (!QFile::copy(base, copy))
            giveUp(copy);
        runCli(setting, {QStringLiteral("import"), copy, writeVotes(table, votes, QByteArray::number(i) + '-')});
        returned += copy;
    }
    Times merging;
    merging.measure([&] { runCli(setting, QStringList{QStringLiteral("merge"), base} + returned); });
    return {{QStringLiteral("merge of %1 files with %2 votes each").arg(files).arg(votes), merging.median(),
             QStringLiteral("limit"), limitMs, QStringLiteral("ms")}};
}

} // namespace bench
