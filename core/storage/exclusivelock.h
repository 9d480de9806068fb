#pragma once

#include <memory>

#include "core/base/result.h"

namespace storage {

/// An operating-system lock beside the study, which dies with its process. Exclusive are one annotator's session and
/// import, merge, migration and protocol lock ("maintenance"). All locks of a study are byte ranges of one empty file
/// "STUDY-lock", whose name tells nobody's code; the file stays, because removing it would race with the next taker.
class ExclusiveLock
{
public:
    /// `what` is "maintenance" or "annotator-CODE". Fails at once with "study.locked" when somebody holds it, in this
    /// process or in another; other errors: "study.readonly".
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
