#pragma once

#include <QJsonObject>
#include <QStringList>

namespace cli {

/// The statistics document as lines for people: a heading, an aligned table and the definition for every part in it, no
/// line longer than tableWidth. Estimates stand with n and interval; what does not exist is "-", with its reason below.
QStringList statsTables(const QJsonObject &document);

} // namespace cli
