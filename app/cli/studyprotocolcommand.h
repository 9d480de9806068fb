#pragma once

namespace CLI {
class App;
}

namespace cli {

class Cli;

/// `study protocol STUDY show | set FILE | lock | verify`
void addStudyProtocolCommand(Cli &cli, CLI::App *group);

} // namespace cli
