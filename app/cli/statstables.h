#pragma once

#include <QJsonObject>
#include <QStringList>

namespace cli {

/// Columns of text that a table for people may take.
inline constexpr int tableWidth = 100;

/// The statistics document as lines for people: a heading, an aligned table and the definition for every part in it, no
/// line longer than tableWidth. Estimates stand with n and interval; what does not exist is "-", with its reason below.
QStringList statsTables(const QJsonObject &document);

/// `text` as lines of at most `width` characters, broken at spaces, each after `indent`.
QStringList wrapped(const QString &text, int width, const QString &indent);

} // namespace cli
