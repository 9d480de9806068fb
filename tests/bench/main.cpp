#include <cstdio>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include "tests/bench/measurement.h"

namespace {

const QList<std::pair<QString, bench::Bench>> benches{
    {QStringLiteral("votes"), bench::benchVotes},   {QStringLiteral("starts"), bench::benchStarts},
    {QStringLiteral("bulk"), bench::benchBulk},     {QStringLiteral("import"), bench::benchImport},
    {QStringLiteral("scores"), bench::benchScores}, {QStringLiteral("gallery"), bench::benchGallery}};

void print(const bench::Line &line)
{
    std::printf("%-36s %10.2f %-11s %8.2f x  %-26s %10.2f\n", qPrintable(line.what), line.ours, qPrintable(line.unit),
                line.ours / line.theirs, qPrintable(line.peer), line.theirs);
    std::fflush(stdout);
}

QJsonObject toJson(const bench::Line &line)
{
    return {{QStringLiteral("what"), line.what},     {QStringLiteral("ours"), line.ours},
            {QStringLiteral("unit"), line.unit},     {QStringLiteral("peer"), line.peer},
            {QStringLiteral("theirs"), line.theirs}, {QStringLiteral("ratio"), line.ours / line.theirs}};
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Speed beside a peer or a limit, measured in the same run."));
    parser.addHelpOption();
    parser.addOptions(
        {{QStringLiteral("folder"), QStringLiteral("where the files go: the disk that is measured (the build folder)"),
          QStringLiteral("FOLDER")},
         {QStringLiteral("json"), QStringLiteral("print one JSON document")}});
    parser.addPositionalArgument(QStringLiteral("name"),
                                 QStringLiteral("votes, starts, bulk, import, scores, gallery; all without a name"),
                                 QStringLiteral("[NAME...]"));
    parser.process(application);

    const QString programs = QCoreApplication::applicationDirPath();
    const QTemporaryDir folder(
        (parser.isSet(QStringLiteral("folder")) ? parser.value(QStringLiteral("folder")) : programs)
        + QStringLiteral("/bench-XXXXXX"));
    if (!folder.isValid())
        bench::giveUp(folder.errorString());
    const QStringList chosen = parser.positionalArguments();
    QJsonArray document;
    for (const auto &[name, run] : benches) {
        if (!chosen.isEmpty() && !chosen.contains(name))
            continue;
        for (const bench::Line &line : run({folder.path(), programs})) {
            document += toJson(line);
            if (!parser.isSet(QStringLiteral("json")))
                print(line);
        }
    }
    if (parser.isSet(QStringLiteral("json")))
        std::fputs(QJsonDocument(document).toJson().constData(), stdout);
    return 0;
}
