#pragma once

#include <QStringList>

class QWidget;

namespace support {

/// Where text does not fit its control, controls touch or cover each other, or stand outside of their region: one line
/// each. Only what can be seen counts; labels that are elided by design have their whole text as tooltip.
QStringList layoutFaults(QWidget *window);

} // namespace support
