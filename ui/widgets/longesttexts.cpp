#include "ui/widgets/longesttexts.h"

#include <algorithm>
#include <functional>

namespace widgets {

QStringList longestTexts(QStringList texts, qsizetype count)
{
    if (texts.size() <= count)
        return texts;
    constexpr qsizetype line = 100;                 // characters, about
    QList<std::pair<qsizetype, qsizetype>> lengths; // and where
    lengths.reserve(texts.size());
    for (qsizetype i = 0; i < texts.size(); ++i)
        lengths.append({texts[i].size() + line * texts[i].count(QLatin1Char('\n')), i});
    std::nth_element(lengths.begin(), lengths.begin() + count, lengths.end(), std::greater<>());
    QStringList longest;
    for (qsizetype i = 0; i < count; ++i)
        longest.append(texts[lengths[i].second]);
    return longest;
}

} // namespace widgets
