#pragma once

#include <memory>

#include <sys/types.h>

#include <QByteArrayList>
#include <QStringList>

#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"

namespace support {

/// A study whose generators, scores and file names can be recognised wherever they lie: what a blind process must not
/// hold in its memory.
class PlantedStudy
{
public:
    PlantedStudy();

    SmallStudy &study() { return *m_study; }
    const TestFolder &folder() const { return m_folder; }
    /// "WHERE: FORM" for everything planted that is in the memory of the process; ends the test program when it cannot
    /// be read.
    QStringList foundIn(pid_t process) const;

private:
    TestFolder m_folder;
    std::unique_ptr<SmallStudy> m_study;
    QByteArrayList m_planted;
};

/// The same for a word.
QStringList foundIn(pid_t process, const QString &word);

} // namespace support
