#pragma once

#include <QJsonObject>
#include <QList>
#include <QSize>
#include <QString>
#include <QStringList>

#include "core/base/result.h"
#include "core/study/question.h"

namespace trials {

enum class Design { Generators, Variants, PhotoClean, List };
enum class Selection { Random, Balanced, Active };
enum class Passes { Together, Separate };
enum class PictureSize { Fit, Fixed };

/// Which pairs of pictures are asked about.
struct PairRules
{
    Design design = Design::Generators;
    QString promptVariant = QStringLiteral("original"); ///< variant of the prompt that is shown
    QStringList generators;                             ///< names; empty = all
    int perAnnotator = 100;                             ///< counted pairs; repeats, gold and practice come on top
    double repeats = 0.05; ///< share of the counted pairs that is asked again, sides swapped
    int practice = 5;      ///< trials before counting
    Selection selection = Selection::Random;
    double randomShare = 0.3; ///< of active selection

    bool operator==(const PairRules &) const = default;
};

/// A pair with a near-certain answer. Pictures are named by picture id or SHA-256.
struct GoldPair
{
    QString promptGroup; ///< key of the group
    QString better;
    QString worse;

    bool operator==(const GoldPair &) const = default;
};

/// An optional question about the person.
struct BackgroundQuestion
{
    QString id;
    QString text;
    QStringList answers;  ///< empty: free text
    bool isPlain = false; ///< written as a text alone in the file

    bool operator==(const BackgroundQuestion &) const = default;
};

/// Pictures that are covered until the annotator agrees to see them.
struct ContentWarning
{
    QStringList
        labels;   ///< emotions ("fear"), classes or kinds of the taxonomy ("class", "class.kind"); empty: no warning
    QString text; ///< what the annotator reads; empty: a general sentence

    bool operator==(const ContentWarning &) const = default;
};

/// How a study asks: the protocol file of the contract with every default filled in. A plain value.
struct Protocol
{
    int version = 1;
    QString title;
    QString instructions; ///< markdown
    qint64 seed = 42;
    PairRules pairs;
    QList<study::Question> questions; ///< the first one is a choice question
    Passes passes = Passes::Together;
    QList<GoldPair> gold;
    double goldShare = 0.05;
    double breakMinutes = 25; ///< 0: never
    int tooFastMs = 400;
    QSize minimumWindow{1024, 700};
    PictureSize pictureSize = PictureSize::Fit;
    QString surround = QStringLiteral("#808080");
    QString consent; ///< markdown; empty: none is asked
    QList<BackgroundQuestion> backgroundQuestions;
    ContentWarning contentWarning;

    bool operator==(const Protocol &) const = default;
};

/// The protocol of a study without a protocol file.
Protocol defaultProtocol();

/// Reads and checks a protocol file. The error names the JSON path of the first wrong key or value
/// ("$.pairs.repeats"); further ones are its details. Errors: "protocol.json", "protocol.key",
/// "protocol.value", "protocol.version".
base::Result<Protocol> parseProtocol(const QByteArray &json, const QString &file = {});

/// The file again, every default filled in.
QJsonObject toJson(const Protocol &protocol);

/// The RFC 8785 form with defaults filled in: what is stored and hashed.
QByteArray canonicalBody(const Protocol &protocol);

/// SHA-256 of the canonical body; every vote carries it.
QString protocolHash(const Protocol &protocol);

} // namespace trials
