#include "ui/shell/demojobs.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include "data/demo/catalogue.h"
#include "data/demo/demostudy.h"

namespace shell {
namespace {

constexpr std::uint64_t pictureSeed = 42;

} // namespace

DemoPictures paintDemoPictures(int side, base::Progress &progress)
{
    const demo::Idea &idea = demo::ideas().front();
    const demo::Painter &painter = demo::painters().front();
    const auto painted = [&](demo::Variant variant) {
        return demo::paint(idea, painter, variant, pictureSeed)
            .scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    };
    DemoPictures pictures;
    pictures.original = painted(demo::Variant::Original);
    if (!progress.isCancelled())
        pictures.distorted = painted(demo::Variant::Wide);
    return pictures;
}

int demoPairCount()
{
    return int(demo::ideas().size() * demo::painters().size());
}

QString defaultDemoFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/demo");
}

base::Result<QString> makeDemoStudy(const QString &folder, base::Progress &progress)
{
    const QString known = QDir(folder).filePath(demo::demoFileName);
    if (QFileInfo::exists(known))
        return known;
    demo::DemoOptions options;
    options.folder = folder;
    BASE_TRY_ASSIGN(report, demo::makeDemoStudy(options, progress));
    return report.study;
}

} // namespace shell
