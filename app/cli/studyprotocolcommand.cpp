#include "app/cli/studyprotocolcommand.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "app/cli/cli.h"
#include "app/cli/inputfile.h"
#include "core/storage/database.h"
#include "core/storage/exclusivelock.h"
#include "core/trials/studyprotocol.h"

namespace cli {

namespace {

struct ProtocolOptions
{
    QString study;
    std::string action;
    QString file;
};

void printState(const trials::StudyProtocol &protocol, Context &context)
{
    context.line(
        QStringLiteral("protocol %1%2").arg(protocol.hash, protocol.locked ? QStringLiteral(" (locked)") : QString()));
    context.document(
        QJsonObject{{QStringLiteral("protocol_hash"), protocol.hash}, {QStringLiteral("locked"), protocol.locked}});
}

int show(storage::Database &database, Context &context)
{
    const auto protocol = trials::studyProtocol(database);
    if (!protocol)
        return context.fail(protocol.error());
    const QJsonObject body = trials::toJson(protocol->protocol);
    // Without --json the file itself, to be edited and set again.
    context.line(QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Indented)).trimmed());
    context.document(QJsonObject{{QStringLiteral("protocol"), body},
                                 {QStringLiteral("protocol_hash"), protocol->hash},
                                 {QStringLiteral("locked"), protocol->locked},
                                 {QStringLiteral("default"), !protocol->id.isValid()}});
    return Done;
}

int verify(storage::Database &database, Context &context)
{
    const auto problems = trials::verifyStudyProtocol(database);
    if (!problems)
        return context.fail(problems.error());
    for (const QString &problem : *problems)
        context.line(problem);
    if (problems->isEmpty())
        context.line(QStringLiteral("The protocol is readable and has its hash."));
    context.document(QJsonObject{{QStringLiteral("ok"), problems->isEmpty()},
                                 {QStringLiteral("problems"), QJsonArray::fromStringList(*problems)}});
    return problems->isEmpty() ? Done : Failed;
}

base::Result<trials::StudyProtocol> change(storage::Database &database, const ProtocolOptions &options)
{
    trials::Protocol protocol;
    if (options.action == "set") {
        BASE_TRY_ASSIGN(json, readInputFile(options.file));
        BASE_TRY_ASSIGN(read, trials::parseProtocol(json, options.file));
        protocol = read;
    }
    BASE_TRY_ASSIGN(lock, storage::ExclusiveLock::take(database.path(), QStringLiteral("maintenance")));
    return options.action == "set" ? trials::setStudyProtocol(database, protocol) : trials::lockStudyProtocol(database);
}

int runProtocol(const ProtocolOptions &options, Context &context)
{
    if ((options.action == "set") == options.file.isEmpty())
        return context.usage(options.file.isEmpty() ? QStringLiteral("set needs FILE")
                                                    : QStringLiteral("only set takes FILE"),
                             QStringLiteral("See dissensus-cli study protocol --help"));
    const bool changes = options.action == "set" || options.action == "lock";
    auto database = storage::Database::open(options.study, changes ? storage::Database::Mode::ReadWrite
                                                                   : storage::Database::Mode::ReadOnly);
    if (!database)
        return context.fail(database.error());
    if (options.action == "show")
        return show(*database, context);
    if (options.action == "verify")
        return verify(*database, context);
    const auto changed = change(*database, options);
    if (!changed)
        return context.fail(changed.error());
    printState(*changed, context);
    return Done;
}

} // namespace

void addStudyProtocolCommand(Cli &cli, CLI::App *group)
{
    auto options = std::make_shared<ProtocolOptions>();
    CLI::App *command = cli.add(
        "protocol", "See, set, lock or verify how a study asks",
        "dissensus-cli study protocol my.dissensus set protocol.json",
        [options](Context &context) { return runProtocol(*options, context); }, group);
    addText(command, "STUDY", options->study, "the study file")->required();
    command->add_option("ACTION", options->action, "show, set, lock or verify")
        ->required()
        ->check(CLI::IsMember({"show", "set", "lock", "verify"}));
    addText(command, "FILE", options->file, "the protocol file (JSON) that set puts in force");
}

} // namespace cli
