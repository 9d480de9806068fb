#pragma once

#include <QImage>
#include <QString>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace shell {

/// Two pictures of one prompt of the demo study.
struct DemoPictures
{
    QImage original;
    QImage distorted;
};

/// Paints them, `side` pixels square. For pool threads; what was not painted when it was cancelled stays null.
DemoPictures paintDemoPictures(int side, base::Progress &progress);

/// Pairs of original and wide-spectrum picture in the demo study.
int demoPairCount();

/// Where "Try the demo study" puts it: in the user's data folder.
QString defaultDemoFolder();

/// Makes the demo study in `folder`, or finds the one made before. Returns the study file. For pool threads.
base::Result<QString> makeDemoStudy(const QString &folder, base::Progress &progress);

} // namespace shell
