#include "ui/widgets/textrole.h"

#include <algorithm>

#include <QApplication>
#include <QFontInfo>

#include "ui/widgets/theme.h"

namespace widgets {
namespace {

constexpr int bodyPixels = 13;

struct RampStep
{
    int pixels;
    int line;
};

RampStep step(TextRole role)
{
    switch (role) {
    case TextRole::Caption:
        return {11, 14};
    case TextRole::Small:
        return {12, 18};
    case TextRole::Body:
        return {13, 20};
    case TextRole::Reading:
        return {14, 20};
    case TextRole::Lead:
        return {15, 22};
    case TextRole::Large:
        return {18, 26};
    case TextRole::Title:
        return {22, 28};
    }
    return {13, 20};
}

/// The desktop's font size in pixels over 13. Small deviations (13.3 px for "10 pt at 96 dpi") stay as they are.
double ramp()
{
    const QFont font = QApplication::font();
    const double pixels = font.pixelSize() > 0 ? font.pixelSize() : QFontInfo(font).pixelSize();
    return std::clamp(pixels / bodyPixels, 0.8, 2.0);
}

} // namespace

QFont textFont(TextRole role, Weight weight)
{
    QFont font = QApplication::font();
    font.setPixelSize(std::max(8, qRound(step(role).pixels * ramp())));
    font.setWeight(weight == Weight::SemiBold ? QFont::DemiBold
                   : weight == Weight::Medium ? QFont::Medium
                                              : QFont::Normal);
    return font;
}

int lineHeight(TextRole role)
{
    return qRound(step(role).line * ramp());
}

int scaled(int pixels)
{
    return std::max(pixels, qRound(pixels * ramp()));
}

QColor inkColor(Ink ink)
{
    const Tokens &t = tokens();
    switch (ink) {
    case Ink::Text:
        return t.text;
    case Ink::Text2:
        return t.text2;
    case Ink::Text3:
        return t.text3;
    case Ink::Disabled:
        return t.disabled;
    case Ink::Accent:
        return t.accent;
    case Ink::OnJudge:
        return Qt::black;
    case Ink::Warning:
        return t.warning;
    case Ink::Error:
        return t.error;
    case Ink::Ok:
        return t.ok;
    case Ink::People:
        return t.people;
    case Ink::Model:
        return t.model;
    }
    return t.text;
}

} // namespace widgets
