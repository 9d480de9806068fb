#include "ui/gallery/meaningsearch.h"

#include <algorithm>

#include "core/analysis/embeddingvector.h"
#include "core/scoring/scorequeue.h"
#include "core/storage/scorerepository.h"
#include "ui/widgets/scorernames.h"

namespace gallery {

using analysis::SimilarPictures;
using PicturesPtr = std::shared_ptr<const SimilarPictures>;

/// What a pool thread found.
struct MeaningSearch::Answer
{
    PicturesPtr pictures; ///< to be kept for the next question; null: the study has no embeddings of pictures
    Likeness likeness;    ///< null: the picture that was asked about has none
};

namespace {

/// Those that are known already, unless the study has got more since.
base::Result<PicturesPtr> picturesOf(storage::Database &database, const QString &tower, qint64 rows,
                                     const PicturesPtr &known, const base::Progress &progress)
{
    if (known && known->tower() == tower && known->size() == rows)
        return known;
    return SimilarPictures::open(database, tower, analysis::EmbeddingMatrix::defaultFolder(), progress);
}

} // namespace

MeaningSearch::MeaningSearch(QObject *parent)
    : QObject(parent)
{
}

MeaningSearch::~MeaningSearch()
{
    stop(); // without a word: whoever listened may be half gone
}

void MeaningSearch::setStudy(const widgets::StudyPtr &study)
{
    clear();
    if (m_study)
        m_study->disconnect(this);
    m_study = study;
    m_pictures.reset();
}

void MeaningSearch::stop()
{
    m_encoder.cancel();
    if (m_progress)
        m_progress->cancel();
    m_progress.reset();
    m_question = {};
}

void MeaningSearch::clear()
{
    stop();
    setState(State::Idle);
}

void MeaningSearch::begin(const std::function<void()> &question)
{
    clear();
    if (!m_study)
        return;
    m_question = question;
    m_progress = std::make_shared<base::Progress>();
    setState(State::Searching);
}

void MeaningSearch::again()
{
    const std::function<void()> question = m_question; // which it replaces
    if (question)
        question();
}

void MeaningSearch::findText(const QString &text)
{
    const QString simple = text.simplified();
    begin([this, simple] { findText(simple); });
    if (!m_study)
        return;
    m_title = tr("Like “%1”").arg(simple);
    scoring::TextQuestion question{simple, m_study->path(), {}};
    question.worker.command = m_worker;
    m_encoder.encode(question, [this](const base::Result<scoring::EncodedText> &encoded) {
        if (!encoded) {
            takeError(encoded.error());
        } else if (encoded->pictures == 0) {
            m_scorer = encoded->scorer;
            setState(State::NothingSeen);
        } else {
            compare(*encoded);
        }
    });
}

void MeaningSearch::compare(const scoring::EncodedText &text)
{
    QStringList extents;
    for (const qint64 extent : text.features.shape)
        extents.append(QString::number(extent));
    m_study->run(
        this,
        [text, shape = extents.join(u'x'), known = m_pictures,
         progress = m_progress](storage::Database &database) -> base::Result<Answer> {
            const auto unit = analysis::unitVector(text.features.dtype, shape, text.features.data);
            if (!unit)
                return base::fail(QStringLiteral("search.text"), QStringLiteral("the scorer's encoding is no vector"),
                                  QStringLiteral("Run the scorer's self-test in Scorers"));
            BASE_TRY_ASSIGN(pictures, picturesOf(database, text.scorer.pictureTower, text.pictures, known, *progress));
            return Answer{pictures, pictures->like(*unit)};
        },
        [this, progress = m_progress, title = m_title](const base::Result<Answer> &answer) {
            if (progress == m_progress)
                take(answer, title);
        });
}

void MeaningSearch::findLike(study::AssetId asset, const QString &title)
{
    begin([this, asset, title] { findLike(asset, title); });
    if (!m_study)
        return;
    m_title = tr("Like %1").arg(title);
    m_study->run(
        this,
        [asset, known = m_pictures, progress = m_progress](storage::Database &database) -> base::Result<Answer> {
            BASE_TRY_ASSIGN(towers, storage::ScoreRepository(database).embeddedPictures());
            if (towers.isEmpty())
                return Answer{};
            // The tower that was asked last, else the one that saw most.
            QStringList names = towers.keys();
            std::sort(names.begin(), names.end(), [&](const QString &a, const QString &b) {
                return std::pair(-towers[a], a) < std::pair(-towers[b], b);
            });
            const QString tower = known && towers.contains(known->tower()) ? known->tower() : names.first();
            BASE_TRY_ASSIGN(pictures, picturesOf(database, tower, towers[tower], known, *progress));
            return Answer{pictures, pictures->likePicture(asset)};
        },
        [this, progress = m_progress, title = m_title](const base::Result<Answer> &answer) {
            if (progress != m_progress)
                return;
            if (answer && !answer->pictures)
                learnScorer();
            else
                take(answer, title);
        });
}

/// Which scorer could look at the pictures; only its worker knows.
void MeaningSearch::learnScorer()
{
    scoring::TextQuestion question{{}, m_study->path(), {}};
    question.worker.command = m_worker;
    m_encoder.encode(question, [this](const base::Result<scoring::EncodedText> &encoded) {
        if (!encoded) {
            takeError(encoded.error());
            return;
        }
        m_scorer = encoded->scorer;
        setState(State::NothingSeen);
    });
}

void MeaningSearch::take(const base::Result<Answer> &answer, const QString &title)
{
    if (!answer) {
        takeError(answer.error());
        return;
    }
    m_pictures = answer->pictures;
    if (!answer->likeness) {
        setState(State::Failed, tr("This picture has no embedding yet. Score it in Scorers."));
        return;
    }
    setState(State::Idle);
    Q_EMIT found(answer->likeness, title);
}

void MeaningSearch::takeError(const base::Error &error)
{
    if (error.code == QLatin1String("search.scorer"))
        setState(State::NoScorer);
    else
        setState(State::Failed, error.toLine());
}

void MeaningSearch::compute()
{
    if (m_state != State::NothingSeen || !m_study || isQueueBusy())
        return;
    scoring::ScoreQueue *queue = m_study->scoreQueue();
    setState(State::Computing);
    // Whatever ends the run ends these connections, too.
    auto *guard = new QObject(this);
    connect(queue, &scoring::ScoreQueue::finished, guard, [this, guard](const scoring::ScoreSummary &summary) {
        guard->deleteLater();
        if (m_state != State::Computing)
            return;
        if (summary.scored > 0)
            again();
        else
            setState(State::NothingSeen);
    });
    connect(queue, &scoring::ScoreQueue::failed, guard, [this, guard](const base::Error &error) {
        guard->deleteLater();
        if (m_state == State::Computing)
            setState(State::Failed, error.toLine());
    });
    scoring::ScoreRequest request;
    request.scorers = {m_scorer.id};
    request.prompts = scoring::PromptScope::Own;
    request.worker = m_worker;
    queue->start(request);
}

bool MeaningSearch::isQueueBusy() const
{
    return m_study && m_study->scoreQueue()->isRunning();
}

void MeaningSearch::setState(State state, const QString &reason)
{
    if (state == m_state && reason == m_reason)
        return;
    m_state = state;
    m_reason = reason;
    Q_EMIT changed();
}

QString MeaningSearch::message() const
{
    switch (m_state) {
    case State::NoScorer:
        return tr("Search by meaning needs a scorer that reads texts. Install CLIP-L in Scorers.");
    case State::NothingSeen:
        return tr("Search by meaning needs %1 embeddings of the pictures. They are made when %1 scores them.")
            .arg(widgets::scorerTitle(m_scorer.id));
    case State::Computing:
        return tr("%1 is looking at the pictures. The search goes on when it is done.")
            .arg(widgets::scorerTitle(m_scorer.id));
    case State::Failed:
        return m_reason;
    case State::Idle:
    case State::Searching:
        break;
    }
    return {};
}

QString MeaningSearch::actionText() const
{
    switch (m_state) {
    case State::NoScorer:
        return tr("Open Scorers");
    case State::NothingSeen:
        return isQueueBusy() ? tr("Open Scorers") : tr("Compute");
    case State::Failed:
        return tr("Try again");
    default:
        return {};
    }
}

} // namespace gallery
