#pragma once

#include <optional>

#include <QHash>
#include <QString>

#include "core/study/ids.h"

namespace analysis {

/// The current scores of one scorer, looked up by picture and prompt. Prompts are known by small numbers that the
/// snapshot gives to their hashes; 0 is the empty hash of scorers that need no prompt.
class ScoreTable
{
public:
    explicit ScoreTable(const QString &scorer = {})
        : m_scorer(scorer)
    {
    }

    /// A later value of the same key replaces an earlier one.
    void setForAsset(study::AssetId asset, quint32 promptHash, double value)
    {
        m_byAsset[key(asset.value, promptHash)] = value;
    }
    void setForPicture(study::PictureId picture, quint32 promptHash, double value)
    {
        m_byPicture[key(picture.value, promptHash)] = value;
    }
    void setFingerprint(const QString &fingerprint) { m_fingerprint = fingerprint; }

    QString scorer() const { return m_scorer; }
    /// Which exact computation made the values; empty for imported scorers, whose values may come from several files.
    QString fingerprint() const { return m_fingerprint; }
    qsizetype size() const { return m_byAsset.size() + m_byPicture.size(); }

    /// The value under this prompt, or the one that counts under every prompt; the picture's own value before its
    /// asset's.
    std::optional<double> value(study::PictureId picture, study::AssetId asset, quint32 promptHash) const;

private:
    /// Row numbers of one file stay far below 2^40, numbers of prompts below 2^24.
    static quint64 key(qint64 item, quint32 promptHash) { return (quint64(item) << 24) | promptHash; }

    QString m_scorer;
    QString m_fingerprint;
    QHash<quint64, double> m_byAsset;
    QHash<quint64, double> m_byPicture;
};

/// Scorers whose values came from elsewhere: "import:…", "judge:…", "rating:…".
bool isImportedScorer(const QString &scorer);

} // namespace analysis
