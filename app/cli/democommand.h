#pragma once

namespace cli {

class Cli;

/// `demo`
void addDemoCommand(Cli &cli);

} // namespace cli
