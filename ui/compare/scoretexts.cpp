#include "ui/compare/scoretexts.h"

#include <algorithm>

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include "core/base/numbers.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"

namespace compare {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("compare", text);
}

/// As rich text, which wraps by itself; the value stands out.
QString boldFirst(const QStringList &lines)
{
    QString text = QStringLiteral("<b>%1</b>").arg(lines.first().toHtmlEscaped());
    for (qsizetype i = 1; i < lines.size(); ++i)
        text += QStringLiteral("<br>") + lines[i].toHtmlEscaped();
    return text;
}

/// Share of the other pictures of the prompt that are not above it; `of` is 2 or more.
int percentileOf(int rank, size_t of)
{
    return qRound(100.0 * double(of - size_t(rank)) / double(of - 1));
}

} // namespace

QString rankText(int rank, size_t of)
{
    constexpr size_t percentileFrom = 20;
    if (rank == 0)
        return {};
    if (of >= percentileFrom)
        return QStringLiteral("P%1").arg(percentileOf(rank, of));
    return QStringLiteral("%1/%2").arg(rank).arg(of);
}

/// "imported, 1 decimal": how precise the printed values are.
QString importedNote(const analysis::SheetRow &row)
{
    int decimals = -1;
    for (const auto &cell : row.cells) {
        if (!cell || cell->printed.isEmpty())
            continue;
        const qsizetype point = cell->printed.indexOf(QLatin1Char('.'));
        decimals = std::max(decimals, point < 0 ? 0 : int(cell->printed.size() - point - 1));
    }
    const QString origin = widgets::scorerOrigin(row.scorer);
    constexpr int plain = 6; // longer ones are unrounded
    if (decimals < 0 || decimals > plain)
        return origin;
    return decimals == 1 ? tr("%1, 1 decimal").arg(origin) : tr("%1, %2 decimals").arg(origin).arg(decimals);
}

/// Imported values are shown as printed while that fits; unrounded ones get the scorer's decimals.
QString valueText(const QString &scorer, const analysis::SheetScore &score)
{
    constexpr qsizetype longestPrinted = 7;
    return widgets::formatScore(scorer, score.value,
                                score.printed.size() <= longestPrinted ? score.printed : QString());
}

QString scoreToolTip(const analysis::SheetRow &row, const analysis::SheetScore &score,
                     const analysis::PromptSheet &sheet)
{
    constexpr int promptLength = 80;
    QStringList lines{base::toShortest(score.value)};
    if (score.second)
        lines[0] += (row.scorer.endsWith(QLatin1String("hps-v3")) ? tr(", log σ %1") : tr(", second output %1"))
                        .arg(base::toShortest(*score.second));
    lines.append(score.dtype.isEmpty() ? row.scorer : tr("%1, %2").arg(row.scorer, score.dtype));
    if (!row.comparable)
        lines.append(tr("different prompt: scores compare within one prompt only"));
    else
        lines.append(widgets::isPictureStatistic(row.scorer) ? tr("needs no prompt")
                                                             : sheet.prompt.text.left(promptLength));
    if (score.rank > 0 && row.cells.size() > 1)
        lines.append(tr("rank %1 of %2, percentile %3 within the prompt")
                         .arg(score.rank)
                         .arg(row.cells.size())
                         .arg(percentileOf(score.rank, row.cells.size())));
    const QString when = QLocale().toString(QDateTime::fromMSecsSinceEpoch(score.computedAt), QLocale::ShortFormat);
    lines.append(row.imported ? tr("imported from %1").arg(score.origin) : tr("scored on %1").arg(when));
    if (!score.fingerprint.isEmpty())
        lines.append(tr("fingerprint %1").arg(score.fingerprint.left(8)));
    return boldFirst(lines);
}

} // namespace compare
