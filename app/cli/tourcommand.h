#pragma once

namespace cli {

class Cli;

/// `tour STUDY FOLDER`: starts the window beside this program, which visits every place and writes one PNG per place.
void addTourCommand(Cli &cli);

} // namespace cli
