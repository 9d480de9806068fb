#include "ui/gallery/inspectorfacts.h"

#include <cmath>

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

#include "core/storage/assetrepository.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"

namespace gallery {

using Fact = InspectorFacts::Fact;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gallery)
};

QString valueText(const QString &scorer, std::optional<double> value)
{
    return value ? widgets::formatScore(scorer, *value) : widgets::noValue();
}

QString fullPrecision(std::optional<double> value)
{
    return value ? QLocale::c().toString(*value, 'g', QLocale::FloatingPointShortest) : widgets::noValue();
}

/// Marks the first picture statistic, before which a heading stands.
class StatisticsHead
{
public:
    bool startsAt(const QString &scorer)
    {
        const bool starts = widgets::isPictureStatistic(scorer) && !m_seen;
        m_seen = m_seen || starts;
        return starts;
    }

private:
    bool m_seen = false;
};

/// In how many scorers the picture is higher than its counterpart under the prompt that people judged.
Fact scorersFact(const GalleryData &data, int picture)
{
    int higher = 0;
    int all = 0;
    for (const QString &scorer : data.scorers) {
        const double lead = data.index->columns(scorer)->lead[size_t(picture)];
        if (widgets::isPictureStatistic(scorer) || std::isnan(lead))
            continue;
        ++all;
        higher += lead > 0 ? 1 : 0;
    }
    return {Words::tr("Scorers"),
            {},
            all == 0 ? Words::tr("no reward scores") : Words::tr("%1 of %2 prefer this one").arg(higher).arg(all),
            Fact::Mark::Model};
}

Fact peopleFact(const GalleryData &data, int picture)
{
    const analysis::PeopleShare &share = data.index->people[size_t(picture)];
    const QString note =
        data.snapshot().simulated ? Words::tr("simulated, n=%1").arg(share.votes) : Words::tr("n=%1").arg(share.votes);
    const QString value = share.votes == 0 ? Words::tr("no votes")
                          : share.partner  ? Words::tr("%1 of %2 prefer this one").arg(share.preferred).arg(share.votes)
                                           : Words::tr("preferred in %1 of %2").arg(share.preferred).arg(share.votes);
    return {Words::tr("People"), share.votes > 0 ? note : QString(), value, Fact::Mark::People};
}

QString titlesOf(const QStringList &labels)
{
    QStringList titles;
    for (const QString &label : labels)
        titles.append(labelTitle(label));
    return titles.join(QStringLiteral(", "));
}

} // namespace

base::Result<std::optional<FileFacts>> readFileFacts(storage::Database &database, study::AssetId asset)
{
    storage::AssetRepository repository(database);
    BASE_TRY_ASSIGN(found, repository.asset(asset));
    if (!found)
        return std::nullopt;
    FileFacts facts{*found, {}, false};
    BASE_TRY_ASSIGN(embedded, repository.isEmbedded(asset));
    BASE_TRY_ASSIGN(places, repository.locationsOf(asset));
    facts.present = embedded;
    for (const storage::AssetLocation &place : std::as_const(places)) {
        if (embedded)
            break;
        const QString path = repository.absolutePath(place.path);
        if (facts.path.isEmpty() || QFileInfo::exists(path))
            facts.path = path;
        facts.present = facts.present || QFileInfo::exists(path);
    }
    return facts;
}

QList<InspectorScores::Row> scoreRows(const GalleryData &data, int picture)
{
    const analysis::Snapshot &snapshot = data.snapshot();
    const int original = data.promptOfGroup(picture, false);
    const int wide = data.promptOfGroup(picture, true);
    StatisticsHead statistics;
    QList<InspectorScores::Row> rows;
    for (const QString &scorer : data.scorers) {
        const analysis::ScoreTable &table = *data.table(scorer);
        const auto under = [&](int prompt) {
            return prompt >= 0 ? snapshot.score(table, picture, prompt) : std::nullopt;
        };
        const auto first = under(original);
        const auto second = under(wide);
        const double gap = data.index->columns(scorer)->gap[size_t(picture)];
        InspectorScores::Row row;
        row.name = widgets::scorerTitle(scorer);
        row.values = {valueText(scorer, first), valueText(scorer, second),
                      std::isnan(gap) ? QString() : widgets::formatDifference(scorer, gap)};
        row.startsStatistics = statistics.startsAt(scorer);
        const QString origin = widgets::scorerOrigin(scorer);
        row.tip =
            (origin.isEmpty() ? row.name : row.name + QStringLiteral(", ") + origin) + u'\n'
            + Words::tr("original prompt %1, wide-spectrum prompt %2").arg(fullPrecision(first), fullPrecision(second));
        if (!table.fingerprint().isEmpty())
            row.tip += u'\n' + Words::tr("version %1").arg(table.fingerprint().left(8));
        rows.append(row);
    }
    return rows;
}

QList<InspectorScores::Row> meanRows(const GalleryData &data, const QList<int> &pictures)
{
    StatisticsHead statistics;
    QList<InspectorScores::Row> rows;
    std::vector<bool> chosen(size_t(data.pictures()), false);
    for (const int i : pictures)
        chosen[size_t(i)] = true;
    for (const QString &scorer : data.scorers) {
        const analysis::ScoreColumns &columns = *data.index->columns(scorer);
        double sum = 0;
        double gaps = 0;
        qint64 n = 0;
        qint64 pairs = 0;
        for (const int i : pictures) {
            if (const double value = columns.own[size_t(i)]; !std::isnan(value)) {
                sum += value;
                ++n;
            }
            const qint32 partner = data.snapshot().counterpart[size_t(i)];
            // Both pictures of a pair have the same gap: it counts once.
            const bool counted = partner >= 0 && partner < i && chosen[size_t(partner)]
                                 && data.snapshot().counterpart[size_t(partner)] == i;
            if (const double gap = columns.gap[size_t(i)]; !std::isnan(gap) && !counted) {
                gaps += gap;
                ++pairs;
            }
        }
        InspectorScores::Row row;
        row.name = widgets::scorerTitle(scorer);
        row.values = {n > 0 ? widgets::formatScore(scorer, sum / double(n)) : widgets::noValue(),
                      widgets::formatCount(n),
                      pairs > 0 ? widgets::formatDifference(scorer, gaps / double(pairs)) : QString()};
        row.startsStatistics = statistics.startsAt(scorer);
        row.tip = row.name + u'\n' + Words::tr("mean under the own prompts, n=%1; mean Δ, n=%2").arg(n).arg(pairs);
        rows.append(row);
    }
    return rows;
}

QList<Fact> factsOf(const GalleryData &data, int picture, const std::optional<FileFacts> &file)
{
    const study::Picture &shown = data.picture(picture);
    QList<Fact> facts{peopleFact(data, picture), scorersFact(data, picture)};
    if (!shown.asset.isValid()) {
        facts.append({Words::tr("File"), {}, Words::tr("none, a record only")});
    } else if (file) {
        facts.append({Words::tr("Size"),
                      {},
                      Words::tr("%1 × %2, %3")
                          .arg(file->asset.width)
                          .arg(file->asset.height)
                          .arg(file->asset.format.toUpper())});
        const QString place = file->path.isEmpty() ? Words::tr("inside the study") : file->path;
        facts.append({Words::tr("File"),
                      {},
                      file->present ? QFileInfo(place).fileName() : Words::tr("not found: %1").arg(place),
                      Fact::Mark::None,
                      place});
    } else {
        facts.append({Words::tr("Size"), {}, {}}); // on its way; the place stays
        facts.append({Words::tr("File"), {}, {}});
    }
    const QStringList &labels = data.labelsOf(picture);
    facts.append({Words::tr("Labels"),
                  {},
                  labels.isEmpty() ? Words::tr("none") : titlesOf(labels),
                  Fact::Mark::None,
                  labels.isEmpty() ? QString() : titlesOf(labels)});
    if (!shown.emotion.isEmpty())
        facts.append({Words::tr("Emotion"), {}, shown.emotion});
    if (!shown.seed.isEmpty())
        facts.append({Words::tr("Seed"), {}, shown.seed});
    return facts;
}

QList<Fact> commonFacts(const GalleryData &data, const QList<int> &pictures)
{
    int preferred = 0;
    int votes = 0;
    QSet<QString> makers;
    QSet<QString> variants;
    QSet<QString> groups;
    QSet<QString> all(data.labelsOf(pictures.first()).begin(), data.labelsOf(pictures.first()).end());
    for (const int i : pictures) {
        const analysis::PeopleShare &share = data.index->people[size_t(i)];
        preferred += share.preferred;
        votes += share.votes;
        makers.insert(data.maker(i));
        variants.insert(data.picture(i).variant);
        groups.insert(data.groupOf(i).key);
        if (!all.isEmpty()) // soon: 100,000 pictures may be selected
            all.intersect(QSet<QString>(data.labelsOf(i).begin(), data.labelsOf(i).end()));
    }
    const auto one = [](const QSet<QString> &values) {
        return values.size() == 1 ? *values.begin() : Words::tr("%1 different").arg(values.size());
    };
    const QString note =
        data.snapshot().simulated ? Words::tr("simulated, n=%1").arg(votes) : Words::tr("n=%1").arg(votes);
    QStringList labels(all.begin(), all.end());
    labels.sort();
    return {{Words::tr("People"), votes > 0 ? note : QString(),
             votes > 0 ? Words::tr("preferred in %1").arg(widgets::formatShare(double(preferred) / votes, votes))
                       : Words::tr("no votes"),
             Fact::Mark::People},
            {Words::tr("Made by"), {}, one(makers)},
            {Words::tr("Variant"), {}, one(variants)},
            {Words::tr("Prompts"), {}, one(groups)},
            {Words::tr("Labels"), {}, labels.isEmpty() ? Words::tr("none in common") : titlesOf(labels)}};
}

} // namespace gallery
