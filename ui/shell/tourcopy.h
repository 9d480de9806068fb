#pragma once

#include <memory>

#include <QTemporaryDir>

#include "core/base/result.h"

namespace shell {

/// Studies of its own for the tour, in a folder that goes with it, so that planning trials and opening Annotate never
/// write into a real one.
class TourCopy
{
public:
    /// The file copied with SQLite's backup, and links to what lies beside it, where relative picture paths start.
    /// Errors: those of opening and copying a study, "tour.copy".
    static base::Result<TourCopy> make(const QString &study);
    /// A new study with nothing in it. Errors: those of making a study, "tour.copy".
    static base::Result<TourCopy> makeEmpty();
    /// A copy that opens and whose pages of some tables are lost, as after a bad sector: what reads them fails.
    /// Errors: those of make(), "tour.copy".
    static base::Result<TourCopy> makeDamaged(const QString &study);

    QString path() const { return m_path; }
    /// Writes a file into the folder of the copy. Returns its path. Errors: "tour.copy".
    base::Result<QString> addFile(const QString &name, const QByteArray &bytes) const;

private:
    static base::Result<TourCopy> makeFolder();

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

} // namespace shell
