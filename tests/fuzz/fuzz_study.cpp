#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

#include "core/storage/database.h"
#include "core/storage/studycheck.h"
#include "core/storage/studyrepository.h"

/// A sound study in which some bytes are others: it is refused with a reason, or can be checked and counted. The input
/// is a list of patches, three bytes of place and one of content each, so that most of the file stays a study.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int argc = 1;
    static char name[] = "fuzz_study";
    static char *argv[] = {name, nullptr};
    static const QCoreApplication application(argc, argv);
    static const QTemporaryDir folder;
    static const QByteArray sound = [] {
        const QString path = folder.filePath(QStringLiteral("sound.dissensus"));
        if (!storage::Database::create(path, QStringLiteral("sound")))
            __builtin_trap();
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }();
    QByteArray bytes = sound;
    for (size_t i = 0; i + 4 <= size; i += 4) {
        const qsizetype at = (qsizetype(data[i]) << 16 | qsizetype(data[i + 1]) << 8 | data[i + 2]) % bytes.size();
        bytes[at] = static_cast<char>(data[i + 3]);
    }
    const QString path = folder.filePath(QStringLiteral("patched.dissensus"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        __builtin_trap();
    file.close();
    auto database = storage::Database::open(path, storage::Database::Mode::ReadOnly);
    if (!database)
        return database.error().message.isEmpty() ? __builtin_trap(), 0 : 0;
    (void)storage::checkContent(*database);
    (void)storage::StudyRepository(*database).counts();
    return 0;
}
