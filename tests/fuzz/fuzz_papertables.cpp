#include <QFile>
#include <QTemporaryDir>

#include "core/interchange/papertables.h"

/// Any bytes, as a CSV or a JSON file by the first of them, are a table whose values are numbers, or an error with a
/// reason.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const QTemporaryDir folder;
    if (size == 0)
        return 0;
    const QString path = folder.filePath(data[0] % 2 == 0 ? QStringLiteral("a.csv") : QStringLiteral("a.json"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        __builtin_trap();
    file.write(reinterpret_cast<const char *>(data) + 1, static_cast<qint64>(size) - 1);
    file.close();
    for (const bool goOn : {true, false}) {
        const auto table = interchange::readPaperTable(path, [goOn](const base::Error &error) {
            if (error.message.isEmpty())
                __builtin_trap();
            return goOn;
        });
        if (!table && (table.error().message.isEmpty() || table.error().code.isEmpty()))
            __builtin_trap();
        if (!table)
            continue;
        for (const interchange::PaperPair &pair : table->pairs)
            for (const interchange::PaperValue &value : pair.values)
                if (value.value.isEmpty() || value.scorer.isEmpty())
                    __builtin_trap();
    }
    return 0;
}
