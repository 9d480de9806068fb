#include "app/cli/scorerscommand.h"

#include <cmath>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "app/cli/cli.h"
#include "app/cli/scorersbench.h"
#include "core/scoring/modelstore.h"
#include "core/scoring/scorerun.h"
#include "core/scoring/weightsfile.h"
#include "core/scoring/workerprocess.h"

namespace cli {

namespace {

/// What libtorch's own test is called beside the scorers.
constexpr QLatin1String libtorch{"libtorch"};
constexpr int selfTestMs = 300000;

struct ScorersOptions
{
    QString id;
    QString from;
    bool link = false;
    bool acceptLicence = false;
    QStringList ids;
};

QJsonObject toJson(const scoring::ScorerInfo &info)
{
    QJsonObject json{{QStringLiteral("scorer"), info.id},
                     {QStringLiteral("title"), info.title},
                     {QStringLiteral("installed"), info.installed},
                     {QStringLiteral("needs_prompt"), info.needsPrompt},
                     {QStringLiteral("range"), QJsonArray{info.low, info.high}},
                     {QStringLiteral("licence"), info.licence},
                     {QStringLiteral("weights_bytes"), info.weightsBytes}};
    if (!info.fingerprint.isEmpty())
        json.insert(QStringLiteral("fingerprint"), info.fingerprint);
    if (!info.problem.isEmpty())
        json.insert(QStringLiteral("problem"), info.problem);
    return json;
}

QString machineLine(const scoring::WorkerFacts &facts)
{
    return QStringLiteral("dissensus-scorer %1, libtorch %2, %3 CPU threads, CUDA: %4")
        .arg(facts.version, facts.libtorch)
        .arg(facts.threads)
        .arg(facts.cudaReason.isEmpty() ? QStringLiteral("yes") : facts.cudaReason);
}

/// The entry of the catalogue, or "scorer.unknown".
base::Result<scoring::ScorerInfo> known(const QString &id)
{
    const auto info = scoring::ScorerCatalogue::find(id);
    if (!info)
        return base::fail(QStringLiteral("scorer.unknown"), QStringLiteral("\"%1\" is no scorer").arg(id),
                          QStringLiteral("See dissensus-cli scorers list"));
    return *info;
}

int runList(const ScorersOptions &, Context &context)
{
    // The catalogue needs no worker: a broken one must not hide what exists.
    const auto worker = scoring::WorkerProcess::start({}, context.progress());
    const QList<scoring::ScorerInfo> scorers =
        worker ? (*worker)->facts().scorers : scoring::ScorerCatalogue::scorers();
    QJsonArray document;
    for (const scoring::ScorerInfo &info : scorers) {
        QJsonObject entry = toJson(info);
        const bool present = scoring::ModelStore().find(info.id).has_value();
        if (info.needsWeights())
            entry.insert(QStringLiteral("weights_present"), present);
        document.append(entry);
        context.line(QStringLiteral("%1 %2 %3 %4 %5")
                         .arg(info.id, -14)
                         .arg(info.title, -20)
                         .arg(info.installed ? QStringLiteral("installed")
                              : present      ? QStringLiteral("weights only")
                                             : QStringLiteral("not installed"),
                              -14)
                         .arg(info.needsPrompt ? QStringLiteral("picture + prompt") : QStringLiteral("picture"), -17)
                         .arg(info.problem.isEmpty() ? info.fingerprint.left(8) : info.problem));
    }
    if (worker)
        context.line(machineLine((*worker)->facts()));
    else
        context.warning(worker.error().toLine());
    context.document(document);
    return Done;
}

int runInfo(const ScorersOptions &options, Context &context)
{
    const auto entry = known(options.id);
    if (!entry)
        return context.fail(entry.error());
    const auto worker = scoring::WorkerProcess::start({}, context.progress());
    if (!worker)
        return context.fail(worker.error());
    const scoring::WorkerFacts &facts = (*worker)->facts();
    const scoring::ScorerInfo info = facts.find(options.id).value_or(*entry);
    QJsonObject document = toJson(info);
    document.insert(QStringLiteral("dtype"), info.dtype);
    document.insert(QStringLiteral("device"), facts.device);
    document.insert(QStringLiteral("libtorch"), facts.libtorch);
    document.insert(QStringLiteral("threads"), facts.threads);
    document.insert(QStringLiteral("cuda"), facts.cudaReason.isEmpty());
    document.insert(QStringLiteral("cuda_reason"), facts.cudaReason);
    if (info.installed) {
        document.insert(QStringLiteral("version"), info.version);
        document.insert(QStringLiteral("fingerprint_covers"),
                        QJsonDocument::fromJson(info.fingerprintCovers.toUtf8()).object());
    }
    context.line(
        QStringLiteral("%1 (%2)\n%3, judges %4, range %5 to %6\nlicence %7\nfingerprint %8")
            .arg(info.title, info.id, info.installed ? QStringLiteral("installed") : QStringLiteral("not installed"),
                 info.needsPrompt ? QStringLiteral("a picture under a prompt") : QStringLiteral("a picture"))
            .arg(info.low)
            .arg(info.high)
            .arg(info.licence, info.installed ? info.fingerprint : QStringLiteral("unknown until it is installed")));
    context.line(machineLine(facts));
    context.document(document);
    return Done;
}

/// The entry as the worker sees it now that weights are there, and a warning when it cannot use them.
scoring::ScorerInfo afterInstalling(const scoring::ScorerInfo &info, Context &context)
{
    const auto worker = scoring::WorkerProcess::start({}, context.progress());
    if (!worker) {
        context.warning(worker.error().toLine());
        return info;
    }
    const scoring::ScorerInfo now = (*worker)->facts().find(info.id).value_or(info);
    if (!now.problem.isEmpty())
        context.warning(now.problem);
    else if (!now.installed)
        context.warning(QStringLiteral("this version cannot run %1 yet").arg(info.id));
    return now;
}

QJsonObject toJson(const scoring::InstalledModel &model, const scoring::ScorerInfo &info)
{
    QJsonArray files;
    for (const scoring::ModelFile &file : model.files)
        files.append(QJsonObject{
            {QStringLiteral("name"), file.name},
            {QStringLiteral("path"), file.path.isEmpty() ? model.folder + QLatin1Char('/') + file.name : file.path},
            {QStringLiteral("bytes"), file.bytes},
            {QStringLiteral("sha256"), file.sha256},
            {QStringLiteral("published"), file.isPublished}});
    QJsonObject json = toJson(info);
    json.insert(QStringLiteral("folder"), model.folder);
    json.insert(QStringLiteral("files"), files);
    json.insert(QStringLiteral("weights_present"), true);
    return json;
}

int runInstall(const ScorersOptions &options, Context &context)
{
    const auto info = known(options.id);
    if (!info)
        return context.fail(info.error());
    if (!info->needsWeights()) {
        context.line(QStringLiteral("%1 needs no weights: it is installed").arg(info->id));
        context.document(toJson(*info));
        return Done;
    }
    if (options.from.isEmpty()) {
        const scoring::PublishedFile published = scoring::publishedFiles(info->id).constFirst();
        return context.fail(base::fail(QStringLiteral("weights.from"),
                                       QStringLiteral("it is not said from where to install %1").arg(info->id),
                                       QStringLiteral("Name a file, a folder or an address with --from; the published "
                                                      "file is %1 of %2")
                                           .arg(published.file, published.source))
                                .value());
    }
    context.line(QStringLiteral("licence of the weights: %1").arg(info->licence));
    scoring::InstallOptions install;
    install.inPlace = options.link;
    install.licenceAccepted = options.acceptLicence;
    auto model = scoring::ModelStore().install(info->id, options.from, install, context.progress());
    if (!model) {
        if (model.error().code == QLatin1String("weights.licence"))
            model.error().hint += QStringLiteral(" with --accept-licence");
        return context.fail(model.error());
    }
    context.line(QStringLiteral("%1: %2 bytes in %3, %4")
                     .arg(info->id)
                     .arg(model->bytes())
                     .arg(options.link ? options.from : model->folder, model->isPublished()
                                                                           ? QStringLiteral("the published file")
                                                                           : QStringLiteral("not a published file")));
    context.document(toJson(*model, afterInstalling(*info, context)));
    return Done;
}

int runRemove(const ScorersOptions &options, Context &context)
{
    const auto info = known(options.id);
    if (!info)
        return context.fail(info.error());
    if (!info->needsWeights())
        return context.fail(
            base::fail(QStringLiteral("scorer.unsupported"),
                       QStringLiteral("%1 is a part of the program and cannot be removed").arg(info->id))
                .value());
    if (const auto removed = scoring::ModelStore().remove(info->id); !removed)
        return context.fail(removed.error());
    context.line(QStringLiteral("%1: weights removed").arg(info->id));
    context.document(toJson(*info));
    return Done;
}

QJsonObject toJson(const scoring::SelfTestAnswer &test)
{
    QJsonObject json{{QStringLiteral("scorer"), test.scorer},
                     {QStringLiteral("passed"), test.passed},
                     {QStringLiteral("max_error"), test.maxError ? QJsonValue(*test.maxError) : QJsonValue()},
                     {QStringLiteral("tolerance"), test.tolerance},
                     {QStringLiteral("cases"), test.cases}};
    if (!test.reason.isEmpty())
        json.insert(QStringLiteral("reason"), test.reason);
    return json;
}

int runSelfTest(const ScorersOptions &options, Context &context)
{
    for (const QString &id : options.ids) {
        const auto info = known(id);
        if (!info && id != libtorch)
            return context.fail(info.error());
    }
    const auto worker = scoring::WorkerProcess::start({}, context.progress());
    if (!worker)
        return context.fail(worker.error());
    QStringList ids = options.ids;
    if (ids.isEmpty()) {
        ids += libtorch;
        for (const scoring::ScorerInfo &info : (*worker)->facts().scorers) {
            if (info.installed)
                ids += info.id;
        }
    }
    const auto answer =
        (*worker)->ask(scoring::selfTestMessage((*worker)->nextId(), ids), selfTestMs, context.progress());
    const auto tests = answer ? scoring::selfTestsFrom(*answer) : tl::make_unexpected(answer.error());
    if (!tests)
        return context.fail(tests.error());
    QJsonArray document;
    bool passed = true;
    for (const scoring::SelfTestAnswer &test : *tests) {
        passed = passed && test.passed;
        document.append(toJson(test));
        context.line(QStringLiteral("%1 %2  max error %3, tolerance %4, %5 cases  %6")
                         .arg(test.scorer, -14)
                         .arg(test.passed ? QStringLiteral("passed") : QStringLiteral("FAILED"))
                         .arg(test.maxError.value_or(INFINITY), 0, 'g', 3)
                         .arg(test.tolerance, 0, 'g', 3)
                         .arg(test.cases)
                         .arg(test.reason));
    }
    context.document(document);
    return passed ? Done : Failed;
}

int runBench(const ScorersOptions &options, Context &context)
{
    for (const QString &id : options.ids) {
        const auto info = known(id);
        if (!info)
            return context.fail(info.error());
    }
    const auto rows = benchScorers(options.ids, context);
    if (!rows)
        return context.fail(rows.error());
    context.document(*rows);
    return Done;
}

} // namespace

void addScorersCommands(Cli &cli)
{
    auto options = std::make_shared<ScorersOptions>();
    CLI::App *group = cli.addGroup("scorers", "What can score, whether it works here, and how fast");
    const auto add = [&](const char *name, const char *description, const char *example,
                         int (*run)(const ScorersOptions &, Context &)) {
        return cli.add(
            name, description, example, [options, run](Context &context) { return run(*options, context); }, group);
    };
    add("list", "Scorers that this version knows, and the machine", "dissensus-cli scorers list", runList);
    CLI::App *info = add("info", "Everything about one scorer", "dissensus-cli scorers info sharpness", runInfo);
    addText(info, "ID", options->id, "the scorer's id")->required();
    CLI::App *install = add("install", "Install the weights of a scorer",
                            "dissensus-cli scorers install hps-v2.1 --from HPS_v2.1_compressed.pt", runInstall);
    addText(install, "ID", options->id, "the scorer's id")->required();
    addText(install, "--from", options->from,
            "the published file, a folder of published files, or the https address of a file; a download that was "
            "interrupted goes on where it stopped");
    install->add_flag("--link", options->link, "use the files where they are instead of copying them");
    install->add_flag("--accept-licence", options->acceptLicence,
                      "you may use weights whose makers state no licence (hps-v1, pickscore, mps, hps-v3)");
    CLI::App *remove =
        add("remove", "Remove the weights of a scorer", "dissensus-cli scorers remove hps-v2.1", runRemove);
    addText(remove, "ID", options->id, "the scorer's id")->required();
    CLI::App *test = add("self-test", "Compare what scorers compute here with golden values",
                         "dissensus-cli scorers self-test sharpness", runSelfTest);
    addTexts(test, "ID", options->ids, "scorers; without one every installed one and libtorch itself");
    CLI::App *bench =
        add("bench", "Measure how fast scorers are here", "dissensus-cli scorers bench colorfulness", runBench);
    addTexts(bench, "ID", options->ids, "scorers; without one every installed one");
}

} // namespace cli
