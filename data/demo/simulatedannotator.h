#pragma once

#include <functional>
#include <span>

#include <QImage>
#include <QStringList>
#include <QStringView>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "data/demo/random.h"

namespace demo {

/// What a simulated annotator sees of a picture; each value is about 0 ± 1 over the pictures of the demo
/// study.
struct Impression
{
    double colour = 0; ///< saturation
    double contrast = 0;
    double sharpness = 0;
    double brightness = 0;
};

Impression impressionOf(const QImage &picture);

/// The taste of one simulated annotator: weights of an impression, and habits.
struct Taste
{
    QStringView code;
    QStringView group;
    double colour = 0;
    double contrast = 0;
    double sharpness = 0;
    double brightness = 0;
    double wide = 0;     ///< how much it wants what a wide-spectrum prompt asks for
    double noise = 0.4;  ///< deviation of what it cannot say why
    double leftBias = 0; ///< added to the left picture
    double tie = 0.25;   ///< differences below this are no preference
    double seconds = 5;  ///< median time per pair
};

std::span<const Taste> tastes();

/// How one pair is answered. `wantsWide`: the prompt shown asks for a wide-spectrum picture.
struct Opinion
{
    double difference = 0; ///< left minus right
    bool isTie = false;
    bool likesBoth = false;
    bool dislikesBoth = false;
};

Opinion compare(const Taste &taste, const Impression &left, const Impression &right, bool wantsWide, Random &random);

/// The key of the paper's emotion that a picture shows by its prompt and looks; empty: none stands out.
QString emotionOf(const Impression &impression, const QString &prompt, Random &random);

/// Lets the annotator judge all its open pairs of the study's protocol through AnnotationSession, as the
/// command `annotate` does. `onVote` is called after each committed vote, on the calling thread; the seed
/// decides every answer. Returns the number of votes. Errors: those of AnnotationSession, "cancelled".
base::Result<int> judgeAll(const QString &studyPath, const Taste &taste, std::uint64_t seed,
                           const std::function<void()> &onVote, const base::Progress &progress);

} // namespace demo
