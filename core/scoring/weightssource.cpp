#include "core/scoring/weightssource.h"

#include <algorithm>

#include <QDir>

#include "core/scoring/modelfacts.h"
#include "core/scoring/weightsfile.h"

namespace scoring {

namespace {

constexpr QLatin1String indexSuffix{".index.json"};
constexpr qint64 longestText = 64 << 20; ///< tokenizer files have a few MB

bool isText(const QFileInfo &file)
{
    static const QStringList suffixes{QStringLiteral("json"), QStringLiteral("txt"), QStringLiteral("md"),
                                      QStringLiteral("model")};
    return suffixes.contains(file.suffix().toLower()) && file.size() <= longestText;
}

/// The same weights in another format lie beside these.
bool hasSafetensors(const QFileInfoList &files)
{
    return std::any_of(files.begin(), files.end(), [](const QFileInfo &file) {
        return file.fileName() == QLatin1String("model.safetensors")
               || file.fileName() == QLatin1String("model.safetensors.index.json");
    });
}

QFileInfoList filesOfFolder(const QString &path)
{
    // Links are followed: the hub's cache consists of them.
    QFileInfoList files = QDir(path).entryInfoList(QDir::Files, QDir::Name);
    const bool safetensors = hasSafetensors(files);
    files.removeIf([safetensors](const QFileInfo &file) {
        const bool isOther = safetensors && file.fileName().startsWith(QLatin1String("pytorch_model"));
        return isOther || (!isWeightsName(file.fileName()) && !isText(file));
    });
    return files;
}

QFileInfoList filesBeside(const QFileInfo &file)
{
    static const QStringList hubNames{QStringLiteral("model.safetensors"), QStringLiteral("pytorch_model.bin")};
    QFileInfoList files{file};
    const QFileInfo config(file.dir().filePath(QStringLiteral("config.json")));
    if (hubNames.contains(file.fileName()) && config.isFile() && config.size() <= longestText)
        files.append(config);
    return files;
}

} // namespace

base::Result<QFileInfoList> weightsSource(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return base::failIn(path, 0, QStringLiteral("weights.read"), QStringLiteral("there is no such file or folder"),
                            QStringLiteral("Choose the file of weights"));
    const bool isIndex = info.fileName().endsWith(indexSuffix);
    const bool isFolder = info.isDir() || isIndex;
    const QFileInfoList files =
        isFolder ? filesOfFolder(isIndex ? info.absolutePath() : info.absoluteFilePath()) : filesBeside(info);
    const bool hasWeights =
        std::any_of(files.begin(), files.end(), [](const QFileInfo &file) { return isWeightsName(file.fileName()); });
    if (isFolder && !hasWeights)
        return base::failIn(path, 0, QStringLiteral("weights.format"),
                            QStringLiteral("the folder holds no file of weights"),
                            QStringLiteral("Choose the folder that holds the published files"));
    for (const QFileInfo &file : files) {
        if (!isFolder ? file == info : isWeightsName(file.fileName()))
            BASE_TRY(checkIsWhole(file.absoluteFilePath()));
    }
    return files;
}

} // namespace scoring
