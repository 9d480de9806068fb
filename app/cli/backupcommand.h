#pragma once

namespace cli {

class Cli;

void addBackupCommand(Cli &cli);

} // namespace cli
