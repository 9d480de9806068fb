#pragma once

#include <array>

namespace reward {

/// What a C1 control (U+0080 to U+009F) is in Windows-1252; the five bytes that have no meaning there stay controls.
/// HTML and ftfy read them so.
constexpr char32_t fromWindows1252(char32_t control)
{
    constexpr std::array<char32_t, 32> table{0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                             0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,   0x017d, 0x8f,
                                             0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                             0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178};
    return table[control - 0x80];
}

} // namespace reward
