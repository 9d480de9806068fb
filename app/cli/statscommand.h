#pragma once

namespace cli {

class Cli;

/// `stats STUDY`: what scorers and people say about each other, by the definitions of the study's statistics.
void addStatsCommand(Cli &cli);

} // namespace cli
