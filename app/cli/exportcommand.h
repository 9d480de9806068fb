#pragma once

namespace cli {

class Cli;

/// `export STUDY --votes F …`.
void addExportCommand(Cli &cli);

} // namespace cli
