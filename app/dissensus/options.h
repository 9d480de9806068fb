#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

#include "core/base/result.h"

namespace dissensus {

/// What the command line of the window asks for.
struct Options
{
    QString study;
    bool annotate = false;
    QString annotator;
    QString theme;                    ///< empty: as in Preferences
    QString tourFolder;               ///< empty: no tour
    QSize size;                       ///< of the tour's pictures; invalid: the default window
    bool quitAfterFirstPaint = false; ///< for measuring the start
    bool showHelp = false;
    bool showVersion = false;
};

/// Reads the arguments without the program's name. Errors are "usage".
base::Result<Options> readOptions(const QStringList &arguments);

/// Text of --help.
QString helpText();

} // namespace dissensus
