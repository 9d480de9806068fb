#pragma once

namespace cli {

class Cli;

/// `annotate`: judging a study through JSON lines, for simulated annotators, other front ends and machine
/// judges.
void addAnnotateCommand(Cli &cli);

} // namespace cli
