#include "ui/widgets/tokens.h"

#include <algorithm>
#include <cmath>

namespace widgets {
namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

Tokens lightTokens()
{
    Tokens t;
    t.win = QColor(0xF2F2F2);
    t.base = QColor(0xFFFFFF);
    t.rail = QColor(0xE6E6E6);
    t.line = QColor(0xD6D6D6);
    t.grid = QColor(0xE6E6E6);
    t.control = QColor(0xFFFFFF);
    t.controlBorder = QColor(0xB4B4B4);
    t.hover = QColor(0xEBEBEB);
    t.press = QColor(0xDCDCDC);
    t.text = QColor(0x1F1F1F);
    t.text2 = QColor(0x4F4F4F);
    t.text3 = QColor(0x636363);
    t.disabled = QColor(0x9A9A9A);
    t.accent = QColor(0x0F6B6B);
    t.onAccent = QColor(0xFFFFFF);
    t.selection = QColor(0xDCEAE9);
    t.people = QColor(0x1F63A6);
    t.peopleSoft = QColor(0xDCE7F2);
    t.model = QColor(0xA84E08);
    t.modelSoft = QColor(0xF5E4D6);
    t.negative = QColor(0x9A3671);
    t.positive = QColor(0x426E1C);
    t.warning = QColor(0x7A5200);
    t.warningFill = QColor(0xFAEFD2);
    t.error = QColor(0xA61B1B);
    t.errorFill = QColor(0xF8E1DF);
    t.ok = QColor(0x2E6B34);
    t.skeleton = QColor(0xDDDDDD);
    t.judge = QColor(0x808080);
    t.browse = QColor(0xBEBEBE);
    return t;
}

Tokens darkTokens()
{
    Tokens t;
    t.win = QColor(0x2A2A2A);
    t.base = QColor(0x222222);
    t.rail = QColor(0x1F1F1F);
    t.line = QColor(0x3C3C3C);
    t.grid = QColor(0x323232);
    t.control = QColor(0x363636);
    t.controlBorder = QColor(0x5A5A5A);
    t.hover = QColor(0x333333);
    t.press = QColor(0x414141);
    t.text = QColor(0xE6E6E6);
    t.text2 = QColor(0xBDBDBD);
    t.text3 = QColor(0xA3A3A3);
    t.disabled = QColor(0x6E6E6E);
    t.accent = QColor(0x63BDB7);
    t.onAccent = QColor(0x10201F);
    t.selection = QColor(0x203A38);
    t.people = QColor(0x74B4EC);
    t.peopleSoft = QColor(0x2A3B4A);
    t.model = QColor(0xF0A35E);
    t.modelSoft = QColor(0x493522);
    t.negative = QColor(0xE58BC0);
    t.positive = QColor(0x9CCB6B);
    t.warning = QColor(0xE5BE63);
    t.warningFill = QColor(0x3F3520);
    t.error = QColor(0xF2938C);
    t.errorFill = QColor(0x472A28);
    t.ok = QColor(0x8FCB95);
    t.skeleton = QColor(0x3C3C3C);
    t.judge = QColor(0x808080);
    t.browse = QColor(0x474747);
    return t;
}

} // namespace

const Tokens &tokensOf(Scheme scheme)
{
    static const Tokens light = lightTokens();
    static const Tokens dark = darkTokens();
    return scheme == Scheme::Light ? light : dark;
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

} // namespace widgets
