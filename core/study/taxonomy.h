#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include "core/base/result.h"

namespace study {

/// One way in which a picture leaves the narrow idea of beauty.
struct TaxonomyKind
{
    QString key;         ///< "film_artifacts"
    QString title;       ///< English; the window translates it
    QString description; ///< one sentence
};

/// A class of kinds.
struct TaxonomyClass
{
    QString key; ///< "clarity_and_focus"
    QString title;
    QList<TaxonomyKind> kinds;
};

/// The labels that a picture can carry, "class.kind", read from a file of `resources/taxonomies`.
struct Taxonomy
{
    QString title;
    QList<TaxonomyClass> classes;

    /// All labels in the order of the file.
    QStringList labels() const;
    /// The kind of a label "class.kind", null for any other text.
    const TaxonomyKind *kind(const QString &label) const;
};

/// Reads a taxonomy. Errors: "taxonomy.json", "taxonomy.value"; the message names the JSON path.
base::Result<Taxonomy> parseTaxonomy(const QByteArray &json, const QString &file = {});

/// The taxonomy that ships with the program.
const Taxonomy &shippedTaxonomy();

} // namespace study
