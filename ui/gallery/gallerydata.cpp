#include "ui/gallery/gallerydata.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/analysis/countedvotes.h"
#include "core/base/progress.h"
#include "core/storage/assetrepository.h"
#include "ui/widgets/scorernames.h"

namespace gallery {

namespace {

std::vector<PeopleShare> countPeople(const analysis::Snapshot &snapshot, const analysis::CountedVotes &counted)
{
    std::vector<PeopleShare> partner(size_t(snapshot.pictures.size()));
    std::vector<PeopleShare> all(size_t(snapshot.pictures.size()));
    for (const analysis::PairTally &pair : counted.pairs) {
        const auto first = size_t(pair.first);
        const auto second = size_t(pair.second);
        const bool partners = snapshot.counterpart[first] == pair.second || snapshot.counterpart[second] == pair.first;
        for (std::vector<PeopleShare> *shares :
             partners ? QList<std::vector<PeopleShare> *>{&partner, &all} : QList<std::vector<PeopleShare> *>{&all}) {
            (*shares)[first].preferred += pair.firstVotes;
            (*shares)[second].preferred += pair.secondVotes;
            (*shares)[first].votes += pair.decided();
            (*shares)[second].votes += pair.decided();
        }
    }
    for (size_t i = 0; i < all.size(); ++i)
        if (partner[i].votes > 0) {
            all[i] = partner[i];
            all[i].partner = true;
        }
    return all;
}

bool hasLabel(const study::Picture &picture, const QString &label)
{
    return std::any_of(picture.taxonomy.begin(), picture.taxonomy.end(), [&label](const QString &own) {
        return own == label || (own.startsWith(label) && own.size() > label.size() && own.at(label.size()) == u'.');
    });
}

} // namespace

int GalleryData::promptOfGroup(int index, bool wide) const
{
    const qint32 group = snapshot->groupOfPicture(index);
    for (qsizetype i = 0; i < snapshot->prompts.size(); ++i)
        if (snapshot->groupOfPrompt[size_t(i)] == group
            && (snapshot->prompts[i].variant != study::originalVariant) == wide)
            return int(i);
    return -1;
}

const analysis::ScoreTable *GalleryData::table(const QString &scorer) const
{
    if (!snapshot)
        return nullptr;
    const auto found = std::find_if(snapshot->scores.begin(), snapshot->scores.end(),
                                    [&scorer](const analysis::ScoreTable &t) { return t.scorer() == scorer; });
    return found == snapshot->scores.end() ? nullptr : &*found;
}

std::optional<double> GalleryData::ownScore(const QString &scorer, int index) const
{
    const analysis::ScoreTable *scores = table(scorer);
    return scores ? snapshot->score(*scores, index, snapshot->promptOfPicture[size_t(index)]) : std::nullopt;
}

QString GalleryData::maker(int index) const
{
    const study::Picture &shown = picture(index);
    const QString generator = snapshot->generatorName(index);
    switch (shown.kind) {
    case study::PictureKind::Photograph:
        return QCoreApplication::translate("gallery", "Photograph");
    case study::PictureKind::Painting:
        return QCoreApplication::translate("gallery", "Painting");
    case study::PictureKind::Generated:
        break;
    }
    const qint32 partner = snapshot->counterpart[size_t(index)];
    if (partner >= 0 && picture(partner).kind == study::PictureKind::Photograph)
        return QCoreApplication::translate("gallery", "Clean version");
    return generator.isEmpty() ? QCoreApplication::translate("gallery", "Picture") : generator;
}

base::Result<GalleryData> GalleryData::load(storage::Database &database)
{
    const base::Progress progress;
    GalleryData data;
    BASE_TRY_ASSIGN(snapshot, analysis::Snapshot::load(database, progress));
    BASE_TRY_ASSIGN(assets, storage::AssetRepository(database).assets());
    BASE_TRY_ASSIGN(counted, analysis::countVotes(snapshot, {}));
    data.assets = assets;
    data.people = countPeople(snapshot, counted);
    for (const analysis::ScoreTable &scores : snapshot.scores)
        if (scores.size() > 0)
            data.scorers.append(scores.scorer());
    std::sort(data.scorers.begin(), data.scorers.end(), widgets::scorerComesFirst);
    data.snapshot = std::make_shared<const analysis::Snapshot>(std::move(snapshot));
    return data;
}

std::vector<int> selectPictures(const GalleryData &data, const GalleryQuery &query)
{
    const QStringList words = query.words.split(u' ', Qt::SkipEmptyParts);
    std::vector<int> chosen;
    for (int i = 0; i < data.pictures(); ++i) {
        if (!query.label.isEmpty() && !hasLabel(data.picture(i), query.label))
            continue;
        if (!words.isEmpty()) {
            const QString text = data.promptOf(i).text + u' ' + data.groupOf(i).topic + u' ' + data.maker(i) + u' '
                                 + data.picture(i).taxonomy.join(u' ').replace(u'_', u' ');
            if (!std::all_of(words.begin(), words.end(),
                             [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); }))
                continue;
        }
        chosen.push_back(i);
    }
    if (query.order == GalleryQuery::Order::Study)
        return chosen;
    std::vector<std::optional<double>> values(size_t(data.pictures()));
    for (const int i : chosen)
        values[size_t(i)] = data.ownScore(query.scorer, i);
    const bool lowest = query.order == GalleryQuery::Order::LowestFirst;
    std::stable_sort(chosen.begin(), chosen.end(), [&values, lowest](int a, int b) {
        const auto &x = values[size_t(a)];
        const auto &y = values[size_t(b)];
        if (!x || !y)
            return x.has_value() && !y.has_value();
        return lowest ? *x < *y : *x > *y;
    });
    return chosen;
}

QHash<QString, int> countLabels(const GalleryData &data)
{
    QHash<QString, int> counts;
    for (int i = 0; i < data.pictures(); ++i) {
        QStringList classes;
        for (const QString &label : data.picture(i).taxonomy) {
            ++counts[label];
            classes.append(label.section(u'.', 0, 0));
        }
        classes.removeDuplicates();
        for (const QString &name : classes)
            ++counts[name];
    }
    return counts;
}

} // namespace gallery
