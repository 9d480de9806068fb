#pragma once

#include <QPushButton>

#include "ui/widgets/icons.h"

namespace widgets {

/// A button of the window: outlined; flat for tools in bars; filled once per page at most.
/// Icon and key cap are optional; the label is a verb. Says why it is disabled in its tooltip.
class Button : public QPushButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Button)

public:
    enum class Kind { Outlined, Flat, Filled };

    explicit Button(const QString &text, Kind kind = Kind::Outlined, QWidget *parent = nullptr);
    /// Icon only; `name` becomes accessible name and tooltip.
    Button(Icon icon, const QString &name, QWidget *parent = nullptr);

    void setKind(Kind kind);
    void setGlyph(Icon icon);
    /// As keyCapText() makes it; painted behind the label, or before it with `capFirst`.
    void setKeyCap(const QString &text, bool capFirst = false);
    /// Height of the control: metrics::control, smallControl or annotateControl.
    void setControlHeight(int height);
    /// Without its label, for narrow bars; the label stays as tooltip.
    void setCompact(bool compact);
    bool isCompact() const { return m_compact; }
    bool canCompact() const { return m_kind == Kind::Flat && m_icon != Icon::None && !text().isEmpty(); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int contentWidth() const;
    QColor inkColor() const;

    Kind m_kind;
    Icon m_icon = Icon::None;
    QString m_cap;
    bool m_capFirst = false;
    int m_height;
    bool m_compact = false;
};

} // namespace widgets
