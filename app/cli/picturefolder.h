#pragma once

#include <QString>

#include "core/base/result.h"

namespace cli {

/// A private folder (mode 0700) in the temporary directory, for the pictures that `annotate` hands out. It is
/// locked while its process lives, so that the folders of killed processes can be told apart and removed.
class PictureFolder
{
public:
    /// Removes what killed processes of this user left, then makes a new folder. Errors: "file.write".
    static base::Result<PictureFolder> create();

    PictureFolder(PictureFolder &&other) noexcept;
    PictureFolder &operator=(PictureFolder &&) = delete;
    /// Removes the folder with everything in it.
    ~PictureFolder();

    QString path() const { return m_path; }
    /// A fresh name that says nothing: 32 random hexadecimal digits.
    QString newFile() const;

private:
    PictureFolder(const QString &path, int descriptor);

    QString m_path;
    int m_descriptor; ///< of the folder, holds the lock; -1: moved from
};

} // namespace cli
