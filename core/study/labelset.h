#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include "core/base/result.h"

namespace study {

/// Where a label stands, for the layout of its buttons only: positive row, negative row, the rest.
enum class Valence { Positive, Negative, Other };

/// One label that can be given to a picture.
struct LabelOption
{
    QString key;   ///< "fear": what is stored and exported
    QString title; ///< English; the window translates it
    Valence valence = Valence::Other;
};

/// One quality that can be rated in whole steps from `minimum` to `maximum`.
struct Dimension
{
    QString key; ///< "clarity": what is stored and exported
    QString title;
    QString help;
    QString low;  ///< what `minimum` means
    QString high; ///< what `maximum` means
    int minimum = 0;
    int maximum = 0;
};

/// A vocabulary for label and rating questions, read from a file of `resources/labels`.
struct LabelSet
{
    QString id; ///< "paper"
    QString title;
    QString rules;               ///< how its makers ask for it, in our words
    QString source;              ///< who made it
    bool multiple = false;       ///< whether its makers allow several labels per picture
    bool asksReason = false;     ///< whether its makers ask for a written reason
    QList<LabelOption> labels;   ///< may be empty: a set for ratings only
    QList<Dimension> dimensions; ///< may be empty: a set for labels only

    bool hasLabel(const QString &key) const;
    /// The dimension with this key, or null.
    const Dimension *dimension(const QString &key) const;
};

/// Reads one set. Errors: "labelset.json", "labelset.value"; the message names the JSON path.
base::Result<LabelSet> parseLabelSet(const QByteArray &json, const QString &file = {});

/// Ids of the sets that ship with the program, in the order in which they are offered.
QStringList shippedLabelSets();

/// A set that ships with the program; null for any other id.
const LabelSet *labelSet(const QString &id);

} // namespace study
