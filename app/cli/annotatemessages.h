#pragma once

#include <QByteArray>
#include <QJsonObject>

#include "app/cli/picturepreparer.h"
#include "core/base/result.h"
#include "core/trials/blindtrial.h"
#include "core/trials/submission.h"

namespace cli {

/// The longest line that `annotate` takes, in bytes.
inline constexpr qsizetype maxAnnotateLine = qsizetype(256) * 1024;

/// What a line from the front end asks for.
struct AnnotateInput
{
    enum class Kind { Submission, Undo, Stop };

    Kind kind = Kind::Stop;
    trials::Submission submission; ///< finishes its trial; of Kind::Submission only
};

/// The message that shows a trial.
QJsonObject trialMessage(const trials::BlindTrial &trial, const QList<PreparedPicture> &pictures);

/// Reads a line. What it can mean depends on the questions of the protocol and the number of pictures of the
/// trial. Errors: "annotate.json", "annotate.key", "annotate.value".
base::Result<AnnotateInput> readAnnotateLine(const QByteArray &line, const QList<study::Question> &questions,
                                             int pictures);

} // namespace cli
