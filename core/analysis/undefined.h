#pragma once

#include <map>

#include <QString>

namespace analysis {

/// Why a value of a row does not exist: column → reason. A missing value always has its reason here.
using Undefined = std::map<QString, QString>;

} // namespace analysis
