#include "ui/disagreement/pairwords.h"

#include <QCoreApplication>
#include <QDateTime>

#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"
#include "ui/widgets/theme.h"

namespace disagreement {

namespace {

constexpr QChar circle(0x25CF);
constexpr QChar diamond(0x25C6);

QString tr(const char *text)
{
    return QCoreApplication::translate("disagreement", text);
}

QString marked(const QColor &color, QChar sign, const QString &text)
{
    return QStringLiteral("<span style=\"color:%1\">%2</span> %3")
        .arg(color.name(), QString(sign), text.toHtmlEscaped());
}

QString pictureTitle(const analysis::Snapshot &snapshot, qint32 picture)
{
    const QString generator = snapshot.generatorName(picture);
    if (!generator.isEmpty())
        return generator;
    switch (snapshot.pictures[picture].kind) {
    case study::PictureKind::Photograph:
        return tr("Photograph");
    case study::PictureKind::Painting:
        return tr("Painting");
    case study::PictureKind::Generated:
        break;
    }
    return tr("Picture");
}

} // namespace

SideNames sideNames(const QString &variantPair)
{
    const QString first = variantPair.section(QLatin1Char('/'), 0, 0);
    const QString second = variantPair.section(QLatin1Char('/'), 1);
    if (first == second)
        return {QStringLiteral("A"), QStringLiteral("B"), true};
    const auto name = [](const QString &variant) {
        return variant == study::distortedVariant  ? tr("wide-spectrum")
               : variant == study::originalVariant ? tr("original")
                                                   : variant;
    };
    return {name(first), name(second), false};
}

QString variantTitle(const QString &variant)
{
    return variant == study::distortedVariant  ? tr("Wide-spectrum")
           : variant == study::originalVariant ? tr("Original")
                                               : variant;
}

QString variantPairTitle(const QString &variantPair)
{
    const SideNames names = sideNames(variantPair);
    if (names.sameVariant)
        return tr("Between generators, %1").arg(variantTitle(variantPair.section(QLatin1Char('/'), 0, 0)).toLower());
    const QString first = names.first.left(1).toUpper() + names.first.mid(1);
    return tr("%1 and %2").arg(first, names.second);
}

QString pairTitle(const analysis::Snapshot &snapshot, const analysis::PairPoint &point)
{
    const QString first = pictureTitle(snapshot, point.tally.first);
    const QString second = pictureTitle(snapshot, point.tally.second);
    return first == second ? first : tr("%1, %2").arg(first, second);
}

QString promptTitle(const analysis::Snapshot &snapshot, const analysis::PairPoint &point)
{
    constexpr int longest = 60;
    const study::PromptGroup &group = snapshot.groups[snapshot.groupOfPrompt[size_t(point.tally.prompt)]];
    const QString text = group.topic.isEmpty() ? snapshot.prompts[point.tally.prompt].text : group.topic;
    return text.size() > longest ? text.left(longest - 1) + QChar(0x2026) : text;
}

QString classTitle(const QString &mainClass)
{
    QString title = mainClass;
    title.replace(QLatin1Char('_'), QLatin1Char(' '));
    return title.isEmpty() ? title : title.left(1).toUpper() + title.mid(1);
}

QString peopleLine(const QString &text)
{
    return marked(widgets::tokens().people, circle, text);
}

QString scorerLine(const QString &text)
{
    return marked(widgets::tokens().model, diamond, text);
}

QString pairTooltip(const Data &data, const analysis::PairPoint &point)
{
    QStringList lines;
    if (data.snapshot)
        lines.append(QStringLiteral("<b>%1, %2</b>")
                         .arg(pairTitle(*data.snapshot, point).toHtmlEscaped(),
                              promptTitle(*data.snapshot, point).toHtmlEscaped()));
    const QString delta = point.delta == 0 ? tr("tie") : widgets::formatDifference(data.query.scorer, point.delta);
    lines.append(scorerLine(tr("Δ %1 %2").arg(widgets::scorerTitle(data.query.scorer), delta)));
    const analysis::PairTally &tally = point.tally;
    if (point.hasPeople()) {
        QString people = tr("%1 of %2 prefer %3")
                             .arg(tally.firstVotes)
                             .arg(tally.decided())
                             .arg(sideNames(data.query.variantPair).first);
        if (tally.humanTies() > 0)
            people += tr(", %1 undecided").arg(tally.humanTies());
        lines.append(peopleLine(people));
    } else {
        lines.append(peopleLine(tally.humanTies() > 0 ? tr("%1 undecided").arg(tally.humanTies()) : tr("no votes")));
    }
    return lines.join(QStringLiteral("<br>"));
}

QString definitionWords(std::initializer_list<analysis::Definition> definitions)
{
    QStringList clauses;
    for (const analysis::Definition definition : definitions)
        clauses.append(QCoreApplication::translate(analysis::definitionContext, analysis::definitionText(definition)));
    QString sentence = clauses.join(QStringLiteral("; "));
    if (!sentence.isEmpty())
        sentence[0] = sentence[0].toUpper();
    return sentence + u'.';
}

QString pairsNote(const Data &data)
{
    if (!data.snapshot)
        return {};
    const auto count = [](qsizetype n) { return widgets::formatCount(qint64(n)); };
    QStringList parts;
    if (data.hasPoints()) {
        parts.append(tr("n=%1 pairs").arg(count(qsizetype(data.points.points.size()))));
        if (data.points.missing > 0)
            parts.append(tr("%1 without scores").arg(count(data.points.missing)));
    } else if (!data.unvoted.empty()) {
        parts.append(tr("n=%1 pairs, no votes yet").arg(count(qsizetype(data.unvoted.size()))));
    } else {
        return {};
    }
    if (data.snapshot->simulated)
        parts.append(tr("simulated"));
    if (data.hasPoints() && data.hasFewPairs())
        parts.append(tr("few data"));
    return parts.join(QStringLiteral(", "));
}

QString studyCounts(const Data &data)
{
    if (!data.snapshot)
        return {};
    const auto counted = [](qsizetype n, const QString &one, const QString &many) {
        return n == 1 ? one : many.arg(widgets::formatCount(n));
    };
    return QStringList{counted(data.snapshot->generators.size(), tr("1 generator"), tr("%1 generators")),
                       counted(data.snapshot->groups.size(), tr("1 prompt"), tr("%1 prompts")),
                       counted(data.scorers.size(), tr("1 scorer"), tr("%1 scorers"))}
        .join(QStringLiteral(", "));
}

QString copyFooter(const Data &data, const QString &studyTitle)
{
    QStringList parts;
    if (!studyTitle.isEmpty())
        parts.append(studyTitle);
    if (data.snapshot && data.snapshot->simulated)
        parts.append(tr("simulated votes"));
    parts.append(
        tr("%1 votes of %2 annotators").arg(widgets::formatCount(data.votes), widgets::formatCount(data.annotators)));
    if (!data.query.variantPair.isEmpty())
        parts.append(variantPairTitle(data.query.variantPair));
    if (!data.query.question.isEmpty())
        parts.append(tr("question %1").arg(data.query.question));
    if (!data.query.promptVariant.isEmpty())
        parts.append(tr("%1 prompt").arg(variantTitle(data.query.promptVariant)));
    if (!data.query.annotatorGroup.isEmpty())
        parts.append(tr("group %1").arg(data.query.annotatorGroup));
    if (const analysis::ScoreTable *table = data.table()) {
        const bool computed = !analysis::isImportedScorer(table->scorer()) && !table->fingerprint().isEmpty();
        parts.append(computed
                         ? tr("%1 version %2").arg(widgets::scorerTitle(table->scorer()), table->fingerprint().left(8))
                         : tr("%1 imported").arg(widgets::scorerTitle(table->scorer())));
    }
    parts.append(tr("study revision %1").arg(data.revision()));
    const QString version = QCoreApplication::applicationVersion();
    parts.append(version.isEmpty() ? QStringLiteral("Dissensus") : QStringLiteral("Dissensus %1").arg(version));
    parts.append(QDateTime::currentDateTimeUtc().toString(Qt::ISODate));
    return parts.join(QStringLiteral(" · "));
}

} // namespace disagreement
