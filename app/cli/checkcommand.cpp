#include "app/cli/checkcommand.h"

#include <QJsonArray>
#include <QJsonObject>

#include "app/cli/cli.h"
#include "core/storage/assetrepository.h"
#include "core/storage/database.h"
#include "core/storage/exclusivelock.h"
#include "core/storage/studycheck.h"

namespace cli {

namespace {

struct CheckOptions
{
    QString study;
    QString moved;
    bool repair = false;
};

QJsonObject toDocument(const storage::StudyReport &report)
{
    QJsonArray problems;
    for (const storage::StudyProblem &problem : report.problems)
        problems += QJsonObject{{QStringLiteral("what"), problem.what},
                                {QStringLiteral("where"), problem.where},
                                {QStringLiteral("repairable"), problem.repairable}};
    return {{QStringLiteral("ok"), report.isOk()},
            {QStringLiteral("problems"), problems},
            {QStringLiteral("assets_checked"), report.assetsChecked}};
}

void printReport(const storage::StudyReport &report, Context &context)
{
    for (const storage::StudyProblem &problem : report.problems)
        context.line(
            QStringLiteral("%1: %2%3")
                .arg(problem.where, problem.what, problem.repairable ? QStringLiteral(" (repairable)") : QString()));
    context.line(report.isOk() ? QStringLiteral("No problems. %1 picture files checked.").arg(report.assetsChecked)
                               : QStringLiteral("%1 problems. %2 picture files checked.")
                                     .arg(report.problems.size())
                                     .arg(report.assetsChecked));
    context.document(toDocument(report));
}

base::Result<storage::StudyReport> check(const CheckOptions &options, Context &context)
{
    const bool writes = options.repair || !options.moved.isEmpty();
    BASE_TRY_ASSIGN(database, storage::Database::open(options.study, writes ? storage::Database::Mode::ReadWrite
                                                                            : storage::Database::Mode::ReadOnly));
    std::optional<storage::ExclusiveLock> lock;
    if (writes) {
        BASE_TRY_ASSIGN(taken, storage::ExclusiveLock::take(options.study, QStringLiteral("maintenance")));
        lock.emplace(std::move(taken));
    }
    if (!options.moved.isEmpty()) {
        BASE_TRY_ASSIGN(found, storage::AssetRepository(database).findMoved(options.moved, context.progress()));
        context.line(QStringLiteral("%1 moved pictures found again.").arg(found));
    }
    if (options.repair)
        BASE_TRY(storage::repairStudy(database));
    return storage::checkStudy(database, context.progress());
}

int runCheck(const CheckOptions &options, Context &context)
{
    const auto report = check(options, context);
    if (!report)
        return context.fail(report.error());
    printReport(*report, context);
    return report->isOk() ? Done : Failed;
}

} // namespace

void addCheckCommand(Cli &cli)
{
    auto options = std::make_shared<CheckOptions>();
    CLI::App *command = cli.add("check", "Verify a study: file, rows, and every picture against its hash",
                                "dissensus-cli check my.dissensus",
                                [options](Context &context) { return runCheck(*options, context); });
    addText(command, "STUDY", options->study, "the study file")->required();
    addText(command, "--find-moved", options->moved, "first look in this folder for pictures that are missing");
    command->add_flag("--repair", options->repair, "first repair what can be derived again");
}

} // namespace cli
