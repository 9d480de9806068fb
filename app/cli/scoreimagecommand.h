#pragma once

namespace cli {

class Cli;

/// `score-image`: scores files without a study.
void addScoreImageCommand(Cli &cli);

} // namespace cli
