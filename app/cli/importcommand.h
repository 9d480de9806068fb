#pragma once

namespace cli {

class Cli;

/// `import STUDY SOURCE` and `import STUDY --undo SOURCE_ID`.
void addImportCommand(Cli &cli);

} // namespace cli
