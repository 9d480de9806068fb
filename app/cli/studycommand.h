#pragma once

namespace cli {

class Cli;

/// `study create | info | protocol | generators`
void addStudyCommands(Cli &cli);

} // namespace cli
