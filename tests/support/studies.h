#pragma once

#include <QString>
#include <QTemporaryDir>

#include "core/base/result.h"

namespace support {

/// The value of a step that a test only prepares with; ends the test program with the error's text when it failed.
template <typename T>
T must(base::Result<T> result)
{
    if (!result)
        qFatal("%s: %s", qPrintable(result.error().code), qPrintable(result.error().toLine()));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// A folder for one test, with a space in its name, removed with everything in it.
class TestFolder
{
public:
    TestFolder();

    /// Absolute path of `name` in the folder.
    QString file(const QString &name) const;
    QString path() const { return m_folder.path(); }
    /// Writes a file and returns its absolute path.
    QString write(const QString &name, const QByteArray &bytes) const;

private:
    QTemporaryDir m_folder;
};

} // namespace support

/// Fails the test with the error's text when `result` holds none.
#define SUPPORT_OK(result)                                                                                             \
    do {                                                                                                               \
        const auto &supportResult = (result);                                                                          \
        if (!supportResult)                                                                                            \
            QFAIL(qPrintable(supportResult.error().code + QLatin1String(": ") + supportResult.error().toLine()));      \
    } while (false)

/// Fails the test unless `result` holds an error with this code.
#define SUPPORT_FAILS(result, expectedCode)                                                                            \
    do {                                                                                                               \
        const auto &supportResult = (result);                                                                          \
        QVERIFY2(!supportResult, "no error was reported");                                                             \
        QCOMPARE(supportResult.error().code, QStringLiteral(expectedCode));                                            \
    } while (false)
