#pragma once

#include <map>

#include <QStringList>

namespace interchange {

/// Watches imported values for those that their scorer cannot have given: a column may be named after the wrong one.
class ScorerRanges
{
public:
    /// `scorer` as it is stored; only "import:ID" of a scorer in the catalogue has a known range.
    void see(const QString &scorer, double value);

    /// One question per scorer that has values outside of its range, with the scorers whose range would hold them all.
    QStringList questions() const;

private:
    struct Seen
    {
        double low = 0; ///< of all values
        double high = 0;
        double rangeLow = 0;
        double rangeHigh = 0;
        qint64 values = 0;
        qint64 outside = 0;
        bool isKnown = false;
    };

    std::map<QString, Seen> m_seen;
};

} // namespace interchange
