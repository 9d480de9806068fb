#include "ui/studysetup/protocolversions.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include "ui/widgets/numbers.h"

namespace studysetup {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("studysetup", text);
}

} // namespace

QString shortHash(const QString &hash)
{
    return QStringLiteral("%1…%2").arg(hash.left(4), hash.right(4));
}

QList<widgets::TableColumn> versionColumns()
{
    return {{tr("Version"), false, tr("Start and end of its hash, which every vote carries")},
            {tr("State")},
            {tr("Answers"), true},
            {tr("Written")},
            {QString(), true}};
}

QList<widgets::TableRow> versionRows(const QList<trials::ProtocolVersion> &versions)
{
    QList<widgets::TableRow> rows;
    for (const trials::ProtocolVersion &version : versions) {
        const QString state = version.inForce  ? (version.locked ? tr("in force, locked") : tr("in force, draft"))
                              : version.locked ? tr("locked")
                                               : tr("superseded");
        rows.append(
            {.cells = {
                 {.text = shortHash(version.hash), .toolTip = version.hash},
                 {.text = state,
                  .ink = widgets::Ink::Text3,
                  .glyph = version.locked ? widgets::Icon::Lock : widgets::Icon::None},
                 {.text = widgets::formatCount(version.answers), .sort = version.answers},
                 {.text = QLocale().toString(QDateTime::fromMSecsSinceEpoch(version.addedAt), QLocale::ShortFormat),
                  .sort = version.addedAt,
                  .ink = widgets::Ink::Text3},
                 {.text = version.inForce ? QString() : tr("Use again"), .pressable = !version.inForce}}});
    }
    return rows;
}

} // namespace studysetup
