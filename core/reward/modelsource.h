#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace reward {

/// Where a scorer's weights are, and how they are to be used.
struct ModelSource
{
    std::filesystem::path path; ///< the published file, or a folder with the published files
    std::map<std::string, std::string> sha256; ///< by file name, where known; the rest is hashed
    std::map<std::string, std::string> options; ///< arithmetic other than the default
};

} // namespace reward
