#include "ui/widgets/keycap.h"

#include <QFontMetricsF>
#include <QKeySequence>
#include <QPainter>

#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace widgets {
namespace {

constexpr double capPadding = 5;
constexpr double partGap = 4;
constexpr int capIcon = 11;

Icon glyphOf(const QString &part)
{
    if (part == QLatin1String("Left"))
        return Icon::ArrowLeft;
    if (part == QLatin1String("Right"))
        return Icon::ArrowRight;
    if (part == QLatin1String("Up"))
        return Icon::ArrowUp;
    if (part == QLatin1String("Down"))
        return Icon::ArrowDown;
    if (part == QLatin1String("Shift"))
        return Icon::KeyShift;
    if (part == QLatin1String("Backspace"))
        return Icon::KeyBackspace;
    return Icon::None;
}

/// "Num *" stays one word; everything else is split at '+' and spaces.
QStringList parts(const QString &text)
{
    if (text.startsWith(QLatin1String("Num ")))
        return {text};
    return text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

double partWidth(const QString &part, const QFontMetricsF &metrics)
{
    return glyphOf(part) != Icon::None ? capIcon : metrics.horizontalAdvance(part);
}

double capHeight()
{
    return lineHeight(TextRole::Caption) + 4;
}

} // namespace

QString keyCapText(const QKeySequence &key)
{
    if (key.isEmpty())
        return {};
    const QKeyCombination combination = key[0];
    QStringList words;
    if (combination.keyboardModifiers() & Qt::ControlModifier)
        words << QStringLiteral("Ctrl");
    if (combination.keyboardModifiers() & Qt::AltModifier)
        words << QStringLiteral("Alt");
    if (combination.keyboardModifiers() & Qt::ShiftModifier)
        words << QStringLiteral("Shift");
    const QString name = QKeySequence(combination.key()).toString(QKeySequence::PortableText);
    words << (combination.keyboardModifiers() & Qt::KeypadModifier ? QStringLiteral("Num ") + name
              : name == QLatin1String("Return")                    ? QStringLiteral("Enter")
                                                                   : name);
    return words.join(QLatin1Char(' '));
}

QSizeF keyCapSize(const QString &text)
{
    const QFontMetricsF metrics(textFont(TextRole::Caption, Weight::Medium));
    double width = 2 * capPadding;
    const QStringList words = parts(text);
    for (qsizetype i = 0; i < words.size(); ++i)
        width += partWidth(words[i], metrics) + (i > 0 ? partGap : 0);
    return {std::ceil(qMax(width, capHeight())), capHeight()};
}

double paintKeyCap(QPainter *painter, const QRectF &rect, const QString &text, CapFill fill, bool enabled)
{
    const Tokens &t = tokens();
    const QSizeF size = keyCapSize(text);
    const QRectF cap(rect.left(), qRound(rect.center().y() - size.height() / 2), size.width(), size.height());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(t.controlBorder, 1));
    painter->setBrush(fill == CapFill::InButton ? t.win : t.control);
    painter->drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), metrics::keyCapRadius, metrics::keyCapRadius);
    const QFont font = textFont(TextRole::Caption, Weight::Medium);
    const QFontMetricsF fontMetrics(font);
    const QColor ink = enabled ? t.text2 : t.disabled;
    painter->setFont(font);
    painter->setPen(ink);
    const QStringList words = parts(text);
    double content = 0;
    for (qsizetype i = 0; i < words.size(); ++i)
        content += partWidth(words[i], fontMetrics) + (i > 0 ? partGap : 0);
    double x = cap.center().x() - content / 2;
    for (const QString &word : words) {
        const double width = partWidth(word, fontMetrics);
        const QRectF place(x, cap.top(), width, cap.height());
        if (const Icon glyph = glyphOf(word); glyph != Icon::None)
            paintIcon(painter, glyph, place, capIcon, ink);
        else
            painter->drawText(QPointF(x, cap.top() + (cap.height() - fontMetrics.height()) / 2 + fontMetrics.ascent()),
                              word);
        x += width + partGap;
    }
    painter->restore();
    return cap.right();
}

KeyCap::KeyCap(const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_text(text)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void KeyCap::setText(const QString &text)
{
    m_text = text;
    updateGeometry();
    update();
}

QSize KeyCap::sizeHint() const
{
    return keyCapSize(m_text).toSize();
}

void KeyCap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintKeyCap(&painter, rect(), m_text, CapFill::OnBar);
}

} // namespace widgets
