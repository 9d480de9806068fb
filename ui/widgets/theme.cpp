#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QStyle>

#include "ui/widgets/focusring.h"
#include "ui/widgets/style.h"

namespace widgets {
namespace {

/// A desktop for people who need strong contrast: black and white are what its own palette asks for.
bool isHighContrast(const QPalette &desktop)
{
    return contrast(desktop.color(QPalette::Window), desktop.color(QPalette::WindowText)) > 20.9
           && desktop.color(QPalette::Window) == desktop.color(QPalette::Base)
           && desktop.color(QPalette::Window) == desktop.color(QPalette::Button);
}

/// Takes chrome from the desktop; the surrounds of pictures stay, because judgements depend on them.
Tokens highContrastTokens(Tokens t, const QPalette &desktop)
{
    for (QColor *surface : {&t.win, &t.base, &t.rail, &t.control, &t.hover})
        *surface = desktop.color(QPalette::Window);
    for (QColor *ink : {&t.text, &t.text2, &t.text3, &t.line, &t.controlBorder})
        *ink = desktop.color(QPalette::WindowText);
    t.accent = desktop.color(QPalette::Highlight);
    t.onAccent = desktop.color(QPalette::HighlightedText);
    return t;
}

/// Where no desktop sets a font (a bare X server, no display at all) Qt falls back to a name that is not installed.
QFont bodyFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    const QString inter = QStringLiteral("Inter");
    if (!QFontDatabase::hasFamily(font.family()) && QFontDatabase::hasFamily(inter)) {
        font = QFont(inter);
        font.setPixelSize(13);
    }
    return font;
}

} // namespace

Theme &Theme::instance()
{
    static Theme theme;
    return theme;
}

void Theme::install(QApplication &application, Choice choice)
{
    m_desktopIsDark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    m_choice = choice;
    application.setFont(bodyFont());
    application.setStyle(new Style);
    new FocusRing(&application);
    apply();
}

void Theme::setChoice(Choice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
}

void Theme::apply()
{
    static const QPalette desktop = QGuiApplication::palette();
    const bool dark = m_choice == Choice::Dark || (m_choice == Choice::System && m_desktopIsDark);
    m_scheme = dark ? Scheme::Dark : Scheme::Light;
    m_tokens = tokensOf(m_scheme);
    if (m_choice == Choice::System && isHighContrast(desktop))
        m_tokens = highContrastTokens(m_tokens, desktop);
    QApplication::setPalette(paletteFrom(m_tokens));
    Q_EMIT changed();
}

const Tokens &tokens()
{
    return Theme::instance().tokens();
}

QPalette paletteFrom(const Tokens &t)
{
    QPalette palette;
    palette.setColor(QPalette::Window, t.win);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.base);
    palette.setColor(QPalette::AlternateBase, t.base);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::PlaceholderText, t.text3);
    palette.setColor(QPalette::Button, t.control);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.error);
    palette.setColor(QPalette::ToolTipBase, t.base);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::Highlight, t.selection);
    palette.setColor(QPalette::HighlightedText, t.text);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::LinkVisited, t.accent);
    palette.setColor(QPalette::Light, t.base);
    palette.setColor(QPalette::Midlight, t.hover);
    palette.setColor(QPalette::Mid, t.line);
    palette.setColor(QPalette::Dark, t.controlBorder);
    palette.setColor(QPalette::Shadow, t.controlBorder);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, t.disabled);
    return palette;
}

Theme::Choice themeChoiceFromText(const QString &text, bool *ok)
{
    if (ok)
        *ok = true;
    if (text == QLatin1String("light"))
        return Theme::Choice::Light;
    if (text == QLatin1String("dark"))
        return Theme::Choice::Dark;
    if (ok)
        *ok = text == QLatin1String("system");
    return Theme::Choice::System;
}

QString toText(Theme::Choice choice)
{
    switch (choice) {
    case Theme::Choice::Light:
        return QStringLiteral("light");
    case Theme::Choice::Dark:
        return QStringLiteral("dark");
    case Theme::Choice::System:
        break;
    }
    return QStringLiteral("system");
}

} // namespace widgets
