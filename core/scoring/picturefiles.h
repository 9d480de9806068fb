#pragma once

#include <QHash>

#include "core/scoring/messages.h"
#include "core/scoring/scoreplan.h"
#include "core/storage/assetrepository.h"

namespace scoring {

/// The picture files of a study as a worker gets them: by path where it sees the same files, else as bytes.
class PictureFiles
{
public:
    /// A file with its known hash, by which a worker proves that it sees the same files. Empty when there is none.
    struct Probe
    {
        QString path;
        QString sha256;
    };

    explicit PictureFiles(storage::Database &database)
        : m_assets(database)
    {
    }

    /// Looks up where the files lie. Call it before the others.
    base::Result<void> find();

    Probe probe();
    /// A path when `isShared` and the file there has the right length, unless the task is to be sent; else bytes. Or
    /// why there are none that fit a message.
    tl::expected<PictureToScore, QString> load(const ScoreTask &task, bool isShared);

private:
    storage::AssetRepository m_assets;
    QHash<study::AssetId, storage::AssetLocation> m_locations;
};

} // namespace scoring
