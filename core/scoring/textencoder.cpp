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

/// What the thread works with; used by it alone.
class TextEncoder::Desk
{
public:
    base::Result<EncodedText> encode(const TextQuestion &question, const base::Progress &progress)
    {
        BASE_TRY_ASSIGN(database, storage::Database::open(question.studyPath, storage::Database::Mode::ReadOnly));
        BASE_TRY_ASSIGN(pictures, storage::ScoreRepository(database).embeddedPictures());
        if (!m_worker) {
            BASE_TRY_ASSIGN(worker, WorkerProcess::start(question.worker, progress));
            m_worker = std::move(worker);
        }
        const std::optional<ScorerInfo> scorer = meaningScorer(m_worker->facts().scorers, pictures);
        if (!scorer) {
            letGo(); // whoever installs one meanwhile is seen by the next
            return base::fail(QStringLiteral("search.scorer"),
                              QStringLiteral("no scorer that reads texts is installed"),
                              QStringLiteral("Install CLIP-L in Scorers"));
        }
        EncodedText encoded{*scorer, pictures.value(scorer->pictureTower), {}};
        if (encoded.pictures == 0)
            return encoded;
        FeatureShelf shelf(database, m_worker->facts().scorers, true);
        BASE_TRY_ASSIGN(known, shelf.ofText(base::promptHash(question.text), {scorer->id}));
        if (known.isEmpty()) {
            auto made = ask(question.text, *scorer, progress);
            if (!made) {
                letGo(); // it may be half through an answer
                return tl::make_unexpected(made.error());
            }
            known.append(*made);
        }
        encoded.features = known.first();
        return encoded;
    }

    void letGo() { m_worker.reset(); }

private:
    base::Result<TowerFeatures> ask(const QString &text, const ScorerInfo &scorer, const base::Progress &progress)
    {
        const QString key = QStringLiteral("text");
        BASE_TRY_ASSIGN(answer, m_worker->ask(embedTextsMessage(m_worker->nextId(), {scorer.id}, {{key, text}}),
                                              answerMs, progress));
        BASE_TRY_ASSIGN(made, embeddingsFrom(answer));
        for (const MadeFeatures &one : made) {
            if (one.text == key && one.features.tower == scorer.textTower)
                return one.features;
        }
        return base::fail(QStringLiteral("scorer.protocol"), QStringLiteral("the scorer did not encode the text"),
                          QStringLiteral("Check the scorer's command and its version"));
    }

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
