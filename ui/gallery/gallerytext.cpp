#include "ui/gallery/gallerytext.h"

#include <cmath>

#include <QCoreApplication>

#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"

namespace gallery {

using analysis::PictureFilter;
using analysis::PictureOrder;
using Key = PictureOrder::Key;
using View = PictureFilter::View;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gallery)
};

/// "score", …: never translated.
constexpr std::array<QLatin1String, 4> keyNames{QLatin1String("study"), QLatin1String("score"), QLatin1String("gap"),
                                                QLatin1String("disagreement")};

/// "Lumen", "a calm harbour", and n of the people where a share is shown.
QString nameOf(const GalleryData &data, int picture, bool withPeople)
{
    QString name = data.maker(picture) + u'\n' + data.promptOf(picture).text;
    const analysis::PeopleShare &people = data.index->people[size_t(picture)];
    if (withPeople)
        name += u'\n' + Words::tr("● share of %1 votes, ◆ percentile of the scorer").arg(people.votes);
    return name;
}

} // namespace

QString orderTitle(const PictureOrder &order)
{
    if (order.key == Key::Study)
        return Words::tr("Prompt order");
    if (order.key == Key::Likeness)
        return Words::tr("Most alike first");
    const QString name = widgets::scorerTitle(order.scorer);
    if (order.key == Key::Disagreement)
        return Words::tr("People against %1, most first").arg(name);
    if (order.key == Key::Gap)
        return (order.lowestFirst ? Words::tr("%1, Δ of the pair, lowest first")
                                  : Words::tr("%1, Δ of the pair, highest first"))
            .arg(name);
    if (widgets::isPictureStatistic(order.scorer))
        return (order.lowestFirst ? Words::tr("%1, lowest first") : Words::tr("%1, highest first")).arg(name);
    return (order.lowestFirst ? Words::tr("%1, own prompt, lowest first") : Words::tr("%1, own prompt, highest first"))
        .arg(name);
}

QString orderKey(const PictureOrder &order)
{
    if (order.key == Key::Study || order.key == Key::Likeness) // what is alike ends with the question
        return {};
    return QStringLiteral("%1:%2:%3")
        .arg(keyNames[size_t(order.key)], order.lowestFirst ? QLatin1String("low") : QLatin1String("high"),
             order.scorer);
}

PictureOrder orderFromKey(const QString &key)
{
    const QString name = key.section(u':', 0, 0);
    for (size_t i = 1; i < keyNames.size(); ++i)
        if (name == keyNames[i])
            return {Key(i), key.section(u':', 2), key.section(u':', 1, 1) != QLatin1String("high")};
    return {};
}

QList<PictureOrder> ordersOf(const QString &scorer)
{
    return {{Key::Score, scorer, true},
            {Key::Score, scorer, false},
            {Key::Gap, scorer, true},
            {Key::Gap, scorer, false},
            {Key::Disagreement, scorer, true}};
}

QString rangeTitle(const QString &scorer, const analysis::ValueRange &range)
{
    const QString name = widgets::scorerTitle(scorer);
    const QString low = widgets::formatScore(scorer, range.low);
    const QString high = widgets::formatScore(scorer, range.high);
    if (std::isinf(range.low))
        return QStringLiteral("%1 ≤ %2").arg(name, high);
    if (std::isinf(range.high))
        return QStringLiteral("%1 ≥ %2").arg(name, low);
    return Words::tr("%1 %2 to %3").arg(name, low, high);
}

QString viewTitle(View view, const QString &scorer)
{
    switch (view) {
    case View::All:
        return Words::tr("All pictures");
    case View::Deep:
        return Words::tr("Deep in the negative");
    case View::Polite:
        return Words::tr("Polite but wrong");
    case View::Disagree:
        return scorer.isEmpty() ? Words::tr("People and scorer disagree")
                                : Words::tr("People and %1 disagree").arg(widgets::scorerTitle(scorer));
    }
    return {};
}

QString viewMeaning(View view, const PictureFilter &filter)
{
    if (view == View::All)
        return {};
    if (filter.scorer.isEmpty())
        return Words::tr("No scores yet. Score the pictures in Scorers.");
    const QString name = widgets::scorerTitle(filter.scorer);
    switch (view) {
    case View::Deep:
        return Words::tr("%1 below %2 under the picture's own prompt")
            .arg(name, widgets::formatScore(filter.scorer, filter.deepBelow));
    case View::Polite:
        return Words::tr("%1 picks it, and fewer than %2 % of the people do")
            .arg(name)
            .arg(qRound(100 * PictureFilter::politeShare));
    default:
        return Words::tr("%1 picks one picture of the pair, most people the other").arg(name);
    }
}

GridCell cellOf(const GalleryData &data, const PictureOrder &order, int picture,
                const analysis::PictureLikeness *likeness)
{
    const bool disagrees = order.key == Key::Disagreement;
    GridCell cell;
    cell.asset = data.picture(picture).asset;
    cell.name = nameOf(data, picture, disagrees);
    cell.right = data.maker(picture);
    const analysis::ScoreColumns *columns = data.index->columns(order.scorer);
    const auto at = size_t(picture);
    if (order.key == Key::Likeness && likeness) {
        const float value = likeness->of(cell.asset);
        cell.left = std::isnan(value) ? widgets::noValue() : widgets::formatFixed(double(value), 2);
    } else if (order.key == Key::Study || !columns) {
        if (!data.snapshot().isOriginal(picture))
            cell.right = Words::tr("%1, wide").arg(cell.right);
    } else if (order.key == Key::Score) {
        const double value = columns->own[at];
        cell.left = std::isnan(value) ? widgets::noValue() : widgets::formatScore(order.scorer, value);
    } else if (order.key == Key::Gap) {
        const double value = columns->gap[at];
        cell.left = std::isnan(value) ? widgets::noValue() : widgets::formatDifference(order.scorer, value);
    } else {
        const analysis::PeopleShare &people = data.index->people[at];
        cell.disagreement = true;
        cell.left = people.partner ? widgets::formatFixed(people.share(), 2) : widgets::noValue();
        const double percentile = columns->percentile[at];
        cell.right = std::isnan(percentile) ? widgets::noValue() : widgets::formatFixed(percentile, 2);
    }
    return cell;
}

QString nothingMatches(const PictureFilter &filter, const analysis::FilterBlame &blame)
{
    using Part = analysis::FilterBlame::Part;
    const QString removed = widgets::formatCount(blame.removed);
    QString reason;
    switch (blame.part) {
    case Part::Range:
        reason = Words::tr("The range %1 alone removes %2.")
                     .arg(rangeTitle(blame.scorer, filter.ranges.value(blame.scorer)), removed);
        break;
    case Part::Words:
        reason = Words::tr("The words “%1” alone remove %2.").arg(filter.words.simplified(), removed);
        break;
    case Part::Label:
        reason = Words::tr("The label %1 alone removes %2.").arg(labelTitle(filter.label), removed);
        break;
    case Part::View:
        reason = Words::tr("The view “%1” alone removes %2.").arg(viewTitle(filter.view, filter.scorer), removed);
        break;
    case Part::None:
        break;
    }
    const QString sentence = Words::tr("No picture matches these filters.");
    return reason.isEmpty() ? sentence : sentence + u' ' + reason;
}

} // namespace gallery
