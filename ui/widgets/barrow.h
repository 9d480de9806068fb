#pragma once

#include <QList>
#include <QPointer>
#include <QWidget>

class QHBoxLayout;

namespace widgets {

class Button;
class Label;

/// One row of controls in a bar: 8 apart, on one baseline. When it gets narrow, labels of flat buttons go first,
/// then buttons move into a "…" menu, from the right.
class BarRow : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BarRow)

public:
    explicit BarRow(QWidget *parent = nullptr);

    void add(QWidget *widget);
    void addStretch();
    /// A 1 px line between groups.
    void addLine();

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    int neededWidth() const;
    void openMore();

    QHBoxLayout *m_layout;
    Button *m_more;
    QList<QPointer<QWidget>> m_widgets;
    QList<QPointer<Button>> m_moved;
};

/// A 1 px separator in the colour of region lines.
class Line : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Line)

public:
    /// `length` 0: as long as there is room.
    explicit Line(Qt::Orientation orientation, int length = 0, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// Head of a pane, 36 high: title, note in text3 with n, icons at the right.
class PaneHead : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PaneHead)

public:
    /// On a bar's surface with a line below, or on that of the plot or table under it.
    enum class Surface { Bar, Base };

    explicit PaneHead(const QString &title, QWidget *parent = nullptr, Surface surface = Surface::Bar);

    /// 12 unless set: 16 on pages.
    void setEdgePadding(int pixels);
    void setTitle(const QString &title);
    void setNote(const QString &note);
    /// Right of the note, left to right.
    void add(QWidget *widget);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Surface m_surface;
    Label *m_title;
    Label *m_note;
    QHBoxLayout *m_layout;
};

} // namespace widgets
