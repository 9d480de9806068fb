#include "ui/widgets/numbers.h"

#include <cmath>

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

namespace widgets {
namespace {

constexpr QChar minusSign(0x2212);

QString withRealMinus(QString text)
{
    text.replace(QLatin1Char('-'), minusSign);
    return text;
}

QString superscript(int exponent)
{
    static const QString digits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    QString text = QString::number(std::abs(exponent));
    for (QChar &c : text)
        c = digits[c.digitValue()];
    return exponent < 0 ? QStringLiteral("⁻") + text : text;
}

/// "−0.00" says nothing: zero has no sign.
bool isZeroText(const QString &text)
{
    for (const QChar c : text) {
        if (c.isDigit() && c != QLatin1Char('0'))
            return false;
    }
    return true;
}

QString plain(double value, int decimals)
{
    const QString text = decimals < 0 ? QString::number(value, 'g', 4) : QString::number(value, 'f', decimals);
    return isZeroText(text) && text.startsWith(QLatin1Char('-')) ? text.mid(1) : text;
}

} // namespace

QString noValue()
{
    return QStringLiteral("–");
}

int decimalsOf(const QString &scorer)
{
    static const QHash<QString, int> decimals{
        {QStringLiteral("clip-l"), 4},       {QStringLiteral("hps-v1"), 4},      {QStringLiteral("hps-v2"), 4},
        {QStringLiteral("hps-v2.1"), 4},     {QStringLiteral("hps-v3"), 2},      {QStringLiteral("pickscore"), 2},
        {QStringLiteral("mps"), 2},          {QStringLiteral("imagereward"), 3}, {QStringLiteral("blip-itm"), 2},
        {QStringLiteral("blip-itc"), 3},     {QStringLiteral("laion-v1"), 2},    {QStringLiteral("laion-v2"), 2},
        {QStringLiteral("colorfulness"), 1}, {QStringLiteral("sharpness"), 0},   {QStringLiteral("contrast"), 3},
        {QStringLiteral("exposure"), 3},     {QStringLiteral("saturation"), 3}};
    const qsizetype colon = scorer.indexOf(QLatin1Char(':'));
    return decimals.value(colon < 0 ? scorer : scorer.mid(colon + 1), -1);
}

QString formatScore(const QString &scorer, double value, const QString &printed)
{
    return printed.isEmpty() ? withRealMinus(plain(value, decimalsOf(scorer))) : withRealMinus(printed);
}

QString formatDifference(const QString &scorer, double difference)
{
    const QString text = plain(difference, decimalsOf(scorer));
    return isZeroText(text) || text.startsWith(QLatin1Char('-')) ? withRealMinus(text) : QLatin1Char('+') + text;
}

QString formatFixed(double value, int decimals)
{
    return withRealMinus(plain(value, decimals));
}

QString formatShare(double share, qint64 n)
{
    return QStringLiteral("%1 %").arg(QString::number(share * 100, 'f', n < 1000 ? 0 : 1));
}

QString formatP(double p)
{
    if (p >= 0.001)
        return QString::number(p, 'f', 3);
    if (p <= 0)
        return QStringLiteral("0");
    const QString text = QString::number(p, 'e', 1);
    const qsizetype e = text.indexOf(QLatin1Char('e'));
    return QStringLiteral("%1 × 10%2").arg(text.left(e), superscript(text.mid(e + 1).toInt()));
}

QString formatInterval(double low, double high, int decimals)
{
    return QCoreApplication::translate("widgets", "%1 to %2")
        .arg(formatFixed(low, decimals), formatFixed(high, decimals));
}

QString formatCount(qint64 count)
{
    return QLocale().toString(count);
}

QString formatEstimate(double elapsedSeconds, qint64 done, qint64 total)
{
    constexpr double silentSeconds = 3;
    if (elapsedSeconds < silentSeconds || done <= 0 || total <= done)
        return {};
    return formatTimeLeft(elapsedSeconds / double(done) * double(total - done));
}

QString formatTimeLeft(double seconds)
{
    if (seconds < 0)
        return {};
    if (seconds < 55)
        return QCoreApplication::translate("widgets", "about %1 s").arg(qMax(5, qRound(seconds / 5) * 5));
    if (seconds < 55 * 60)
        return QCoreApplication::translate("widgets", "about %1 min").arg(qMax(1, qRound(seconds / 60)));
    return QCoreApplication::translate("widgets", "about %1 h").arg(qMax(1, qRound(seconds / 3600)));
}

QString widestScore(const QString &scorer)
{
    if (scorer.endsWith(QLatin1String("sharpness")))
        return QStringLiteral("88888");
    switch (decimalsOf(scorer)) {
    case 4:
        return QStringLiteral("−0.8888");
    case 3:
        return QStringLiteral("−8.888");
    case 2:
        return QStringLiteral("−88.88");
    case 1:
        return QStringLiteral("−888.8");
    default:
        return QStringLiteral("−8888.8");
    }
}

} // namespace widgets
