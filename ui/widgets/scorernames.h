#pragma once

#include <QString>

namespace widgets {

/// A scorer's name for people: "HPSv3" for "hps-v3" and for "import:hps-v3"; what the study calls it otherwise.
QString scorerTitle(const QString &scorer);

/// What stands under the name for values that were not computed here: "imported", "judge", "rating"; else empty.
QString scorerOrigin(const QString &scorer);

/// Colorfulness, sharpness, contrast, exposure, saturation: measured, never called reward, listed last.
bool isPictureStatistic(const QString &scorer);

/// The order in which scorers are listed everywhere: the catalogue's rewards, then others by name, picture statistics
/// last.
bool scorerComesFirst(const QString &scorer, const QString &other);

} // namespace widgets
