#pragma once

namespace cli {

class Cli;

/// `scorers list|info|install|remove|self-test|bench`.
void addScorersCommands(Cli &cli);

} // namespace cli
