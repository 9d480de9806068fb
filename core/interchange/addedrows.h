#pragma once

#include <array>

#include "core/base/result.h"
#include "core/interchange/importrequest.h"

namespace storage {
class Database;
}

namespace interchange {

/// How many rows of each sort an import makes: those that are newer than the newest when it began. Rows are only ever
/// appended, and the import holds the study's only transaction.
class AddedRows
{
public:
    base::Result<void> begin(storage::Database &database);
    /// Fills in the counts of the report.
    base::Result<void> count(storage::Database &database, ImportReport &report) const;
    /// Row number of the newest generator when the import began.
    qint64 newestGenerator() const { return m_newest[generator]; }

private:
    struct Sort
    {
        const char *table;
        const char *after; ///< whose newest row they follow: votes have the row numbers of their answers
        qint64 ImportReport::*count;
    };
    static constexpr size_t generator = 1;
    static constexpr std::array<Sort, 9> sorts{{{"prompt", "prompt", &ImportReport::prompts},
                                                {"generator", "generator", &ImportReport::generators},
                                                {"picture", "picture", &ImportReport::pictures},
                                                {"score", "score", &ImportReport::scores},
                                                {"vote", "answer", &ImportReport::votes},
                                                {"label", "label", &ImportReport::labels},
                                                {"rating", "rating", &ImportReport::labels},
                                                {"trial", "trial", &ImportReport::trials},
                                                {"annotator", "annotator", &ImportReport::annotators}}};

    std::array<qint64, sorts.size()> m_newest{};
};

} // namespace interchange
