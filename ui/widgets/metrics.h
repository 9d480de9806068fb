#pragma once

/// Sizes in logical pixels; everything sits on one 4 px grid.
namespace widgets::metrics {

inline constexpr int space4 = 4;
inline constexpr int space8 = 8;
inline constexpr int space12 = 12;
inline constexpr int space16 = 16;
inline constexpr int space24 = 24;
inline constexpr int space32 = 32;
inline constexpr int regionMargin = 12;
inline constexpr int pageMargin = 16;
inline constexpr int controlGap = 8;
inline constexpr int iconGap = 6;

inline constexpr int control = 28;
inline constexpr int smallControl = 24;
inline constexpr int annotateControl = 32;
inline constexpr int answerButton = 64;
inline constexpr int row = 28;
inline constexpr int rowWithControl = 33;
inline constexpr int topBar = 44;
inline constexpr int paneHead = 36;
inline constexpr int railItem = 53;
inline constexpr int statusLine = 26;
inline constexpr int tableHead = 28;

inline constexpr int railWidth = 84;
inline constexpr int narrowRailWidth = 48;
inline constexpr int narrowWindow = 1200; ///< below this the rail shows icons only

inline constexpr int controlRadius = 5;
inline constexpr int popupRadius = 6;
inline constexpr int chipRadius = 4;
inline constexpr int keyCapRadius = 3;

inline constexpr int railIcon = 20;
inline constexpr int controlIcon = 16;
inline constexpr int fieldIcon = 14;
inline constexpr int chipIcon = 12;

inline constexpr int popupWidth = 404;
inline constexpr int legendWidth = 320;

} // namespace widgets::metrics
