#include "tests/ui/support/votedstudy.h"

#include <QBuffer>
#include <QColor>
#include <QImage>

#include "core/base/hash.h"
#include "core/storage/annotatorrepository.h"
#include "core/storage/assetrepository.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/scorerepository.h"
#include "core/storage/studyrepository.h"
#include "core/storage/trialrepository.h"
#include "tests/support/studies.h"

namespace support {

VotedStudy::VotedStudy(const QString &path)
    : m_database(must(storage::Database::create(path, QStringLiteral("Test study"))))
{
}

study::Prompt VotedStudy::addPrompt(const QString &group, const QString &variant, const QString &text,
                                    const QString &topic)
{
    storage::PromptRepository repository(m_database);
    return must(repository.addPrompt(must(repository.addGroup(group, topic)).id, variant, text));
}

study::PictureId VotedStudy::addPicture(const study::Prompt &prompt, const QString &generator, const QColor &color)
{
    study::Picture picture;
    picture.generator = must(storage::PictureRepository(m_database).addGenerator(generator)).id;
    picture.prompt = prompt.id;
    picture.variant = prompt.variant;
    if (color.isValid()) {
        // One pixel differs by use, so that every picture is an asset of its own.
        QImage image(64, 64, QImage::Format_RGB32);
        image.fill(color);
        image.setPixel(0, 0, uint(qHash(generator + prompt.text)) | 0xff000000U);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG");
        study::Asset asset;
        asset.sha256 = base::sha256(bytes);
        asset.bytes = bytes.size();
        asset.width = asset.height = 64;
        asset.format = QStringLiteral("png");
        storage::AssetRepository assets(m_database);
        picture.asset = must(assets.addAsset(asset)).id;
        must(assets.embed(picture.asset, bytes));
    }
    const study::PictureId id = must(storage::PictureRepository(m_database).addPicture(picture));
    m_assets.insert(id, picture.asset);
    return id;
}

void VotedStudy::addScore(const QString &scorer, study::PictureId picture, const study::Prompt *prompt, double value)
{
    storage::ScoreRepository repository(m_database);
    study::Score score;
    const bool computed = !scorer.contains(QLatin1Char(':'));
    if (computed)
        score.asset = m_assets.value(picture);
    else
        score.picture = picture;
    score.promptHash = prompt ? base::promptHash(prompt->text) : QString();
    score.fingerprint = must(repository.addFingerprint(scorer, QStringLiteral("version-1"), QStringLiteral("{}"))).id;
    score.value = value;
    score.valueText = computed ? QString() : QString::number(value);
    score.origin = computed ? QStringLiteral("computed") : QStringLiteral("scores.csv");
    must(repository.addScore(score));
}

void VotedStudy::addVote(const QString &annotator, const study::Prompt &prompt, study::PictureId left,
                         study::PictureId right, study::PictureId preferred)
{
    storage::TrialRepository repository(m_database);
    study::Trial trial;
    trial.annotator =
        must(storage::AnnotatorRepository(m_database).addAnnotator(annotator, study::AnnotatorKind::Human)).id;
    trial.prompt = prompt.id;
    trial.question = QStringLiteral("preference");
    trial.pictures = {left, right};
    study::Answer answer;
    answer.trial = must(repository.addTrial(trial));
    answer.question = trial.question;
    answer.vote = preferred.isValid() ? study::Vote{study::Choice::Picture, preferred == left ? 0 : 1, 1}
                                      : study::Vote{study::Choice::Tie, -1, 0};
    answer.answeredAt = 1000;
    answer.appVersion = QStringLiteral("test");
    must(repository.addAnswer(answer));
}

void VotedStudy::setTaxonomy(study::PictureId picture, const QStringList &labels)
{
    must(storage::PictureRepository(m_database).setTaxonomy(picture, labels));
}

void VotedStudy::setSetting(const QString &key, const QString &value)
{
    must(storage::StudyRepository(m_database).setSetting(key, value));
}

widgets::StudyPtr VotedStudy::open() const
{
    return std::make_shared<widgets::StudyHandle>(must(widgets::StudyHandle::readHead(m_database.path())));
}

} // namespace support
