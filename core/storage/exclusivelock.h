#pragma once

#include <memory>

#include <QString>

#include "core/base/result.h"

namespace storage {

/// An operating-system lock on a file beside the study, which dies with its process. Exclusive are one annotator's
/// session and import, merge, migration and protocol lock ("maintenance").
class ExclusiveLock
{
public:
    /// `what` is "maintenance" or "annotator-CODE". Fails at once with "study.locked" when another process holds it.
    static base::Result<ExclusiveLock> take(const QString &studyPath, const QString &what);

    ExclusiveLock(ExclusiveLock &&) noexcept;
    ExclusiveLock &operator=(ExclusiveLock &&) noexcept;
    ~ExclusiveLock();

private:
    class File;
    explicit ExclusiveLock(std::unique_ptr<File> file);
    std::unique_ptr<File> m_file;
};

} // namespace storage
