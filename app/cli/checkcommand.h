#pragma once

namespace cli {

class Cli;

void addCheckCommand(Cli &cli);

} // namespace cli
