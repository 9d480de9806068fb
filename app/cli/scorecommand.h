#pragma once

namespace cli {

class Cli;

/// `score`: computes the scores that a study misses.
void addScoreCommand(Cli &cli);

} // namespace cli
