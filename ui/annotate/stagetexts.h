#pragma once

#include <QStringList>

#include "core/study/answer.h"
#include "core/trials/blindtrial.h"

namespace annotate {

/// "left", "no preference": what a later stage says was saved.
QString savedText(const study::Vote &vote);

QStringList handlesOf(const trials::BlindTrial &trial);

} // namespace annotate
