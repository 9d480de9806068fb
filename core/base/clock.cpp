#include "core/base/clock.h"

#include <QDateTime>
#include <QTimeZone>

namespace base {

namespace {
std::function<qint64()> &replacedClock()
{
    static std::function<qint64()> clock;
    return clock;
}
} // namespace

qint64 nowMs()
{
    return replacedClock() ? replacedClock()() : QDateTime::currentMSecsSinceEpoch();
}

void setClock(std::function<qint64()> clock)
{
    replacedClock() = std::move(clock);
}

QString toIsoTime(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

qint64 fromIsoTime(const QString &text)
{
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid())
        return -1;
    if (time.timeSpec() == Qt::LocalTime) // no offset written: files use UTC
        time.setTimeSpec(Qt::UTC);
    return time.toMSecsSinceEpoch();
}

} // namespace base
