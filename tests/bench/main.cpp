#include <cstdio>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QTemporaryDir>

#include "tests/bench/measurement.h"

namespace {

const QList<std::pair<QString, bench::Bench>> benches{{QStringLiteral("votes"), bench::benchVotes},
                                                      {QStringLiteral("starts"), bench::benchStarts},
                                                      {QStringLiteral("bulk"), bench::benchBulk},
                                                      {QStringLiteral("import"), bench::benchImport},
                                                      {QStringLiteral("scores"), bench::benchScores},
                                                      {QStringLiteral("history"), bench::benchHistory},
                                                      {QStringLiteral("merge"), bench::benchMerge},
                                                      {QStringLiteral("gallery"), bench::benchGallery},
                                                      {QStringLiteral("search"), bench::benchSearch},
                                                      {QStringLiteral("statistics"), bench::benchStatistics},
                                                      {QStringLiteral("statistics"), bench::benchStudyStatistics}};

void print(const bench::Line &line)
{
    std::printf("%-36s %10.2f %-11s %8.2f x  %-26s %10.2f\n", qPrintable(line.what), line.ours, qPrintable(line.unit),
                line.ours / line.theirs, qPrintable(line.peer), line.theirs);
    std::fflush(stdout);
}

/// "| what | ours | peer or limit | its figure | ratio |"
QByteArray toMarkdown(const bench::Line &line)
{
    return QStringLiteral("| %1 | %2 %3 | %4 | %5 %3 | %6 |\n")
        .arg(line.what)
        .arg(line.ours, 0, 'f', 1)
        .arg(line.unit, line.peer)
        .arg(line.theirs, 0, 'f', 1)
        .arg(line.ours / line.theirs, 0, 'f', 2)
        .toUtf8();
}

/// Puts the table into the file, between its two marks where it has them.
void writeReport(const QString &path, const QByteArray &rows)
{
    const QByteArray begin("<!-- written by ./dev bench --report -->\n");
    const QByteArray end("<!-- end -->\n");
    QByteArray text = begin + end;
    QFile old(path);
    if (old.open(QIODevice::ReadOnly))
        text = old.readAll();
    const qsizetype from = text.indexOf(begin) + begin.size();
    const qsizetype to = text.indexOf(end);
    if (from < begin.size() || to < from)
        bench::giveUp(path + QStringLiteral(" has no place for the table"));
    text.replace(from, to - from,
                 "\n| what | ours | peer or limit | its figure | ratio |\n|---|---|---|---|---|\n" + rows + '\n');
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        bench::giveUp(file.errorString());
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
         {QStringLiteral("json"), QStringLiteral("print one JSON document")},
         {QStringLiteral("report"), QStringLiteral("write a Markdown table, as in docs/performance.md"),
          QStringLiteral("FILE")}});
    parser.addPositionalArgument(
        QStringLiteral("name"),
        QStringLiteral(
            "votes, starts, bulk, import, scores, history, merge, gallery, search, statistics; all without a name"),
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
    QByteArray rows;
    for (const auto &[name, run] : benches) {
        if (!chosen.isEmpty() && !chosen.contains(name))
            continue;
        for (const bench::Line &line : run({folder.path(), programs})) {
            document += toJson(line);
            rows += toMarkdown(line);
            if (!parser.isSet(QStringLiteral("json")))
                print(line);
        }
    }
    if (parser.isSet(QStringLiteral("report")))
        writeReport(parser.value(QStringLiteral("report")), rows);
    if (parser.isSet(QStringLiteral("json")))
        std::fputs(QJsonDocument(document).toJson().constData(), stdout);
    return 0;
}
