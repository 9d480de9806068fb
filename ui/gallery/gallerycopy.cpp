#include "ui/gallery/gallerycopy.h"

#include <QFileInfo>

#include "core/storage/assetrepository.h"

namespace gallery {

namespace {

/// Tabs and line ends would be read as another cell.
QString cell(QString text)
{
    return text.replace(u'\t', u' ').replace(u'\n', u' ').replace(u'\r', u' ');
}

} // namespace

QString asTable(const GalleryData &data, const QList<int> &pictures)
{
    QStringList head{QStringLiteral("picture"),  QStringLiteral("generator"), QStringLiteral("kind"),
                     QStringLiteral("variant"),  QStringLiteral("group"),     QStringLiteral("prompt"),
                     QStringLiteral("taxonomy"), QStringLiteral("preferred"), QStringLiteral("votes")};
    QString table = (head + data.scorers).join(u'\t') + u'\n';
    for (const int i : pictures) {
        const study::Picture &picture = data.picture(i);
        const analysis::PeopleShare &people = data.index->people[size_t(i)];
        QStringList row{picture.uid,
                        data.snapshot().generatorName(i),
                        study::toText(picture.kind),
                        picture.variant,
                        data.groupOf(i).key,
                        data.promptOf(i).text,
                        data.labelsOf(i).join(u';'),
                        QString::number(people.preferred),
                        QString::number(people.votes)};
        for (const QString &scorer : data.scorers) {
            const auto value = data.ownScore(scorer, i);
            row.append(value ? QString::number(*value, 'g', QLocale::FloatingPointShortest) : QString());
        }
        for (QString &text : row)
            text = cell(text);
        table += row.join(u'\t') + u'\n';
    }
    return table;
}

base::Result<QList<QUrl>> filesOf(storage::Database &database, const QList<study::AssetId> &assets)
{
    storage::AssetRepository repository(database);
    QList<QUrl> files;
    for (const study::AssetId asset : assets) {
        BASE_TRY_ASSIGN(places, repository.locationsOf(asset));
        for (const storage::AssetLocation &place : std::as_const(places)) {
            const QString path = repository.absolutePath(place.path);
            if (!QFileInfo(path).isFile())
                continue;
            files.append(QUrl::fromLocalFile(path));
            break;
        }
    }
    return files;
}

} // namespace gallery
