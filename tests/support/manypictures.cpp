#include "tests/support/manypictures.h"

#include <QBuffer>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QRandomGenerator>

#include "core/base/hash.h"
#include "core/storage/annotatorrepository.h"
#include "core/storage/assetrepository.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/scorerepository.h"
#include "core/storage/transaction.h"
#include "core/storage/trialrepository.h"
#include "core/study/taxonomy.h"
#include "tests/support/studies.h"

namespace support {

namespace {

constexpr int seeds = 16; ///< different pictures; the others differ in a comment only
constexpr int picturesPerTransaction = 2000;

/// Coarse random colours, smoothly enlarged, with grain: about as hard to decode as a photograph.
QByteArray jpegOf(int side, int seed)
{
    QRandomGenerator random{quint32(seed)};
    QImage image(24, 24, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, random.generate() | 0xff000000U);
    image = image.scaled(side, side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    for (int y = 0; y < side; ++y) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < side; ++x)
            line[x] ^= random.generate() & 0x00070707U;
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "JPEG", 90))
        qFatal("cannot encode a picture");
    return bytes;
}

/// The same picture with a comment behind its start marker: other bytes, other hash.
QByteArray numbered(const QByteArray &jpeg, int number)
{
    const QByteArray text = QByteArray::number(number).rightJustified(10, '0');
    QByteArray segment("\xff\xfe\x00\x0c", 4);
    return jpeg.left(2) + segment + text + jpeg.mid(2);
}

const QStringList statistics{QStringLiteral("colorfulness"), QStringLiteral("sharpness"), QStringLiteral("contrast"),
                             QStringLiteral("exposure"), QStringLiteral("saturation")};
const QStringList rewards{QStringLiteral("hps-v3"), QStringLiteral("hps-v2.1"), QStringLiteral("image-reward"),
                          QStringLiteral("clip-l"), QStringLiteral("pickscore")};

class Maker
{
public:
    Maker(const QString &folder, const ManyPicturesPlan &plan)
        : m_plan(plan)
        , m_folder(folder)
        , m_database(must(storage::Database::create(QDir(folder).filePath(QStringLiteral("many.dissensus")),
                                                    QStringLiteral("Many"))))
    {
        QDir(folder).mkpath(QStringLiteral("pictures"));
        for (int i = 0; i < seeds; ++i) {
            m_large.append(jpegOf(plan.side, i));
            m_tiny.append(jpegOf(48, i));
        }
        storage::ScoreRepository scores(m_database);
        for (const QString &scorer : statistics + rewards.mid(0, plan.rewards))
            m_fingerprints.append(
                must(scores.addFingerprint(scorer, base::sha256(scorer.toUtf8()), QStringLiteral("{}"))).id);
        storage::AnnotatorRepository annotators(m_database);
        for (int i = 0; i < plan.annotators; ++i)
            m_annotators.append(
                must(annotators.addAnnotator(QStringLiteral("P%1").arg(i), study::AnnotatorKind::Human)).id);
    }

    QString make()
    {
        for (int first = 0; first < m_plan.pictures; first += picturesPerTransaction) {
            storage::Transaction transaction = must(storage::Transaction::begin(m_database));
            for (int i = first; i < std::min(m_plan.pictures, first + picturesPerTransaction); i += 2)
                addPair(i);
            must(transaction.commit());
        }
        return m_database.path();
    }

private:
    void addPair(int number)
    {
        storage::PromptRepository prompts(m_database);
        const study::PromptGroup group = must(prompts.addGroup(QStringLiteral("group %1").arg(number / 8)));
        const QString text =
            QStringLiteral("a boat number %1 in a harbour at dawn, calm water, long shadows").arg(number / 8);
        const study::Prompt original = must(prompts.addPrompt(group.id, study::originalVariant, text));
        const study::Prompt wide =
            must(prompts.addPrompt(group.id, study::distortedVariant, text + QStringLiteral(", blurred and faded")));
        const QString generator = QStringLiteral("generator %1").arg(number / 2 % 4);
        const study::PictureId first = addPicture(number, generator, original, original, wide);
        const study::PictureId second = addPicture(number + 1, generator, wide, original, wide);
        const QStringList labels = study::shippedTaxonomy().labels();
        must(storage::PictureRepository(m_database).setTaxonomy(second, {labels[number / 2 % labels.size()]}));
        storage::TrialRepository trials(m_database);
        for (const study::AnnotatorId annotator : std::as_const(m_annotators)) {
            study::Trial trial;
            trial.annotator = annotator;
            trial.prompt = wide.id;
            trial.question = QStringLiteral("preference");
            trial.pictures = {first, second};
            study::Answer answer;
            answer.trial = must(trials.addTrial(trial));
            answer.question = trial.question;
            answer.vote = {study::Choice::Picture, int(m_random.bounded(2)), 1};
            answer.answeredAt = number;
            answer.appVersion = QStringLiteral("test");
            must(trials.addAnswer(answer));
        }
    }

    study::PictureId addPicture(int number, const QString &generator, const study::Prompt &own,
                                const study::Prompt &original, const study::Prompt &wide)
    {
        const bool large = number < m_plan.photographs;
        const QByteArray bytes = numbered((large ? m_large : m_tiny)[number % seeds], number);
        const QString path = QStringLiteral("%1/pictures/%2.jpg").arg(m_folder).arg(number, 6, 10, QLatin1Char('0'));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s", qPrintable(file.errorString()));
        file.close();
        const int side = large ? m_plan.side : 48;
        storage::AssetRepository assets(m_database);
        const study::Asset asset =
            must(assets.addAsset({{}, base::sha256(bytes), bytes.size(), side, side, QStringLiteral("jpeg")}));
        must(assets.addLocation(asset.id, path, bytes.size(), QFileInfo(path).lastModified().toMSecsSinceEpoch()));
        study::Picture picture;
        picture.asset = asset.id;
        picture.generator = must(storage::PictureRepository(m_database).addGenerator(generator)).id;
        picture.prompt = own.id;
        picture.variant = own.variant;
        picture.seed = QString::number(number);
        const study::PictureId id = must(storage::PictureRepository(m_database).addPicture(picture));
        storage::ScoreRepository scores(m_database);
        for (qsizetype scorer = 0; scorer < m_fingerprints.size(); ++scorer) {
            const bool reward = scorer >= statistics.size();
            for (const study::Prompt *prompt :
                 reward ? QList{&original, &wide} : QList<const study::Prompt *>{nullptr}) {
                study::Score score;
                score.asset = asset.id;
                score.promptHash = prompt ? base::promptHash(prompt->text) : QString();
                score.fingerprint = m_fingerprints[scorer];
                score.value = m_random.generateDouble() * 20 - 10;
                score.origin = QStringLiteral("computed");
                score.appVersion = QStringLiteral("test");
                must(scores.addScore(score));
            }
        }
        return id;
    }

    ManyPicturesPlan m_plan;
    QString m_folder;
    storage::Database m_database;
    QRandomGenerator m_random{1};
    QList<QByteArray> m_large;
    QList<QByteArray> m_tiny;
    QList<study::FingerprintId> m_fingerprints;
    QList<study::AnnotatorId> m_annotators;
};

} // namespace

QString makeManyPictures(const QString &folder, const ManyPicturesPlan &plan)
{
    return Maker(folder, plan).make();
}

} // namespace support
