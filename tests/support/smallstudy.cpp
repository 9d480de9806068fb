#include "tests/support/smallstudy.h"

#include <algorithm>

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QImage>

#include "core/base/hash.h"
#include "core/storage/assetrepository.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/transaction.h"
#include "core/trials/studyprotocol.h"
#include "tests/support/studies.h"

namespace support {

SmallStudy::SmallStudy(const QString &folder, const SmallStudyPlan &plan)
    : m_folder(folder)
    , m_path(QDir(folder).filePath(QStringLiteral("small.dissensus")))
    , m_plan(plan)
{
    QDir(folder).mkpath(QStringLiteral("pictures"));
    m_database = std::make_unique<storage::Database>(must(storage::Database::create(m_path, QStringLiteral("Small"))));
    for (int i = 0; i < plan.groups; ++i)
        addGroup(plan.backwards ? plan.groups - 1 - i : i);
}

void SmallStudy::setProtocol(const QByteArray &json)
{
    must(trials::setStudyProtocol(*m_database, must(trials::parseProtocol(json))));
}

void SmallStudy::addGroup(int number)
{
    storage::Transaction transaction = must(storage::Transaction::begin(*m_database));
    storage::PromptRepository prompts(*m_database);
    const study::PromptGroup group = must(prompts.addGroup(QStringLiteral("group%1").arg(number)));
    QStringList variants = m_plan.variants;
    QStringList generators = m_plan.generators;
    if (m_plan.backwards) {
        std::reverse(variants.begin(), variants.end());
        std::reverse(generators.begin(), generators.end());
    }
    for (const QString &variant : std::as_const(variants)) {
        const study::Prompt prompt =
            must(prompts.addPrompt(group.id, variant, QStringLiteral("a boat number %1, %2").arg(number).arg(variant)));
        for (const QString &generator : std::as_const(generators))
            addPicture(number, generator, variant, prompt, study::PictureKind::Generated);
        if (m_plan.withPhotographs)
            addPicture(number, QString(), variant, prompt,
                       variant == study::originalVariant ? study::PictureKind::Generated
                                                         : study::PictureKind::Photograph);
    }
    must(transaction.commit());
}

QString SmallStudy::pictureFile(int group, const QString &generator, const QString &variant) const
{
    return QDir(m_folder).filePath(QStringLiteral("pictures/%1-group%2-%3.png")
                                       .arg(generator.isEmpty() ? QStringLiteral("photo") : generator)
                                       .arg(group)
                                       .arg(variant));
}

void SmallStudy::addPicture(int group, const QString &generator, const QString &variant, const study::Prompt &prompt,
                            study::PictureKind kind)
{
    const QString file = pictureFile(group, generator, variant);
    QImage image(m_plan.side, m_plan.side, QImage::Format_RGB32);
    image.fill(static_cast<QRgb>(0xff000000U | (qHash(QFileInfo(file).fileName()) & 0xffffffU)));
    if (!image.save(file))
        qFatal("small study: cannot write %s", qPrintable(file));
    const QFileInfo info(file);
    storage::AssetRepository assets(*m_database);
    const study::Asset asset = must(assets.addAsset(
        {{}, must(base::sha256File(file)), info.size(), m_plan.side, m_plan.side, QStringLiteral("png")}));
    must(assets.addLocation(asset.id, file, info.size(), info.lastModified().toMSecsSinceEpoch()));
    storage::PictureRepository pictures(*m_database);
    study::Picture picture;
    picture.asset = asset.id;
    if (!generator.isEmpty())
        picture.generator = must(pictures.addGenerator(generator)).id;
    picture.prompt = prompt.id;
    picture.variant = variant;
    picture.kind = kind;
    must(pictures.addPicture(picture));
}

} // namespace support
