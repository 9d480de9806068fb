#pragma once

namespace cli {

class Cli;

/// `similar`: the pictures of a study that are closest to a text or to one of its pictures.
void addSimilarCommand(Cli &cli);

} // namespace cli
