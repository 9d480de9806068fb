#pragma once

#include <memory>
#include <optional>

#include <QFile>

#include "core/reward/clipmodel.h"
#include "core/reward/clipweights.h"
#include "core/reward/picture.h"
#include "core/reward/runtime.h"
#include "tests/support/paths.h"

/// The small checkpoints of tests/data/clip. What cannot be read ends the test program.
namespace tinyclip {

template <typename T>
T must(reward::Result<T> result)
{
    if (!result)
        qFatal("%s: %s", result.error().code.c_str(), result.error().message.c_str());
    return std::move(*result);
}

/// The path of a file or folder there.
inline std::filesystem::path path(const char *name)
{
    return (support::dataFolder() + QStringLiteral("/clip/") + QLatin1String(name)).toStdString();
}

/// A network that reads real tokens; "openai" or "hf".
inline std::shared_ptr<const reward::ClipModel> model(const char *name = "openai")
{
    auto weights = std::make_shared<const reward::CheckpointWeights>(must(reward::openClipCheckpoint(path(name), {})));
    return std::make_shared<const reward::ClipModel>(std::move(weights), reward::Placement{},
                                                     reward::Runtime::devices());
}

/// "small.png"
inline reward::Picture picture(const char *name)
{
    QFile file(support::dataFolder() + QStringLiteral("/clip/pictures/") + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is not there", name);
    const QByteArray bytes = file.readAll();
    return must(reward::decodePicture(std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size())))));
}

} // namespace tinyclip
