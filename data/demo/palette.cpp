#include "data/demo/palette.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace demo {

namespace {

constexpr QRgb rgb(unsigned value)
{
    return 0xFF000000U | value;
}

Palette make(const std::array<unsigned, 12> &c, bool night = false)
{
    return {QColor(rgb(c[0])),
            QColor(rgb(c[1])),
            QColor(rgb(c[2])),
            QColor(rgb(c[3])),
            QColor(rgb(c[4])),
            QColor(rgb(c[5])),
            QColor(rgb(c[6])),
            QColor(rgb(c[7])),
            QColor(rgb(c[8])),
            QColor(rgb(c[9])),
            QColor(rgb(c[10])),
            QColor(rgb(c[11])),
            night};
}

} // namespace

const Palette &paletteOf(Mood mood)
{
    //                                 sky top   middle    low       sun       far       middle    near ground
    //                                 water     accent    accent2   light
    static const Palette dawn = make({0xA6A5D8, 0xC9B3CF, 0xEBCFC4, 0xFEEFCF, 0xA39DB4, 0x6E7F95, 0x3F5D66, 0x1F333A,
                                      0x8E93B4, 0xD98A72, 0xF1C795, 0xFFE2A8});
    static const Palette day = make({0x4F93C6, 0x9CC9E0, 0xEAF1E6, 0xFFF8DE, 0xA0BCCB, 0x739F93, 0x4C7D58, 0x2C5139,
                                     0x3F86A3, 0xD8543C, 0xF0B94B, 0xFFF0B8});
    static const Palette dusk = make({0x2A2B57, 0x7E4C7C, 0xF2966B, 0xFFD894, 0x7A5480, 0x50396A, 0x2F264E, 0x171532,
                                      0x59436F, 0xE8694A, 0xF6B45C, 0xFFCE78});
    static const Palette golden = make({0x7BA5B9, 0xE6C792, 0xF8E2B2, 0xFFF5D0, 0xC9AE88, 0x9A7D55, 0x635139, 0x352D25,
                                        0x9B9C86, 0xB5402F, 0xE59A3C, 0xFFE0A0});
    static const Palette night = make({0x0B1533, 0x1D2F5C, 0x4A5C8C, 0xF6F1DC, 0x2F4170, 0x1E2C52, 0x131D3A, 0x0A1024,
                                       0x1A2B55, 0xD9794A, 0x7FA3C9, 0xFFD385},
                                      true);
    static const Palette storm = make({0x36454F, 0x66777F, 0xB3BBB4, 0xEDEBDC, 0x83908F, 0x58676B, 0x37464C, 0x1F292E,
                                       0x456069, 0xC6483A, 0xD9C06A, 0xFFE6A6});
    static const Palette autumn = make({0x9DB4BF, 0xE6D1B2, 0xF7E9CF, 0xFFF3D3, 0xBD9C80, 0xBC7038, 0x86431F, 0x40281A,
                                        0x8C8F85, 0xC2452B, 0xE3A535, 0xFFDF9A});
    static const Palette winter = make({0x86A3C3, 0xC3D3E1, 0xF3EDE6, 0xFFF4E4, 0xB4C5D5, 0x8DA5BB, 0xDCE6ED, 0xF5F8F9,
                                        0x9DB6C8, 0xB2453B, 0x3F6472, 0xFFD98C});
    static const Palette desert = make({0x4988A8, 0xE7CBA4, 0xF9E6C4, 0xFFF6DA, 0xDEB083, 0xCC8B54, 0xA8633C, 0x6D3C2A,
                                        0x7FA5A6, 0x2F6B62, 0xE0B04E, 0xFFE4AA});
    static const Palette spring = make({0x84BDD0, 0xD3E8DE, 0xFCF1E3, 0xFFF8E0, 0xABC6B5, 0x88B281, 0x5A8B58, 0x386344,
                                        0x86B8BE, 0xE4879F, 0xF4D27A, 0xFFF0C0});
    switch (mood) {
    case Mood::Dawn:
        return dawn;
    case Mood::Day:
        return day;
    case Mood::Dusk:
        return dusk;
    case Mood::Golden:
        return golden;
    case Mood::Night:
        return night;
    case Mood::Storm:
        return storm;
    case Mood::Autumn:
        return autumn;
    case Mood::Winter:
        return winter;
    case Mood::Desert:
        return desert;
    case Mood::Spring:
        break;
    }
    return spring;
}

QColor mix(const QColor &a, const QColor &b, double amount)
{
    const double t = std::clamp(amount, 0.0, 1.0);
    const auto channel = [t](int from, int to) { return static_cast<int>(std::lround(from + (to - from) * t)); };
    return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue()),
            channel(a.alpha(), b.alpha())};
}

QColor shifted(const QColor &colour, double saturation, double lightness, double hue)
{
    float h = 0;
    float s = 0;
    float l = 0;
    float a = 0;
    colour.getHslF(&h, &s, &l, &a);
    h = std::max(h, 0.0F) + static_cast<float>(hue / 360.0);
    h -= std::floor(h);
    s = std::clamp(s * static_cast<float>(saturation), 0.0F, 1.0F);
    l = std::clamp(l * static_cast<float>(lightness), 0.0F, 1.0F);
    return QColor::fromHslF(h, s, l, a).toRgb();
}

Palette shifted(const Palette &palette, double saturation, double lightness, double hue)
{
    Palette result = palette;
    for (QColor Palette::*member :
         {&Palette::skyTop, &Palette::skyMiddle, &Palette::skyLow, &Palette::sun, &Palette::far, &Palette::middle,
          &Palette::near, &Palette::ground, &Palette::water, &Palette::accent, &Palette::accent2, &Palette::light})
        result.*member = shifted(palette.*member, saturation, lightness, hue);
    return result;
}

} // namespace demo
