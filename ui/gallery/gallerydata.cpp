#include "ui/gallery/gallerydata.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>

#include "core/base/progress.h"
#include "core/study/taxonomy.h"
#include "ui/widgets/scorernames.h"

namespace gallery {

namespace {

void countLabels(GalleryData &data)
{
    data.labels = analysis::countLabels(*data.index);
    data.labelled = int(std::count_if(data.index->labels.begin(), data.index->labels.end(),
                                      [](const QStringList &labels) { return !labels.isEmpty(); }));
}

} // namespace

int GalleryData::promptOfGroup(int i, bool wide) const
{
    const qint32 group = snapshot().groupOfPicture(i);
    return wide ? index->prompts.wide(group) : index->prompts.original(group);
}

const analysis::ScoreTable *GalleryData::table(const QString &scorer) const
{
    if (!index)
        return nullptr;
    const auto &tables = snapshot().scores;
    const auto found = std::find_if(tables.begin(), tables.end(),
                                    [&scorer](const analysis::ScoreTable &t) { return t.scorer() == scorer; });
    return found == tables.end() ? nullptr : &*found;
}

std::optional<double> GalleryData::ownScore(const QString &scorer, int i) const
{
    const analysis::ScoreColumns *columns = index ? index->columns(scorer) : nullptr;
    if (!columns || std::isnan(columns->own[size_t(i)]))
        return {};
    return columns->own[size_t(i)];
}

QString GalleryData::maker(int i) const
{
    switch (picture(i).kind) {
    case study::PictureKind::Photograph:
        return QCoreApplication::translate("gallery", "Photograph");
    case study::PictureKind::Painting:
        return QCoreApplication::translate("gallery", "Painting");
    case study::PictureKind::Generated:
        break;
    }
    const qint32 partner = snapshot().counterpart[size_t(i)];
    if (partner >= 0 && picture(partner).kind == study::PictureKind::Photograph)
        return QCoreApplication::translate("gallery", "Clean version");
    const QString generator = snapshot().generatorName(i);
    return generator.isEmpty() ? QCoreApplication::translate("gallery", "Picture") : generator;
}

GalleryData GalleryData::withLabels(const QMap<int, QStringList> &changed) const
{
    auto copy = std::make_shared<analysis::PictureIndex>(*index);
    for (auto one = changed.begin(); one != changed.end(); ++one)
        copy->labels[size_t(one.key())] = one.value();
    GalleryData data = *this;
    data.index = std::move(copy);
    countLabels(data);
    return data;
}

GalleryData GalleryData::make(std::shared_ptr<const analysis::PictureIndex> index)
{
    GalleryData data;
    data.index = std::move(index);
    for (const analysis::ScoreColumns &columns : data.index->scorers) {
        data.scorers.append(columns.scorer);
        data.histograms.insert(columns.scorer, analysis::histogramOf(columns.own, histogramBins));
    }
    std::sort(data.scorers.begin(), data.scorers.end(), widgets::scorerComesFirst);
    countLabels(data);
    return data;
}

base::Result<GalleryData> GalleryData::load(storage::Database &database)
{
    const base::Progress progress;
    BASE_TRY_ASSIGN(index, analysis::PictureIndex::load(database, progress));
    return make(std::make_shared<const analysis::PictureIndex>(std::move(index)));
}

base::Result<GalleryData> GalleryData::loadPictures(storage::Database &database)
{
    BASE_TRY_ASSIGN(snapshot, analysis::Snapshot::loadPictures(database, base::Progress()));
    BASE_TRY_ASSIGN(index,
                    analysis::PictureIndex::make(std::make_shared<const analysis::Snapshot>(std::move(snapshot))));
    return make(std::make_shared<const analysis::PictureIndex>(std::move(index)));
}

QString labelTitle(const QString &label)
{
    const auto translated = [](const QString &title) {
        return QCoreApplication::translate("taxonomy", title.toUtf8().constData());
    };
    if (const study::TaxonomyKind *kind = study::shippedTaxonomy().kind(label))
        return translated(kind->title);
    for (const study::TaxonomyClass &group : study::shippedTaxonomy().classes)
        if (group.key == label)
            return translated(group.title);
    return label;
}

} // namespace gallery
