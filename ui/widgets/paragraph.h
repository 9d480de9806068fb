#pragma once

#include <QWidget>

#include "ui/widgets/textrole.h"

namespace widgets {

/// Wrapped text on the baseline grid of its role, left-aligned; QLabel sets its lines closer.
class Paragraph : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Paragraph)

public:
    explicit Paragraph(const QString &text = {}, TextRole role = TextRole::Body, Ink ink = Ink::Text,
                       QWidget *parent = nullptr);

    void setText(const QString &text);
    QString text() const { return m_text; }
    void setInk(Ink ink);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    TextRole m_role;
    Ink m_ink;
};

} // namespace widgets
