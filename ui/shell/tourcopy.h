#pragma once

#include <memory>

#include <QTemporaryDir>

#include "core/base/result.h"

namespace shell {

/// A study of its own for the tour, so that planning trials and opening Annotate never write into the real one: the
/// file copied with SQLite's backup, and links to what lies beside it, where relative picture paths start.
class TourCopy
{
public:
    /// Errors: those of opening and copying a study, "tour.copy".
    static base::Result<TourCopy> make(const QString &study);

    QString path() const { return m_path; }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

} // namespace shell
