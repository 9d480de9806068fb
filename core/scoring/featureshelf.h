#pragma once

#include <QHash>
#include <QSet>

#include "core/base/result.h"
#include "core/scoring/messages.h"

namespace storage {
class Database;
}

namespace scoring {

/// What towers made before, out of the study: it is sent along, so that no tower sees a picture or a text twice, and a
/// picture of which everything is known is not even opened.
class FeatureShelf
{
public:
    /// `useStored` false: everything is made again, and nothing is taken from the study.
    FeatureShelf(storage::Database &database, const QList<ScorerInfo> &scorers, bool useStored);

    /// What is known of a picture for these scorers. Features of a damaged shape are left out.
    base::Result<QList<TowerFeatures>> ofPicture(const QString &sha256, const QStringList &scorers);
    base::Result<QList<TowerFeatures>> ofText(const QString &promptHash, const QStringList &scorers);
    /// Whether these are the features of every tower that looks at a picture for these scorers.
    bool isComplete(const QList<TowerFeatures> &known, const QStringList &scorers) const;
    /// Whether some of these scorers have towers whose features are kept.
    bool isKept(const QStringList &scorers) const;
    /// Whether such features may come in an answer about these scorers.
    bool isExpected(const MadeFeatures &made, const QStringList &scorers) const;

private:
    base::Result<QList<TowerFeatures>> find(const QSet<QString> &towers, const QString &kind, const QString &itemHash);
    QSet<QString> towers(const QStringList &scorers, QString ScorerInfo::*which) const;

    storage::Database &m_database;
    QHash<QString, ScorerInfo> m_scorers;
    bool m_useStored;
    QHash<QString, QList<TowerFeatures>> m_texts; ///< by hash: few, and asked for in every message
};

/// "768" or "577x1024", as a study writes a shape.
QString shapeText(const QList<qint64> &shape);

} // namespace scoring
