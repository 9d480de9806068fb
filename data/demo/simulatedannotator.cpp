#include "data/demo/simulatedannotator.h"

#include <algorithm>
#include <cmath>

#include <QHash>

#include "core/trials/annotationsession.h"
#include "data/demo/catalogue.h"

namespace demo {

namespace {

constexpr Taste allTastes[] = {
    // Follows the eye: colour, contrast, sharpness, as rewards do.
    {u"sim-01", u"general", 0.9, 0.5, 0.3, 0.2, 0.1, 0.21, 0.0, 0.16, 4.8},
    {u"sim-02", u"general", 0.7, 0.2, 0.5, 0.3, 0.2, 0.27, 0.0, 0.20, 5.6},
    {u"sim-03", u"general", 0.5, 0.6, 0.6, 0.0, 0.0, 0.24, 0.0, 0.13, 6.3},
    // Likes it quiet.
    {u"sim-04", u"art training", -0.8, -0.1, 0.2, 0.2, 0.9, 0.21, 0.0, 0.20, 8.2},
    {u"sim-05", u"art training", -0.6, 0.3, -0.2, -0.3, 1.3, 0.24, 0.0, 0.13, 7.4},
    // Wants what the prompt says, pretty or not.
    {u"sim-06", u"art training", 0.0, 0.1, 0.0, 0.0, 1.6, 0.21, 0.0, 0.10, 9.0},
    {u"sim-07", u"art training", 0.1, 0.2, 0.1, -0.2, 1.8, 0.18, 0.0, 0.13, 6.9},
    {u"sim-08", u"general", 0.2, 0.1, 0.3, 0.1, 1.1, 0.30, 0.0, 0.23, 5.1},
    // Sharp above all; dark above all.
    {u"sim-09", u"general", 0.0, 0.2, 1.1, 0.1, 0.3, 0.24, 0.0, 0.16, 5.9},
    {u"sim-10", u"art training", -0.2, 0.6, 0.0, -0.9, 0.8, 0.24, 0.0, 0.16, 7.7},
    // Hardly knows; prefers the left hand; does not look for long.
    {u"sim-11", u"general", 0.2, 0.1, 0.1, 0.1, 0.3, 1.60, 0.0, 0.20, 4.1},
    {u"sim-12", u"general", 0.4, 0.2, 0.2, 0.1, 0.3, 0.36, 0.45, 0.13, 3.2},
    {u"sim-13", u"general", 0.3, 0.2, 0.1, 0.2, 0.2, 1.10, 0.2, 0.07, 0.55},
    {u"sim-14", u"art training", -0.3, -0.2, -0.6, 0.0, 1.4, 0.27, 0.0, 0.16, 8.8},
};

bool asksForWide(const QString &prompt)
{
    return std::any_of(ideas().begin(), ideas().end(), [&prompt](const Idea &idea) { return idea.wide == prompt; });
}

/// How far a picture is from what usually pleases: what a wide-spectrum prompt asks for. Extremes of any kind
/// count, little colour, contrast and sharpness count more.
double oddness(const Impression &seen)
{
    const double extreme =
        std::hypot(std::hypot(seen.colour, seen.contrast), std::hypot(seen.sharpness, seen.brightness));
    return 1.1 * extreme - 0.35 * (seen.colour + seen.contrast + seen.sharpness);
}

trials::Submission answer(const trials::BlindTrial &trial, const Opinion &opinion, const QList<Impression> &impressions,
                          const Taste &taste, Random &random)
{
    trials::Submission submission;
    submission.trial = trial.id;
    submission.finishes = true;
    submission.responseMs = static_cast<int>(1000 * taste.seconds * std::exp(0.45 * random.normal()));
    for (const study::Question &question : trial.questions) {
        trials::QuestionAnswer given;
        given.question = question.id;
        if (question.kind == study::QuestionKind::Choice) {
            study::Vote vote;
            if (opinion.likesBoth)
                vote.choice = study::Choice::BothGood;
            else if (opinion.dislikesBoth)
                vote.choice = study::Choice::BothBad;
            else if (opinion.isTie)
                vote.choice = study::Choice::Tie;
            else
                vote = {study::Choice::Picture, opinion.difference > 0 ? 0 : 1,
                        std::abs(opinion.difference) > 1.4 ? 2 : 1};
            given.vote = vote;
        } else if (question.kind == study::QuestionKind::Labels) {
            for (int position = 0; position < impressions.size(); ++position) {
                const QString emotion = emotionOf(impressions[position], trial.prompt, random);
                if (!emotion.isEmpty())
                    given.labels.append({{}, position, emotion, 0});
            }
        }
        submission.answers.append(given);
    }
    return submission;
}

} // namespace

Impression impressionOf(const QImage &picture)
{
    const QImage small =
        picture.scaled(128, 128, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_RGB32);
    const int side = small.width();
    std::vector<double> luma(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
    double saturation = 0;
    double sum = 0;
    double squares = 0;
    for (int y = 0; y < side; ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(small.constScanLine(y));
        for (int x = 0; x < side; ++x) {
            const int high = std::max({qRed(line[x]), qGreen(line[x]), qBlue(line[x])});
            const int low = std::min({qRed(line[x]), qGreen(line[x]), qBlue(line[x])});
            saturation += high > 0 ? static_cast<double>(high - low) / high : 0;
            const double value = (0.299 * qRed(line[x]) + 0.587 * qGreen(line[x]) + 0.114 * qBlue(line[x])) / 255;
            luma[static_cast<std::size_t>(y * side + x)] = value;
            sum += value;
            squares += value * value;
        }
    }
    double edges = 0;
    for (int y = 1; y < side - 1; ++y)
        for (int x = 1; x < side - 1; ++x) {
            const auto at = [&](int dx, int dy) { return luma[static_cast<std::size_t>((y + dy) * side + x + dx)]; };
            edges += std::abs(4 * at(0, 0) - at(1, 0) - at(-1, 0) - at(0, 1) - at(0, -1));
        }
    const double count = static_cast<double>(side) * side;
    const double mean = sum / count;
    const double deviation = std::sqrt(std::max(0.0, squares / count - mean * mean));
    // Centres and scales are those of the pictures of the demo study.
    return {(saturation / count - 0.36) / 0.20, (deviation - 0.18) / 0.075, (edges / count - 0.07) / 0.05,
            (mean - 0.52) / 0.19};
}

std::span<const Taste> tastes()
{
    return allTastes;
}

Opinion compare(const Taste &taste, const Impression &left, const Impression &right, bool wantsWide, Random &random)
{
    const auto worth = [&taste, wantsWide](const Impression &seen) {
        const double liking = taste.colour * seen.colour + taste.contrast * seen.contrast
                              + taste.sharpness * seen.sharpness + taste.brightness * seen.brightness;
        return wantsWide ? liking * 0.4 + taste.wide * oddness(seen) : liking;
    };
    const double l = worth(left);
    const double r = worth(right);
    Opinion opinion;
    opinion.difference = l - r + taste.leftBias + taste.noise * random.normal();
    opinion.isTie = std::abs(opinion.difference) < taste.tie;
    opinion.likesBoth = opinion.isTie && std::min(l, r) > 0.8;
    opinion.dislikesBoth = opinion.isTie && std::max(l, r) < -1.0;
    return opinion;
}

QString emotionOf(const Impression &seen, const QString &prompt, Random &random)
{
    const bool dark = seen.brightness < -0.9;
    if (prompt.contains(QLatin1String("crying")) && random.chance(0.8))
        return QStringLiteral("sad");
    if (prompt.contains(QLatin1String("in fear")) && random.chance(0.8))
        return QStringLiteral("fear");
    if (dark && seen.colour < 0 && random.chance(0.6))
        return random.chance(0.6) ? QStringLiteral("fear") : QStringLiteral("sad");
    if (seen.colour < -0.9 && random.chance(0.5))
        return QStringLiteral("sad");
    if (seen.colour > 1.4 && seen.contrast > 0.6 && random.chance(0.3))
        return QStringLiteral("anger");
    if (seen.colour > 0 && seen.brightness > -0.3 && random.chance(0.55))
        return QStringLiteral("happy");
    return {};
}

base::Result<int> judgeAll(const QString &studyPath, const Taste &taste, std::uint64_t seed,
                           const std::function<void()> &onVote, const base::Progress &progress)
{
    BASE_TRY_ASSIGN(session,
                    trials::AnnotationSession::open(
                        studyPath, {taste.code.toString(), study::AnnotatorKind::Machine, {taste.group.toString()}}));
    Random random(seedOf(taste.code, seed));
    int votes = 0;
    while (true) {
        if (progress.isCancelled())
            return base::fail(base::cancelledCode, QStringLiteral("cancelled"));
        BASE_TRY_ASSIGN(trial, session->current());
        if (!trial)
            return votes;
        QList<Impression> impressions;
        for (const trials::BlindPicture &picture : trial->pictures) {
            BASE_TRY_ASSIGN(pixels, session->pictures()->picture(picture.handle));
            impressions.append(impressionOf(pixels));
        }
        const Opinion opinion =
            compare(taste, impressions.value(0), impressions.value(1), asksForWide(trial->prompt), random);
        BASE_TRY(session->answer(answer(*trial, opinion, impressions, taste, random)));
        ++votes;
        if (onVote)
            onVote();
    }
}

} // namespace demo
