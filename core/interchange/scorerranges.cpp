#include "core/interchange/scorerranges.h"

#include <algorithm>

#include "core/base/numbers.h"
#include "core/scoring/scorercatalogue.h"

namespace interchange {

void ScorerRanges::see(const QString &scorer, double value)
{
    auto found = m_seen.find(scorer);
    if (found == m_seen.end()) {
        Seen seen;
        seen.low = seen.high = value;
        static const QLatin1String prefix("import:");
        if (scorer.startsWith(prefix)) {
            if (const auto info = scoring::ScorerCatalogue::find(scorer.mid(prefix.size()))) {
                seen.isKnown = true;
                seen.rangeLow = info->low;
                seen.rangeHigh = info->high;
            }
        }
        found = m_seen.emplace(scorer, seen).first;
    }
    Seen &seen = found->second;
    seen.low = std::min(seen.low, value);
    seen.high = std::max(seen.high, value);
    ++seen.values;
    seen.outside += seen.isKnown && (value < seen.rangeLow || value > seen.rangeHigh);
}

QStringList ScorerRanges::questions() const
{
    QStringList questions;
    for (const auto &[scorer, seen] : m_seen) {
        if (seen.outside == 0)
            continue;
        // The narrowest ranges that hold all values: wide ones hold everything.
        QStringList others;
        double narrowest = 0;
        for (const scoring::ScorerInfo &info : scoring::ScorerCatalogue::scorers()) {
            const double width = info.high - info.low;
            if (!info.needsPrompt || info.low > seen.low || info.high < seen.high
                || (!others.isEmpty() && width > narrowest))
                continue;
            if (others.isEmpty() || width < narrowest)
                others.clear();
            narrowest = width;
            others.append(info.title);
        }
        QString question = QStringLiteral("is this really %1? %2 of %3 values lie outside its known range %4 to %5 "
                                          "(they go from %6 to %7)")
                               .arg(scorer)
                               .arg(seen.outside)
                               .arg(seen.values)
                               .arg(base::toShortest(seen.rangeLow), base::toShortest(seen.rangeHigh),
                                    base::toShortest(seen.low), base::toShortest(seen.high));
        if (!others.isEmpty())
            question += QStringLiteral("; %1 has such values").arg(others.join(QStringLiteral(", ")));
        questions.append(question);
    }
    return questions;
}

} // namespace interchange
