#include "ui/widgets/exportfile.h"

#include <QSaveFile>

namespace widgets {

QByteArray csvRecord(const QStringList &fields)
{
    QStringList quoted;
    for (QString field : fields) {
        const bool needsQuotes = field.contains(QLatin1Char(',')) || field.contains(QLatin1Char('"'))
                                 || field.contains(QLatin1Char('\n')) || field.contains(QLatin1Char('\r'));
        quoted.append(needsQuotes
                          ? QLatin1Char('"') + field.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"')
                          : field);
    }
    return quoted.join(QLatin1Char(',')).toUtf8() + '\n';
}

base::Result<void> writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return base::failIn(path, 0, QStringLiteral("export.write"),
                        QStringLiteral("cannot be written (%1)").arg(file.errorString()),
                        QStringLiteral("Choose another folder"));
}

} // namespace widgets
