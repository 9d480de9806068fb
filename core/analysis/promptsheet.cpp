#include "core/analysis/promptsheet.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/analysis/scoretable.h"
#include "core/base/hash.h"
#include "core/storage/assetrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"

namespace analysis {

namespace {

/// Rank from 1 (highest) and place from 0 to 1 of each value; equal values share both.
template <typename Set>
void rankValues(const std::vector<double> &values, Set set)
{
    const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
    for (size_t i = 0; i < values.size(); ++i) {
        const auto above = std::count_if(values.begin(), values.end(), [&](double other) { return other > values[i]; });
        const double place = *highest > *lowest ? (values[i] - *lowest) / (*highest - *lowest) : 0.5;
        set(i, int(above) + 1, place);
    }
}

/// The only index with rank 1, or −1.
template <typename Rank>
int onlyFirst(size_t size, Rank rank)
{
    int found = -1;
    for (size_t i = 0; i < size; ++i) {
        if (rank(i) != 1)
            continue;
        if (found >= 0)
            return -1;
        found = int(i);
    }
    return found;
}

bool lessByGenerator(const SheetPicture &a, const SheetPicture &b)
{
    if (a.generator != b.generator)
        return a.generator.toUtf8() < b.generator.toUtf8();
    const bool aIsOriginal = a.picture.variant == study::originalVariant;
    const bool bIsOriginal = b.picture.variant == study::originalVariant;
    if (aIsOriginal != bIsOriginal)
        return aIsOriginal;
    return a.picture.id < b.picture.id;
}

/// Fills a PromptSheet step by step.
class SheetLoader
{
public:
    SheetLoader(storage::Database &database, study::PromptGroupId group, const QString &variant, int maxPictures)
        : m_database(database)
        , m_group(group)
        , m_variant(variant)
        , m_maxPictures(size_t(maxPictures))
    {
    }

    SheetLoader(storage::Database &database, const QList<study::PictureId> &chosen)
        : m_database(database)
        , m_chosen(chosen)
        , m_maxPictures(size_t(chosen.size()))
    {
    }

    base::Result<PromptSheet> load()
    {
        BASE_TRY_ASSIGN(revision, m_database.revision());
        m_sheet.revision = revision;
        if (m_chosen.isEmpty()) {
            BASE_TRY(loadPrompts());
            BASE_TRY(loadPictures());
        } else {
            BASE_TRY(loadChosen());
        }
        BASE_TRY(loadScores());
        BASE_TRY(loadVotes());
        return std::move(m_sheet);
    }

private:
    base::Result<void> loadPrompts()
    {
        BASE_TRY_ASSIGN(
            group, m_database.prepare(QStringLiteral("SELECT uid, key, topic FROM live_prompt_group WHERE id = ?")));
        BASE_TRY(group.run(m_group));
        if (!group.next())
            return base::fail(QStringLiteral("analysis.group"),
                              QStringLiteral("the prompt is not in this study any more"));
        m_sheet.group = {m_group, group.text(0), group.text(1), group.text(2)};
        BASE_TRY_ASSIGN(prompts, storage::PromptRepository(m_database).promptsOfGroup(m_group));
        std::stable_sort(prompts.begin(), prompts.end(), [](const study::Prompt &a, const study::Prompt &b) {
            return (a.variant == study::originalVariant) > (b.variant == study::originalVariant);
        });
        if (prompts.isEmpty())
            return base::fail(QStringLiteral("analysis.group"),
                              QStringLiteral("the prompt is not in this study any more"));
        const auto shown = std::find_if(prompts.cbegin(), prompts.cend(),
                                        [this](const study::Prompt &prompt) { return prompt.variant == m_variant; });
        m_sheet.prompt = shown == prompts.cend() ? prompts.first() : *shown;
        m_sheet.prompts = prompts;
        return {};
    }

    base::Result<void> loadPictures()
    {
        storage::PictureRepository repository(m_database);
        BASE_TRY_ASSIGN(generators, repository.generators());
        BASE_TRY_ASSIGN(pictures, repository.picturesOfGroup(m_group));
        const auto ofVariant = std::count_if(pictures.cbegin(), pictures.cend(), [this](const study::Picture &picture) {
            return picture.variant == m_sheet.prompt.variant;
        });
        if (ofVariant >= 2)
            m_sheet.picturesVariant = m_sheet.prompt.variant;
        for (const study::Picture &picture : std::as_const(pictures)) {
            if (m_sheet.picturesVariant.isEmpty() || picture.variant == m_sheet.picturesVariant)
                BASE_TRY(addPicture(picture, generators));
        }
        std::sort(m_sheet.pictures.begin(), m_sheet.pictures.end(), lessByGenerator);
        if (m_sheet.pictures.size() > m_maxPictures)
            m_sheet.pictures.resize(m_maxPictures);
        m_sheet.groups = {m_group};
        for (size_t i = 0; i < m_sheet.pictures.size(); ++i)
            m_index.insert(m_sheet.pictures[i].picture.id.value, int(i));
        return {};
    }

    base::Result<void> addPicture(const study::Picture &picture, const QList<study::Generator> &generators)
    {
        SheetPicture shown;
        shown.picture = picture;
        const auto generator = std::find_if(generators.cbegin(), generators.cend(),
                                            [&](const study::Generator &g) { return g.id == picture.generator; });
        if (generator != generators.cend())
            shown.generator = generator->name;
        if (picture.asset.isValid()) {
            BASE_TRY_ASSIGN(asset, storage::AssetRepository(m_database).asset(picture.asset));
            if (asset)
                shown.asset = *asset;
        }
        m_sheet.pictures.push_back(std::move(shown));
        return {};
    }

    /// Exactly these pictures, the first one's prompt above them.
    base::Result<void> loadChosen()
    {
        storage::PictureRepository repository(m_database);
        BASE_TRY_ASSIGN(generators, repository.generators());
        for (const study::PictureId id : std::as_const(m_chosen)) {
            BASE_TRY_ASSIGN(picture, repository.picture(id));
            if (picture)
                BASE_TRY(addPicture(*picture, generators));
        }
        if (m_sheet.pictures.empty())
            return base::fail(QStringLiteral("analysis.group"),
                              QStringLiteral("the chosen pictures are not in this study any more"));
        storage::PromptRepository prompts(m_database);
        BASE_TRY_ASSIGN(groups, prompts.groups());
        QStringList variants;
        for (size_t i = 0; i < m_sheet.pictures.size(); ++i) {
            SheetPicture &shown = m_sheet.pictures[i];
            m_index.insert(shown.picture.id.value, int(i));
            BASE_TRY_ASSIGN(prompt, prompts.prompt(shown.picture.prompt));
            if (!prompt)
                continue;
            m_ownHash.insert(shown.picture.id.value, base::promptHash(prompt->text));
            if (i == 0) {
                m_group = prompt->group;
                m_variant = prompt->variant;
            }
            if (!m_sheet.groups.contains(prompt->group))
                m_sheet.groups.append(prompt->group);
            const auto group = std::find_if(groups.cbegin(), groups.cend(),
                                            [&](const study::PromptGroup &g) { return g.id == prompt->group; });
            if (group != groups.cend())
                shown.topic = group->topic.isEmpty() ? group->key : group->topic;
            if (!variants.contains(shown.picture.variant))
                variants.append(shown.picture.variant);
        }
        if (variants.size() == 1)
            m_sheet.picturesVariant = variants.first();
        return loadPrompts();
    }

    base::Result<void> loadScores()
    {
        // Per scorer and fingerprint, so that only values of one version stand beside each other.
        std::map<QString, std::map<qint64, SheetRow>> byScorer;
        BASE_TRY_ASSIGN(
            select,
            m_database.prepare(QStringLiteral(
                "SELECT c.name, s.fingerprint_id, f.hash, s.value, s.second, s.value_text, s.origin, s.dtype, s.computed_at, s.prompt_hash "
                "FROM live_score AS s JOIN fingerprint AS f ON f.id = s.fingerprint_id JOIN scorer AS c ON c.id = f.scorer_id "
                "WHERE (s.asset_id = ? OR s.picture_id = ?) AND s.prompt_hash IN ('', ?) ORDER BY s.id")));
        const QString shownHash = base::promptHash(m_sheet.prompt.text);
        std::set<QString> ofPrompts; // scorers that have a value which belongs to a prompt
        for (size_t i = 0; i < m_sheet.pictures.size(); ++i) {
            const study::Picture &picture = m_sheet.pictures[i].picture;
            // Pictures of one group are compared under one prompt; of several groups only each under its own.
            BASE_TRY(select.run(picture.asset, picture.id,
                                m_sheet.isAcrossPrompts() ? m_ownHash.value(picture.id.value) : shownHash));
            while (select.next()) {
                const QString scorer = select.text(0);
                const bool imported = isImportedScorer(scorer);
                SheetRow &row = byScorer[scorer][imported ? 0 : select.integer(1)];
                row.scorer = scorer;
                row.imported = imported;
                row.cells.resize(m_sheet.pictures.size());
                SheetScore score;
                score.fingerprint = select.text(2);
                score.value = select.real(3);
                score.second = select.optionalReal(4);
                score.printed = select.text(5);
                score.origin = select.text(6);
                score.dtype = select.text(7);
                score.computedAt = select.integer(8);
                if (!select.text(9).isEmpty())
                    ofPrompts.insert(scorer);
                row.cells[i] = score;
            }
        }
        for (auto &[scorer, versions] : byScorer) {
            auto best = versions.begin();
            for (auto version = versions.begin(); version != versions.end(); ++version) {
                if (version->second.scored() >= best->second.scored())
                    best = version;
            }
            best->second.comparable = !m_sheet.isAcrossPrompts() || ofPrompts.count(scorer) == 0;
            if (best->second.comparable)
                rankRow(best->second);
            m_sheet.rows.push_back(std::move(best->second));
        }
        return {};
    }

    base::Result<void> loadVotes()
    {
        m_sheet.people.resize(m_sheet.pictures.size());
        BASE_TRY_ASSIGN(
            select,
            m_database.prepare(QStringLiteral(
                "SELECT v.choice, v.position, l.picture_id, r.picture_id, n.kind "
                "FROM live_trial AS t JOIN current_answer AS a ON a.trial_id = t.id JOIN vote AS v ON v.answer_id = a.id "
                "JOIN live_annotator AS n ON n.id = t.annotator_id "
                "JOIN trial_picture AS l ON l.trial_id = t.id AND l.position = 0 "
                "JOIN trial_picture AS r ON r.trial_id = t.id AND r.position = 1 "
                "WHERE t.prompt_id = ? AND t.is_practice = 0 AND t.is_gold = 0 AND t.is_repeat = 0 "
                "AND v.choice IN ('picture', 'tie', 'both_good')")));
        BASE_TRY(select.run(m_sheet.prompt.id));
        std::set<std::pair<int, int>> judged;
        while (select.next()) {
            const int left = m_index.value(select.integer(2), -1);
            const int right = m_index.value(select.integer(3), -1);
            if (left < 0 || right < 0)
                continue;
            const bool decided = select.text(0) == QLatin1String("picture");
            const double leftWins = !decided ? 0.5 : select.integer(1) == 0 ? 1 : 0;
            PeopleCell &leftCell = m_sheet.people[size_t(left)];
            PeopleCell &rightCell = m_sheet.people[size_t(right)];
            leftCell.wins += leftWins;
            rightCell.wins += 1 - leftWins;
            ++leftCell.votes;
            ++rightCell.votes;
            ++m_sheet.votes;
            judged.insert(std::minmax(left, right));
            m_sheet.hasMachineVotes = m_sheet.hasMachineVotes || select.text(4) == QLatin1String("machine");
        }
        m_sheet.pairsJudged = int(judged.size());
        rankPeople();
        return {};
    }

    void rankPeople()
    {
        const bool all = std::all_of(m_sheet.people.begin(), m_sheet.people.end(),
                                     [](const PeopleCell &cell) { return cell.votes > 0; });
        if (!all || m_sheet.people.empty())
            return;
        std::vector<double> shares;
        for (const PeopleCell &cell : m_sheet.people)
            shares.push_back(cell.share());
        rankValues(shares, [this](size_t i, int rank, double place) {
            m_sheet.people[i].rank = rank;
            m_sheet.people[i].place = place;
        });
    }

    storage::Database &m_database;
    study::PromptGroupId m_group;
    QString m_variant;
    QList<study::PictureId> m_chosen;
    size_t m_maxPictures;
    QHash<qint64, QString> m_ownHash; ///< of the prompt of each chosen picture
    PromptSheet m_sheet;
    QHash<qint64, int> m_index;
};

} // namespace

base::Result<QList<PromptEntry>> promptEntries(storage::Database &database)
{
    storage::PromptRepository repository(database);
    BASE_TRY_ASSIGN(groups, repository.groups());
    BASE_TRY_ASSIGN(prompts, repository.prompts());
    BASE_TRY_ASSIGN(pictures, storage::PictureRepository(database).pictures());

    QHash<study::PromptGroupId, PromptEntry> entries;
    QHash<study::PromptId, study::PromptGroupId> groupOf;
    for (const study::Prompt &prompt : std::as_const(prompts)) {
        groupOf.insert(prompt.id, prompt.group);
        PromptEntry &entry = entries[prompt.group];
        if (entry.text.isEmpty())
            entry.text = prompt.text; // prompts come with the original first
        else
            entry.otherTexts += QLatin1Char('\n') + prompt.text;
    }
    std::stable_sort(pictures.begin(), pictures.end(), [](const study::Picture &a, const study::Picture &b) {
        return (a.variant == study::originalVariant) > (b.variant == study::originalVariant);
    });
    for (const study::Picture &picture : std::as_const(pictures)) {
        PromptEntry &entry = entries[groupOf.value(picture.prompt)];
        entry.assets.append(picture.asset);
        entry.picturesWithoutFile += !picture.asset.isValid();
    }

    QList<PromptEntry> list;
    for (const study::PromptGroup &group : std::as_const(groups)) {
        PromptEntry entry = entries.value(group.id);
        if (entry.assets.size() < 2)
            continue;
        entry.group = group.id;
        entry.key = group.key;
        entry.topic = group.topic;
        list.append(entry);
    }
    std::stable_sort(list.begin(), list.end(),
                     [](const PromptEntry &a, const PromptEntry &b) { return a.key < b.key; });
    return list;
}

int SheetRow::scored() const
{
    return int(std::count_if(cells.begin(), cells.end(),
                             [](const std::optional<SheetScore> &cell) { return cell.has_value(); }));
}

int SheetRow::pick() const
{
    return isComplete() ? onlyFirst(cells.size(), [this](size_t i) { return cells[i]->rank; }) : -1;
}

int PromptSheet::peoplesPick() const
{
    return hasPeople() ? onlyFirst(people.size(), [this](size_t i) { return people[i].rank; }) : -1;
}

const SheetRow *PromptSheet::row(const QString &scorer) const
{
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const SheetRow &row) { return row.scorer == scorer; });
    return found == rows.end() ? nullptr : &*found;
}

base::Result<PromptSheet> PromptSheet::load(storage::Database &database, study::PromptGroupId group,
                                            const QString &variant, int maxPictures)
{
    return SheetLoader(database, group, variant, maxPictures).load();
}

base::Result<PromptSheet> PromptSheet::loadChosen(storage::Database &database, const QList<study::PictureId> &pictures)
{
    return SheetLoader(database, pictures).load();
}

void rankRow(SheetRow &row)
{
    if (!row.isComplete() || row.cells.empty())
        return;
    std::vector<double> values;
    for (const std::optional<SheetScore> &cell : row.cells)
        values.push_back(cell->value);
    rankValues(values, [&row](size_t i, int rank, double place) {
        row.cells[i]->rank = rank;
        row.cells[i]->place = place;
    });
}

} // namespace analysis
