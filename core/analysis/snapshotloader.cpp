#include "core/analysis/snapshotloader.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "core/base/hash.h"
#include "core/base/progress.h"
#include "core/storage/annotatorrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/rowscan.h"
#include "core/storage/studyrepository.h"
#include "core/storage/transaction.h"

namespace analysis {

namespace {

/// How a vote reads in canonical order.
Outcome outcomeOf(QByteArrayView choice, bool preferredFirst)
{
    if (choice == QByteArrayView("picture"))
        return preferredFirst ? Outcome::First : Outcome::Second;
    if (choice == QByteArrayView("tie"))
        return Outcome::Tie;
    if (choice == QByteArrayView("both_good"))
        return Outcome::BothGood;
    return choice == QByteArrayView("both_bad") ? Outcome::BothBad : Outcome::Skip;
}

/// Nothing when the vote is on other pictures.
std::optional<bool> goldPassed(qint32 better, const SnapshotVote &vote)
{
    if (better != vote.first && better != vote.second)
        return {};
    return vote.outcome == (better == vote.first ? Outcome::First : Outcome::Second);
}

} // namespace

SnapshotLoader::SnapshotLoader(storage::Database &database, const base::Progress &progress)
    : m_database(database)
    , m_progress(progress)
{
    m_promptHashes.insert(QByteArray(), 0);
}

base::Result<Snapshot> SnapshotLoader::load(Extent extent)
{
    // Everything a snapshot reads must come from the same state of the file.
    BASE_TRY_ASSIGN(transaction, storage::Transaction::beginReading(m_database));
    BASE_TRY_ASSIGN(revision, m_database.revision());
    m_snapshot.revision = revision;
    BASE_TRY_ASSIGN(simulated, storage::StudyRepository(m_database).setting(QStringLiteral("simulated")));
    m_snapshot.simulated = simulated == QLatin1String("1");
    BASE_TRY_ASSIGN(live, liveOrPlain());
    m_live = live;
    BASE_TRY(loadPrompts());
    BASE_TRY(loadPictures());
    if (extent == Extent::Pictures)
        return std::move(m_snapshot);
    BASE_TRY(loadPeople());
    BASE_TRY_ASSIGN(gold, GoldPairs::load(m_database));
    m_gold = std::move(gold);
    BASE_TRY(loadVotes());
    BASE_TRY(loadScores());
    return std::move(m_snapshot);
}

base::Result<QString> SnapshotLoader::liveOrPlain()
{
    BASE_TRY_ASSIGN(any, m_database.prepare(QStringLiteral("SELECT EXISTS (SELECT 1 FROM withdrawn)")));
    BASE_TRY(any.run());
    return any.next() && any.integer(0) != 0 ? QStringLiteral("live_") : QString();
}

base::Result<void> SnapshotLoader::loadPrompts()
{
    storage::PromptRepository repository(m_database);
    BASE_TRY_ASSIGN(groups, repository.groups());
    BASE_TRY_ASSIGN(prompts, repository.prompts());
    m_snapshot.groups = std::move(groups);
    QHash<study::PromptGroupId, qint32> groupIndex;
    for (qint32 i = 0; i < qint32(m_snapshot.groups.size()); ++i)
        groupIndex.insert(m_snapshot.groups[i].id, i);
    for (const study::Prompt &prompt : std::as_const(prompts)) {
        const auto group = groupIndex.constFind(prompt.group);
        if (group == groupIndex.cend())
            continue;
        m_promptIndex.insert(prompt.id.value, qint32(m_snapshot.prompts.size()));
        m_snapshot.prompts.append(prompt);
        m_snapshot.groupOfPrompt.push_back(*group);
        const QByteArray hash = base::promptHash(prompt.text).toLatin1();
        const quint32 number = m_promptHashes.value(hash, quint32(m_promptHashes.size()));
        m_promptHashes.insert(hash, number);
        m_snapshot.hashOfPrompt.push_back(number);
    }
    return {};
}

base::Result<void> SnapshotLoader::loadPictures()
{
    storage::PictureRepository repository(m_database);
    BASE_TRY_ASSIGN(generators, repository.generators());
    BASE_TRY_ASSIGN(pictures, repository.pictures());
    m_snapshot.generators = std::move(generators);
    QHash<study::GeneratorId, qint32> generatorIndex;
    for (qint32 i = 0; i < qint32(m_snapshot.generators.size()); ++i)
        generatorIndex.insert(m_snapshot.generators[i].id, i);

    QHash<study::PromptId, study::PromptGroupId> groupOf;
    for (const study::Prompt &prompt : std::as_const(m_snapshot.prompts))
        groupOf.insert(prompt.id, prompt.group);
    const auto counterparts = storage::PictureRepository::counterparts(pictures, groupOf);
    for (const study::Picture &picture : std::as_const(pictures)) {
        const auto prompt = m_promptIndex.constFind(picture.prompt.value);
        if (prompt == m_promptIndex.cend())
            continue;
        m_pictureIndex.insert(picture.id.value, qint32(m_snapshot.pictures.size()));
        m_snapshot.pictures.append(picture);
        m_snapshot.promptOfPicture.push_back(*prompt);
        m_snapshot.generatorOfPicture.push_back(generatorIndex.value(picture.generator, -1));
    }
    for (const study::Picture &picture : std::as_const(m_snapshot.pictures))
        m_snapshot.counterpart.push_back(m_pictureIndex.value(counterparts.value(picture.id).value, -1));
    return {};
}

base::Result<void> SnapshotLoader::loadPeople()
{
    BASE_TRY_ASSIGN(annotators, storage::AnnotatorRepository(m_database).annotators());
    m_snapshot.annotators = std::move(annotators);
    for (qint32 i = 0; i < qint32(m_snapshot.annotators.size()); ++i)
        m_annotatorIndex.insert(m_snapshot.annotators[i].id.value, i);
    return {};
}

qint32 SnapshotLoader::questionIndex(QByteArrayView name)
{
    const auto known = std::find(m_questionNames.cbegin(), m_questionNames.cend(), name);
    if (known != m_questionNames.cend())
        return qint32(known - m_questionNames.cbegin());
    m_questionNames.append(name.toByteArray());
    m_snapshot.questions.append(QString::fromUtf8(name));
    return qint32(m_questionNames.size() - 1);
}

/// Current votes: what nothing supersedes, and of several first answers to one question the latest. The views of the
/// schema say the same row by row; over a whole study one list of what is superseded and one sorting are quicker.
base::Result<void> SnapshotLoader::loadVotes()
{
    std::vector<qint64> superseded;
    BASE_TRY_ASSIGN(
        later, storage::RowScan::open(
                   m_database, QStringLiteral("SELECT supersedes FROM %1answer WHERE supersedes > 0").arg(m_live)));
    while (true) {
        BASE_TRY_ASSIGN(more, later.next());
        if (!more)
            break;
        superseded.push_back(later.integer(0));
    }
    std::sort(superseded.begin(), superseded.end());

    // Trials of more than two pictures hold no pair votes.
    BASE_TRY_ASSIGN(
        select,
        storage::RowScan::open(
            m_database,
            QStringLiteral(
                "SELECT a.id, v.choice, v.position, l.picture_id, r.picture_id, t.prompt_id, t.annotator_id, a.question, t.id, "
                "t.repeat_of, t.is_practice + 2 * t.is_gold + 4 * t.is_repeat, a.response_ms, a.flags, t.protocol_id, "
                "t.gold_better, a.answered_at "
                "FROM %1answer AS a JOIN vote AS v ON v.answer_id = a.id JOIN %1trial AS t ON t.id = a.trial_id "
                "JOIN trial_picture AS l ON l.trial_id = t.id AND l.position = 0 "
                "JOIN trial_picture AS r ON r.trial_id = t.id AND r.position = 1 "
                "WHERE NOT EXISTS (SELECT 1 FROM trial_picture AS x WHERE x.trial_id = t.id AND x.position = 2) "
                "ORDER BY a.id")
                .arg(m_live)));
    for (qint64 row = 0;; ++row) {
        BASE_TRY_ASSIGN(more, select.next());
        if (!more)
            break;
        BASE_TRY(stopIfCancelled(row, QStringLiteral("reading votes")));
        const qint64 answer = select.integer(0);
        if (std::binary_search(superseded.cbegin(), superseded.cend(), answer))
            continue;
        const qint32 left = m_pictureIndex.value(select.integer(3), -1);
        const qint32 right = m_pictureIndex.value(select.integer(4), -1);
        SnapshotVote vote;
        vote.prompt = m_promptIndex.value(select.integer(5), -1);
        vote.annotator = m_annotatorIndex.value(select.integer(6), -1);
        if (left < 0 || right < 0 || vote.prompt < 0 || vote.annotator < 0)
            continue; // withdrawn
        vote.question = questionIndex(select.text(7));
        vote.firstWasLeft = m_snapshot.comesFirst(left, right);
        vote.first = vote.firstWasLeft ? left : right;
        vote.second = vote.firstWasLeft ? right : left;
        const QByteArrayView choice = select.text(1);
        vote.outcome = outcomeOf(choice, (select.integer(2) == 0) == vote.firstWasLeft);
        vote.trial = select.integer(8);
        vote.repeatOf = select.integer(9);
        const qint64 kind = select.integer(10);
        vote.isPractice = (kind & 1) != 0;
        vote.isGold = (kind & 2) != 0;
        vote.isRepeat = (kind & 4) != 0;
        vote.responseMs = select.isNull(11) ? -1 : qint32(select.integer(11));
        const QByteArrayView flags = select.text(12);
        vote.tooFast = !flags.isEmpty() && flags.toByteArray().contains("too_fast");
        if (vote.isGold)
            vote.goldPassed = select.isNull(14) ? m_gold.passed(m_snapshot, select.integer(13), vote)
                                                : goldPassed(m_pictureIndex.value(select.integer(14), -1), vote);
        m_snapshot.votes.push_back(vote);
        m_origins.push_back({answer, select.integer(15), choice == QByteArrayView("undone")});
    }
    BASE_TRY(dropRivals());
    m_origins = {};
    return {};
}

/// Only merges and imports of one trial from two places leave several current answers to a question of a trial: the
/// later one counts, then the higher uid. Takes votes that were taken back away, too.
base::Result<void> SnapshotLoader::dropRivals()
{
    std::vector<SnapshotVote> &votes = m_snapshot.votes;
    std::vector<quint32> order(votes.size());
    std::iota(order.begin(), order.end(), quint32(0));
    const auto key = [&votes](quint32 i) { return std::pair(votes[i].trial, votes[i].question); };
    const auto before = [&key](quint32 a, quint32 b) { return key(a) < key(b); };
    if (!std::is_sorted(order.begin(), order.end(), before))
        std::stable_sort(order.begin(), order.end(), before);
    const auto uid = [this](quint32 i) -> base::Result<QString> {
        BASE_TRY_ASSIGN(select, m_database.prepare(QStringLiteral("SELECT uid FROM answer WHERE id = ?")));
        BASE_TRY(select.run(m_origins[i].answer));
        return select.next() ? select.text(0) : QString();
    };
    std::vector<char> drop(votes.size(), 0);
    for (size_t i = 0; i < order.size(); ++i)
        drop[i] = m_origins[i].undone;
    for (size_t i = 0; i + 1 < order.size();) {
        size_t end = i + 1;
        quint32 best = order[i];
        while (end < order.size() && key(order[end]) == key(order[i])) {
            const quint32 rival = order[end];
            bool wins = m_origins[rival].answeredAt > m_origins[best].answeredAt;
            if (m_origins[rival].answeredAt == m_origins[best].answeredAt) {
                BASE_TRY_ASSIGN(rivalUid, uid(rival));
                BASE_TRY_ASSIGN(bestUid, uid(best));
                wins = rivalUid.toUtf8() > bestUid.toUtf8();
            }
            drop[wins ? best : rival] = 1;
            if (wins)
                best = rival;
            ++end;
        }
        i = end;
    }
    size_t kept = 0;
    for (size_t i = 0; i < votes.size(); ++i) {
        if (!drop[i])
            votes[kept++] = votes[i];
    }
    votes.resize(kept);
    return {};
}

base::Result<void> SnapshotLoader::loadScores()
{
    struct Fingerprint
    {
        QString scorer;
        ScoreTable table;
        ScoreTable *target = nullptr;
        qint64 newest = 0;
    };
    std::map<qint64, Fingerprint> fingerprints;
    std::map<QString, ScoreTable> imported;
    BASE_TRY_ASSIGN(names,
                    m_database.prepare(QStringLiteral(
                        "SELECT f.id, s.name, f.hash FROM fingerprint AS f JOIN scorer AS s ON s.id = f.scorer_id")));
    BASE_TRY(names.run());
    while (names.next()) {
        const QString scorer = names.text(1);
        Fingerprint &fingerprint =
            fingerprints.emplace(names.integer(0), Fingerprint{scorer, ScoreTable(scorer)}).first->second;
        fingerprint.table.setFingerprint(names.text(2));
        fingerprint.target =
            isImportedScorer(scorer) ? &imported.try_emplace(scorer, scorer).first->second : &fingerprint.table;
    }

    // By row number, so that the newest value of a key is the one that stays.
    BASE_TRY_ASSIGN(
        select, storage::RowScan::open(
                    m_database,
                    QStringLiteral(
                        "SELECT id, fingerprint_id, asset_id, picture_id, prompt_hash, value FROM %1score ORDER BY id")
                        .arg(m_live)));
    for (qint64 row = 0;; ++row) {
        BASE_TRY_ASSIGN(more, select.next());
        if (!more)
            break;
        BASE_TRY(stopIfCancelled(row, QStringLiteral("reading scores")));
        const QByteArrayView text = select.text(4);
        const auto hash = m_promptHashes.constFind(QByteArray::fromRawData(text.data(), text.size()));
        const auto fingerprint = fingerprints.find(select.integer(1));
        // Neither an import nor a scorer gives an infinite value, but a file from elsewhere can hold one.
        const double value = select.real(5);
        if (hash == m_promptHashes.cend() || fingerprint == fingerprints.end() || !std::isfinite(value))
            continue;
        Fingerprint &owner = fingerprint->second;
        owner.newest = select.integer(0);
        if (select.isNull(3))
            owner.target->setForAsset(study::AssetId(select.integer(2)), *hash, value);
        else
            owner.target->setForPicture(study::PictureId(select.integer(3)), *hash, value);
    }

    std::map<QString, Fingerprint *> current;
    for (auto &[id, fingerprint] : fingerprints) {
        if (fingerprint.table.size() == 0)
            continue;
        Fingerprint *&best = current[fingerprint.scorer];
        const bool better = !best || fingerprint.table.size() > best->table.size()
                            || (fingerprint.table.size() == best->table.size() && fingerprint.newest > best->newest);
        if (better)
            best = &fingerprint;
    }
    for (auto &[scorer, table] : imported) {
        if (table.size() > 0)
            m_snapshot.scores.push_back(std::move(table));
    }
    for (auto &[scorer, fingerprint] : current)
        m_snapshot.scores.push_back(std::move(fingerprint->table));
    std::sort(m_snapshot.scores.begin(), m_snapshot.scores.end(),
              [](const ScoreTable &a, const ScoreTable &b) { return a.scorer() < b.scorer(); });
    return {};
}

base::Result<void> SnapshotLoader::stopIfCancelled(qint64 rows, const QString &what) const
{
    if (rows % 16384 != 0)
        return {};
    m_progress.report(what, rows, 0);
    if (m_progress.isCancelled())
        return base::fail(base::cancelledCode, QStringLiteral("cancelled"));
    return {};
}

} // namespace analysis
