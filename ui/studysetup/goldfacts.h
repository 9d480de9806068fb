#pragma once

#include "core/base/result.h"
#include "core/study/ids.h"
#include "core/trials/protocol.h"

namespace storage {
class Database;
}

namespace studysetup {

/// A picture that a gold pair names, or may name.
struct GoldPicture
{
    QString uid; ///< empty: the study has no such picture
    study::AssetId asset;
    QString title; ///< generator and variant
};

/// What the study knows of one gold pair.
struct GoldFacts
{
    bool hasPrompt = false;
    QString prompt; ///< text of the original prompt, or the key when there is no such group
    GoldPicture better;
    GoldPicture worse;
};

/// A prompt group with two pictures or more that have a file.
struct GoldPrompt
{
    QString key;
    QString text;
};

/// For pool threads. Pictures are found by id or SHA-256 inside of their group, as the planner finds them.
base::Result<QList<GoldFacts>> goldFacts(storage::Database &database, const QList<trials::GoldPair> &pairs);
/// The first `most` groups whose key, topic or one of whose prompts contains the words.
base::Result<QList<GoldPrompt>> findGoldPrompts(storage::Database &database, const QString &words, int most);
/// The pictures of a group that have a file.
base::Result<QList<GoldPicture>> goldPictures(storage::Database &database, const QString &promptGroup);

} // namespace studysetup
