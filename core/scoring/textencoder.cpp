#include "core/scoring/textencoder.h"

#include <QCoreApplication>

#include "core/base/hash.h"
#include "core/scoring/featureshelf.h"
#include "core/storage/database.h"
#include "core/storage/scorerepository.h"

namespace scoring {

namespace {

constexpr int idleMs = 120'000;   ///< weights in memory are worth keeping for as long as somebody may be looking
constexpr int answerMs = 120'000; ///< reading weights from a slow disk included

} // namespace

std::optional<ScorerInfo> meaningScorer(const QList<ScorerInfo> &scorers, const QHash<QString, qint64> &pictures)
{
    std::optional<ScorerInfo> best;
    for (const ScorerInfo &info : scorers) {
        if (!info.installed || info.pictureTower.isEmpty() || info.textTower.isEmpty())
            continue;
        if (!best || pictures.value(info.pictureTower) > pictures.value(best->pictureTower))
            best = info;
    }
    return best;
}

namespace {

base::Result<TowerFeatures> ask(WorkerProcess &worker, const QString &text, const ScorerInfo &scorer,
                                const base::Progress &progress)
{
    const QString key = QStringLiteral("text");
    BASE_TRY_ASSIGN(answer,
                    worker.ask(embedTextsMessage(worker.nextId(), {scorer.id}, {{key, text}}), answerMs, progress));
    BASE_TRY_ASSIGN(made, embeddingsFrom(answer));
    for (const MadeFeatures &one : made) {
        if (one.text == key && one.features.tower == scorer.textTower)
            return one.features;
    }
    return base::fail(QStringLiteral("scorer.protocol"), QStringLiteral("the scorer did not encode the text"),
                      QStringLiteral("Check the scorer's command and its version"));
}

base::Result<EncodedText> encodeBy(WorkerProcess &worker, const TextQuestion &question, const base::Progress &progress)
{
    BASE_TRY_ASSIGN(database, storage::Database::open(question.studyPath, storage::Database::Mode::ReadOnly));
    BASE_TRY_ASSIGN(pictures, storage::ScoreRepository(database).embeddedPictures());
    const std::optional<ScorerInfo> scorer = meaningScorer(worker.facts().scorers, pictures);
    if (!scorer)
        return base::fail(QStringLiteral("search.scorer"), QStringLiteral("no scorer that reads texts is installed"),
                          QStringLiteral("Install CLIP-L in Scorers, or by dissensus-cli scorers install clip-l"));
    EncodedText encoded{*scorer, pictures.value(scorer->pictureTower), {}};
    if (encoded.pictures == 0)
        return encoded;
    FeatureShelf shelf(database, worker.facts().scorers, true);
    BASE_TRY_ASSIGN(known, shelf.ofText(base::promptHash(question.text), {scorer->id}));
    if (known.isEmpty()) {
        BASE_TRY_ASSIGN(made, ask(worker, question.text, *scorer, progress));
        known.append(made);
    }
    encoded.features = known.first();
    return encoded;
}

} // namespace

base::Result<EncodedText> encodeText(const TextQuestion &question, std::unique_ptr<WorkerProcess> &worker,
                                     const base::Progress &progress)
{
    if (!worker) {
        BASE_TRY_ASSIGN(started, WorkerProcess::start(question.worker, progress));
        worker = std::move(started);
    }
    auto encoded = encodeBy(*worker, question, progress);
    if (!encoded)
        worker.reset(); // half through an answer, or without a scorer that may be installed meanwhile
    return encoded;
}

/// What the thread works with; used by it alone.
class TextEncoder::Desk
{
public:
    base::Result<EncodedText> encode(const TextQuestion &question, const base::Progress &progress)
    {
        return encodeText(question, m_worker, progress);
    }
    void letGo() { m_worker.reset(); }

private:
    std::unique_ptr<WorkerProcess> m_worker;
};

TextEncoder::TextEncoder(QObject *parent)
    : QObject(parent)
    , m_desk(std::make_shared<Desk>())
{
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(-1);
    m_idle.setSingleShot(true);
    m_idle.setInterval(idleMs);
    connect(&m_idle, &QTimer::timeout, this, &TextEncoder::letWorkerGo);
}

TextEncoder::~TextEncoder()
{
    cancel();
    letWorkerGo();
    m_pool.waitForDone();
}

void TextEncoder::cancel()
{
    if (m_progress)
        m_progress->cancel();
    m_progress.reset();
}

void TextEncoder::letWorkerGo()
{
    m_pool.start([desk = m_desk] { desk->letGo(); });
}

void TextEncoder::encode(const TextQuestion &question, const Answer &answer)
{
    cancel();
    m_progress = std::make_shared<base::Progress>();
    m_idle.stop();
    m_pool.start([guard = QPointer<TextEncoder>(this), desk = m_desk, progress = m_progress, question, answer] {
        // By the application: this object may be gone, and only its own thread can tell.
        auto encoded = std::make_shared<base::Result<EncodedText>>(desk->encode(question, *progress));
        QMetaObject::invokeMethod(
            qApp,
            [guard, progress, encoded, answer] {
                if (!guard || guard->m_progress != progress)
                    return;
                guard->m_progress.reset();
                guard->m_idle.start();
                answer(*encoded);
            },
            Qt::QueuedConnection);
    });
}

} // namespace scoring
