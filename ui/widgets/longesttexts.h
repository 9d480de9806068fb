#pragma once

#include <QStringList>

namespace widgets {

/// The `count` longest of these texts, a line break counting as much as a line: what decides the height of a bar that
/// all of them must fit into. Laying out thousands for that would stall the window.
QStringList longestTexts(QStringList texts, qsizetype count = 8);

} // namespace widgets
