#include <QDir>
#include <QJsonObject>

#include "core/base/hash.h"
#include "tests/bench/measurement.h"

namespace bench {

QList<Line> benchImport(const Setting &setting)
{
    constexpr int count = 2000;
    constexpr int side = 900;
    constexpr double limitRate = 20000 / 10.0;
    const QString folder = setting.folder + QStringLiteral("/import");
    const QStringList paths = paintPictures(folder, count, side);
    const QString study = setting.folder + QStringLiteral("/import.dissensus");
    runCli(setting, {QStringLiteral("study"), QStringLiteral("create"), study});

    // Both read from the page cache: hashing first warms it.
    Times hashing;
    hashing.measure([&] {
        for (const QString &path : paths)
            if (!base::sha256File(path))
                giveUp(path);
    });
    const QJsonObject imported = runCli(setting, {QStringLiteral("import"), study, folder});
    const double seconds = imported.value(QStringLiteral("seconds")).toDouble();
    if (imported.value(QStringLiteral("added")).toObject().value(QStringLiteral("pictures")).toInt() != count
        || seconds <= 0)
        giveUp(QStringLiteral("the import did not add %1 pictures").arg(count));
    const QJsonObject again = runCli(setting, {QStringLiteral("import"), study, folder});
    const double rate = 1000 * count / hashing.median();
    const QString peer = QStringLiteral("hashing only, one core");
    const QString unit = QStringLiteral("pictures/s");
    const QString what = QStringLiteral("import of %1 JPEG, %2 x %2").arg(count).arg(side);
    return {{what, count / seconds, peer, rate, unit},
            {what, count / seconds, QStringLiteral("limit, 20,000 in 10 s"), limitRate, unit},
            {QStringLiteral("the same import again"), count / again.value(QStringLiteral("seconds")).toDouble(), peer,
             rate, unit}};
}

} // namespace bench
