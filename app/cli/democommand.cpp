#include "app/cli/democommand.h"

#include <QElapsedTimer>
#include <QJsonObject>

#include "app/cli/cli.h"
#include "data/demo/demostudy.h"

namespace cli {

namespace {

int runDemo(const demo::DemoOptions &options, Context &context)
{
    QElapsedTimer clock;
    clock.start();
    const auto made = demo::makeDemoStudy(options, context.progress());
    if (!made)
        return context.fail(made.error());
    const double seconds = static_cast<double>(clock.elapsed()) / 1000;
    context.line(QStringLiteral(
                     "%1 pictures for %2 prompts painted and judged by %3 simulated annotators (%4 votes) in %5 s: %6")
                     .arg(made->pictures)
                     .arg(made->groups)
                     .arg(made->annotators)
                     .arg(made->votes)
                     .arg(seconds, 0, 'f', 1)
                     .arg(made->study));
    context.document(QJsonObject{{QStringLiteral("study"), made->study},
                                 {QStringLiteral("prompt_groups"), made->groups},
                                 {QStringLiteral("pictures"), made->pictures},
                                 {QStringLiteral("annotators"), made->annotators},
                                 {QStringLiteral("votes"), made->votes},
                                 {QStringLiteral("simulated"), true},
                                 {QStringLiteral("seconds"), seconds}});
    return Done;
}

} // namespace

void addDemoCommand(Cli &cli)
{
    auto options = std::make_shared<demo::DemoOptions>();
    CLI::App *command =
        cli.add("demo", "Paint the demo study: pictures by the program itself, judged by simulated annotators",
                "dissensus-cli demo demo", [options](Context &context) { return runDemo(*options, context); });
    addText(command, "FOLDER", options->folder,
            "where demo.dissensus and its pictures are put; made if it is not there")
        ->required();
    command->add_option("--seed", options->seed, "other seeds give other pictures and votes (default 1)");
    command->add_option("--prompts", options->ideas, "at most this many prompts (default all)")
        ->check(CLI::Range(1, 1000));
    command->add_option("--annotators", options->annotators, "at most this many simulated annotators (default all)")
        ->check(CLI::Range(0, 1000));
}

} // namespace cli
