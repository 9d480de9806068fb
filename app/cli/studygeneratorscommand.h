#pragma once

namespace CLI {
class App;
}

namespace cli {

class Cli;

/// `study generators STUDY [--set FILE.csv]`
void addStudyGeneratorsCommand(Cli &cli, CLI::App *group);

} // namespace cli
