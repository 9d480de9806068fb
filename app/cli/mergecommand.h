#pragma once

namespace cli {

class Cli;

void addMergeCommand(Cli &cli);

} // namespace cli
