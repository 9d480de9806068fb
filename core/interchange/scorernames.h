#pragma once

#include <optional>

#include <QString>

namespace interchange {

/// The name under which a value that was not computed here is kept: "import:ID", unless it says itself that it is
/// imported, a judge's or a human rating ("import:…", "judge:…", "rating:…").
QString importedScorerName(const QString &name);

/// True for names that only values from elsewhere have.
bool isImportedScorer(const QString &name);

/// True when a stored imported name is a human rating or the copy of a scorer that looks at the picture alone:
/// such values have no prompt and count under every prompt.
bool isPromptless(const QString &importedName);

/// The scorer behind a score column of the paper's files, by contract §3: "hpsv3*" → "import:hps-v3", "hpsv2*" →
/// "import:hps-v2.1", "image_reward*" → "import:imagereward". Nothing for other names.
std::optional<QString> paperScorerName(const QString &column);

/// Which picture and which prompt a column such as "hpsv3_oidp" is about.
struct PaperCell
{
    QString scorer;
    bool distortedPicture = false;
    bool distortedPrompt = false;
};
/// Reads the suffix oiop, oidp, diop or didp; nothing when there is none.
std::optional<PaperCell> paperCell(const QString &column);

} // namespace interchange
