#pragma once

#include <optional>

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include "core/base/result.h"

namespace scoring {

/// One scorer as the catalogue knows it.
struct ScorerInfo
{
    QString id;    ///< "colorfulness", "hps-v3"
    QString title; ///< for people, "Colourfulness"
    bool needsPrompt = false;
    double low = 0;          ///< lower end of the values' range
    double high = 0;         ///< upper end of the values' range
    QString licence;         ///< of the weights, or of this program for scorers without weights
    qint64 weightsBytes = 0; ///< 0: needs no weights
    bool installed = false;
    int version = 0;           ///< raised when the scorer's values change; known when a worker was asked
    QString fingerprint;       ///< 64 hexadecimal digits; known when a worker was asked and the scorer is installed
    QString fingerprintCovers; ///< canonical JSON whose SHA-256 the fingerprint is
    QString dtype;             ///< number type of the computation, "u8" or "fp32"
    QString pictureTower;      ///< fingerprint of the tower whose features are kept in the study; empty: none are
    QString textTower;         ///< the same of texts
    QString problem;           ///< why weights that lie in the models folder cannot be used

    bool needsWeights() const { return weightsBytes > 0; }
};

/// The scorers that this version knows by name, read from a resource: no worker is started. Those without weights are
/// always installed; what else is, only a worker knows (WorkerFacts::scorers).
class ScorerCatalogue
{
public:
    static const QList<ScorerInfo> &scorers();
    static std::optional<ScorerInfo> find(const QString &id);
    /// Reads "ID[,ID…]". Errors: "scorer.unknown" with the name that is none.
    static base::Result<QStringList> parseIds(const QString &list);
    /// Ids of the scorers that need no weights, in the order of the catalogue.
    static QStringList withoutWeights();
};

} // namespace scoring

Q_DECLARE_METATYPE(scoring::ScorerInfo)
