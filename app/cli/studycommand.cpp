#include "app/cli/studycommand.h"

#include <optional>

#include <QFileInfo>
#include <QJsonObject>

#include "app/cli/cli.h"
#include "app/cli/inputfile.h"
#include "app/cli/studygeneratorscommand.h"
#include "app/cli/studyprotocolcommand.h"
#include "core/storage/database.h"
#include "core/storage/studyrepository.h"
#include "core/trials/studyprotocol.h"

namespace cli {

namespace {

struct CreateOptions
{
    QString study;
    QString title;
    QString protocol;
};

struct InfoOptions
{
    QString study;
};

QJsonObject toJson(const storage::StudyCounts &counts)
{
    return {{QStringLiteral("prompts"), counts.prompts},       {QStringLiteral("prompt_groups"), counts.promptGroups},
            {QStringLiteral("generators"), counts.generators}, {QStringLiteral("pictures"), counts.pictures},
            {QStringLiteral("assets"), counts.assets},         {QStringLiteral("trials"), counts.trials},
            {QStringLiteral("votes"), counts.votes},           {QStringLiteral("annotators"), counts.annotators},
            {QStringLiteral("scores"), counts.scores},         {QStringLiteral("labels"), counts.labels}};
}

base::Result<QJsonObject> describe(storage::Database &database)
{
    storage::StudyRepository study(database);
    BASE_TRY_ASSIGN(title, study.setting(QStringLiteral("title")));
    BASE_TRY_ASSIGN(simulated, study.setting(QStringLiteral("simulated")));
    BASE_TRY_ASSIGN(counts, study.counts());
    BASE_TRY_ASSIGN(version, database.fileSchemaVersion());
    BASE_TRY_ASSIGN(protocol, trials::studyProtocol(database));
    QJsonObject document{{QStringLiteral("title"), title},
                         {QStringLiteral("schema_version"), version},
                         {QStringLiteral("id"), database.uid()},
                         {QStringLiteral("counts"), toJson(counts)},
                         {QStringLiteral("protocol_hash"), protocol.hash},
                         {QStringLiteral("locked"), protocol.locked}};
    if (simulated == QLatin1String("1"))
        document.insert(QStringLiteral("simulated"), true);
    return document;
}

int printStudy(storage::Database &database, Context &context)
{
    const auto document = describe(database);
    if (!document)
        return context.fail(document.error());
    context.line(document->value(QStringLiteral("title")).toString());
    if (document->contains(QStringLiteral("simulated")))
        context.line(QStringLiteral("simulated: the annotators of this study are programs"));
    const QJsonObject counts = document->value(QStringLiteral("counts")).toObject();
    for (const char *name : {"prompt_groups", "prompts", "generators", "pictures", "assets", "trials", "votes",
                             "labels", "annotators", "scores"})
        context.line(QStringLiteral("%1  %2")
                         .arg(QString::fromLatin1(name), -14)
                         .arg(counts.value(QLatin1String(name)).toInteger(), 8));
    context.line(
        QStringLiteral("protocol %1%2")
            .arg(document->value(QStringLiteral("protocol_hash")).toString(),
                 document->value(QStringLiteral("locked")).toBool() ? QStringLiteral(" (locked)") : QString()));
    context.document(*document);
    return Done;
}

/// As given, or the protocol's, or the name of the file.
QString titleOf(const CreateOptions &options, const std::optional<trials::Protocol> &protocol)
{
    if (!options.title.isEmpty())
        return options.title;
    if (protocol && !protocol->title.isEmpty())
        return protocol->title;
    return QFileInfo(options.study).completeBaseName();
}

int runCreate(const CreateOptions &options, Context &context)
{
    if (!options.study.endsWith(QLatin1String(".dissensus")))
        return context.usage(QStringLiteral("STUDY must end in .dissensus"),
                             QStringLiteral("For example: my.dissensus"));
    // A wrong protocol must not leave a study behind.
    std::optional<trials::Protocol> protocol;
    if (!options.protocol.isEmpty()) {
        const auto read = readInputFile(options.protocol).and_then([&](const QByteArray &json) {
            return trials::parseProtocol(json, options.protocol);
        });
        if (!read)
            return context.fail(read.error());
        protocol = *read;
    }
    auto database = storage::Database::create(options.study, titleOf(options, protocol));
    if (!database)
        return context.fail(database.error());
    if (protocol) {
        const auto set = trials::setStudyProtocol(*database, *protocol);
        if (!set)
            return context.fail(set.error());
    }
    return printStudy(*database, context);
}

int runInfo(const InfoOptions &options, Context &context)
{
    auto database = storage::Database::open(options.study, storage::Database::Mode::ReadOnly);
    return database ? printStudy(*database, context) : context.fail(database.error());
}

} // namespace

void addStudyCommands(Cli &cli)
{
    CLI::App *group = cli.addGroup("study", "Make a study; see and set what it is about");

    auto create = std::make_shared<CreateOptions>();
    CLI::App *createCommand = cli.add(
        "create", "Make an empty study", "dissensus-cli study create my.dissensus --title \"Poster replication\"",
        [create](Context &context) { return runCreate(*create, context); }, group);
    addText(createCommand, "STUDY", create->study, "path of the new file, ending in .dissensus")->required();
    addText(createCommand, "--title", create->title,
            "what the study is called; else the protocol's title or the name of the file");
    addText(createCommand, "--protocol", create->protocol, "a protocol file (JSON); without it the defaults hold");

    auto info = std::make_shared<InfoOptions>();
    CLI::App *infoCommand = cli.add(
        "info", "Title, counts and protocol of a study", "dissensus-cli study info my.dissensus --json",
        [info](Context &context) { return runInfo(*info, context); }, group);
    addText(infoCommand, "STUDY", info->study, "the study file")->required();

    addStudyProtocolCommand(cli, group);
    addStudyGeneratorsCommand(cli, group);
}

} // namespace cli
