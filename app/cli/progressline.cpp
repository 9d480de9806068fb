#include "app/cli/progressline.h"

#include <algorithm>
#include <cmath>

namespace cli {

namespace {

int percent(const ProgressState &state)
{
    return state.total > 0 ? static_cast<int>(100 * std::min(state.done, state.total) / state.total) : 0;
}

} // namespace

QString estimate(const ProgressState &state)
{
    // An estimate from the first moments is a guess: none before 3 s.
    if (state.total <= 0 || state.done <= 0 || state.seconds < 3 || state.done >= state.total)
        return {};
    const double left = state.seconds * static_cast<double>(state.total - state.done) / static_cast<double>(state.done);
    if (left < 90)
        return QStringLiteral("about %1 s").arg(std::max(1, static_cast<int>(std::lround(left))));
    if (left < 90 * 60)
        return QStringLiteral("about %1 min").arg(std::lround(left / 60));
    return QStringLiteral("about %1 h").arg(std::lround(left / 3600));
}

QString progressBar(const ProgressState &state, int width)
{
    QString text = state.what + QStringLiteral("  %1").arg(state.done);
    if (state.total > 0)
        text += QStringLiteral("/%1  %2 %").arg(state.total).arg(percent(state));
    if (state.seconds > 1)
        text += QStringLiteral("  %1/s").arg(std::lround(static_cast<double>(state.done) / state.seconds));
    if (const QString left = estimate(state); !left.isEmpty())
        text += QStringLiteral("  ") + left + QStringLiteral(" left");

    const int room = width - static_cast<int>(text.size()) - 5;
    if (state.total > 0 && room >= 10) {
        const int length = std::min(room, 40);
        const int filled = length * percent(state) / 100;
        text += QStringLiteral("  [") + QString(filled, QLatin1Char('=')) + QString(length - filled, QLatin1Char(' '))
                + QLatin1Char(']');
    }
    return text.left(std::max(0, width - 1));
}

QString progressLine(const ProgressState &state)
{
    QString text = QStringLiteral("%1: %2").arg(state.what).arg(state.done);
    if (state.total > 0)
        text += QStringLiteral(" of %1 (%2 %)").arg(state.total).arg(percent(state));
    if (const QString left = estimate(state); !left.isEmpty())
        text += QStringLiteral(", ") + left + QStringLiteral(" left");
    return text;
}

} // namespace cli
