#pragma once

#include <QObject>

#include "ui/widgets/tokens.h"

class QApplication;
class QPalette;

namespace widgets {

/// Light or dark, in force for the whole program: style, palette, font and tokens belong together.
/// UI thread only.
class Theme : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Theme)

public:
    enum class Choice { System, Light, Dark };

    static Theme &instance();

    /// Puts the style and the font in place; call once, after QApplication was made and before the first widget.
    void install(QApplication &application, Choice choice);
    void setChoice(Choice choice);

    Choice choice() const { return m_choice; }
    Scheme scheme() const { return m_scheme; }
    const Tokens &tokens() const { return m_tokens; }

    /// "Reduce motion": marks become hard states and progress lines step by 5 %.
    void setReducedMotion(bool reduced) { m_reducedMotion = reduced; }
    bool reducedMotion() const { return m_reducedMotion; }

Q_SIGNALS:
    /// After style and palette follow another scheme; painted parts are repainted by the palette change already.
    void changed();

private:
    Theme() = default;
    void apply();

    Choice m_choice = Choice::System;
    Scheme m_scheme = Scheme::Light;
    Tokens m_tokens = tokensOf(Scheme::Light);
    bool m_desktopIsDark = false;
    bool m_reducedMotion = false;
};

/// The colours in force.
const Tokens &tokens();

/// One palette per scheme, built from the tokens.
QPalette paletteFrom(const Tokens &tokens);

/// "light", "dark", "system"; System for any other word, with `ok` false.
Theme::Choice themeChoiceFromText(const QString &text, bool *ok = nullptr);
QString toText(Theme::Choice choice);

} // namespace widgets
