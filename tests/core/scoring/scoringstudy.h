#pragma once

#include <QBuffer>
#include <QImage>

#include "core/base/hash.h"
#include "core/scoring/scorerun.h"
#include "core/storage/assetrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/scorerepository.h"
#include "tests/support/paths.h"
#include "tests/support/studies.h"

/// A study of `groups` × 2 painted pictures (original and distorted) in a folder of its own.
class ScoringStudy
{
public:
    explicit ScoringStudy(int groups)
    {
        storage::Database database = support::must(storage::Database::create(path(), QStringLiteral("Scoring")));
        storage::PromptRepository prompts(database);
        const study::Generator generator =
            support::must(storage::PictureRepository(database).addGenerator(QStringLiteral("painter")));
        for (int group = 0; group < groups; ++group) {
            const study::PromptGroup idea = support::must(prompts.addGroup(QStringLiteral("idea %1").arg(group)));
            for (const QLatin1String variant : {study::originalVariant, study::distortedVariant}) {
                const study::Prompt prompt =
                    support::must(prompts.addPrompt(idea.id, variant, QStringLiteral("%1 %2").arg(variant).arg(group)));
                add(database, generator, prompt, picture(2 * group + (variant == study::originalVariant ? 0 : 1)));
            }
        }
    }

    QString path() const { return m_folder.file(QStringLiteral("my study.dissensus")); }
    const support::TestFolder &folder() const { return m_folder; }
    const QList<study::Asset> &assets() const { return m_assets; }
    QString file(int picture) const { return m_folder.file(QStringLiteral("%1.png").arg(picture)); }

    /// A command that starts the scorer which misbehaves; what it was asked about is appended to log().
    QString fake(const QString &mode, const QString &when = QStringLiteral("0")) const
    {
        return QStringLiteral("\"%1/../tests/fakescorer\" %2 %3 \"%4\"")
            .arg(support::binFolder(), mode, when, m_folder.file(QStringLiteral("log")));
    }
    /// A request to such a scorer that does not keep a test waiting.
    scoring::ScoreRequest request(const QString &mode, const QString &when = QStringLiteral("0")) const
    {
        scoring::ScoreRequest request;
        request.worker = fake(mode, when);
        request.restartDelayMs = 1;
        request.replyTimeoutMs = 1500;
        request.batch = 4;
        return request;
    }
    QStringList log() const
    {
        QFile file(m_folder.file(QStringLiteral("log")));
        return file.open(QIODevice::ReadOnly)
                   ? QString::fromLatin1(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts)
                   : QStringList();
    }

    /// Runs the request to its end.
    base::Result<scoring::ScoreSummary> run(const scoring::ScoreRequest &request, scoring::RunObserver &observer)
    {
        storage::Database database = support::must(storage::Database::open(path()));
        base::Progress progress;
        scoring::RunControl control(progress);
        return scoring::runScoring(database, request, control, observer);
    }
    base::Result<scoring::ScoreSummary> run(const scoring::ScoreRequest &request)
    {
        scoring::RunObserver observer;
        return run(request, observer);
    }

    /// Every score row that the study holds, superseded ones too.
    QList<study::Score> rows() const
    {
        storage::Database database = support::must(storage::Database::open(path(), storage::Database::Mode::ReadOnly));
        storage::Statement select = support::must(database.prepare(QStringLiteral(
            "SELECT asset_id, prompt_hash, value, device, libtorch, app_version, origin FROM score ORDER BY id")));
        support::must(select.run());
        QList<study::Score> rows;
        while (select.next()) {
            study::Score score;
            score.asset = select.id<study::AssetId>(0);
            score.promptHash = select.text(1);
            score.value = select.real(2);
            score.device = select.text(3);
            score.libtorch = select.text(4);
            score.appVersion = select.text(5);
            score.origin = select.text(6);
            rows += score;
        }
        return rows;
    }

    static QImage picture(int number)
    {
        QImage image(24, 16, QImage::Format_RGB888);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                image.setPixelColor(
                    x, y, QColor((x * 9 + number * 31) & 255, (y * 13 + number * 7) & 255, (x * y + number) & 255));
        }
        return image;
    }

private:
    void add(storage::Database &database, const study::Generator &generator, const study::Prompt &prompt,
             const QImage &image)
    {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG");
        const QString path = m_folder.write(QStringLiteral("%1.png").arg(m_assets.size()), bytes);
        study::Asset asset;
        asset.sha256 = base::sha256(bytes);
        asset.bytes = bytes.size();
        asset.width = image.width();
        asset.height = image.height();
        asset.format = QStringLiteral("png");
        storage::AssetRepository assets(database);
        asset = support::must(assets.addAsset(asset));
        support::must(
            assets.addLocation(asset.id, path, bytes.size(), QFileInfo(path).lastModified().toMSecsSinceEpoch()));
        study::Picture picture;
        picture.asset = asset.id;
        picture.generator = generator.id;
        picture.prompt = prompt.id;
        picture.variant = prompt.variant;
        support::must(storage::PictureRepository(database).addPicture(picture));
        m_assets += asset;
    }

    support::TestFolder m_folder;
    QList<study::Asset> m_assets;
};
