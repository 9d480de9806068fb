#include "core/interchange/scorernames.h"

#include <QStringList>

namespace interchange {

QString importedScorerName(const QString &name)
{
    return isImportedScorer(name) ? name : QStringLiteral("import:") + name;
}

bool isImportedScorer(const QString &name)
{
    return name.startsWith(QLatin1String("import:")) || name.startsWith(QLatin1String("judge:"))
           || name.startsWith(QLatin1String("rating:"));
}

bool isPromptless(const QString &importedName)
{
    static const QStringList withoutPrompt{QStringLiteral("colorfulness"), QStringLiteral("sharpness"),
                                           QStringLiteral("contrast"),     QStringLiteral("exposure"),
                                           QStringLiteral("saturation"),   QStringLiteral("laion-v1"),
                                           QStringLiteral("laion-v2")};
    return importedName.startsWith(QLatin1String("rating:"))
           || (importedName.startsWith(QLatin1String("import:"))
               && withoutPrompt.contains(importedName.section(QLatin1Char(':'), 1)));
}

std::optional<QString> paperScorerName(const QString &column)
{
    if (column.startsWith(QLatin1String("hpsv3")))
        return QStringLiteral("import:hps-v3");
    if (column.startsWith(QLatin1String("hpsv2")))
        return QStringLiteral("import:hps-v2.1");
    if (column.startsWith(QLatin1String("image_reward")))
        return QStringLiteral("import:imagereward");
    return std::nullopt;
}

std::optional<PaperCell> paperCell(const QString &column)
{
    // Image first, prompt second; o = original, d = distorted.
    const QString suffix = column.section(QLatin1Char('_'), -1);
    const std::optional<QString> scorer = paperScorerName(column);
    if (!scorer || suffix.size() != 4 || suffix.at(1) != QLatin1Char('i') || suffix.at(3) != QLatin1Char('p'))
        return std::nullopt;
    for (const QChar which : {suffix.at(0), suffix.at(2)})
        if (which != QLatin1Char('o') && which != QLatin1Char('d'))
            return std::nullopt;
    return PaperCell{*scorer, suffix.at(0) == QLatin1Char('d'), suffix.at(2) == QLatin1Char('d')};
}

} // namespace interchange
