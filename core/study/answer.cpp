#include "core/study/answer.h"

namespace study {

QString toText(const Vote &vote)
{
    switch (vote.choice) {
    case Choice::Picture:
        if (vote.position == 0)
            return QStringLiteral("left");
        if (vote.position == 1)
            return QStringLiteral("right");
        return QStringLiteral("picture:%1").arg(vote.position);
    case Choice::Tie:
        return QStringLiteral("tie");
    case Choice::BothGood:
        return QStringLiteral("both_good");
    case Choice::BothBad:
        return QStringLiteral("both_bad");
    case Choice::Skip:
        return QStringLiteral("skip");
    case Choice::Undone:
        return QStringLiteral("undone");
    }
    return {};
}

std::optional<Vote> voteFromText(const QString &text)
{
    static constexpr QLatin1String prefix{"picture:"};
    if (text == QLatin1String("left"))
        return Vote{Choice::Picture, 0, 0};
    if (text == QLatin1String("right"))
        return Vote{Choice::Picture, 1, 0};
    if (text.startsWith(prefix)) {
        bool ok = false;
        const int position = text.mid(prefix.size()).toInt(&ok);
        if (ok && position >= 0)
            return Vote{Choice::Picture, position, 0};
        return std::nullopt;
    }
    for (const Choice choice : {Choice::Tie, Choice::BothGood, Choice::BothBad, Choice::Skip, Choice::Undone})
        if (const Vote vote{choice, -1, 0}; text == toText(vote))
            return vote;
    return std::nullopt;
}

} // namespace study
