#pragma once

#include <functional>

#include <QStringList>
#include <QWidget>

#include "ui/disagreement/disagreementdata.h"
#include "ui/disagreement/figure.h"

namespace disagreement {

class PlotCanvas;

/// The drawn values of a plot: head first, one record per drawn thing.
using ValueTable = QList<QStringList>;
/// Makes such a table from values of its own, on any thread: a hundred thousand pairs take longer than a frame.
using ValueSource = std::function<ValueTable()>;

/// RFC 4180.
QByteArray toCsv(const ValueTable &table);
/// For the clipboard: tabs and line breaks inside of fields become spaces.
QString toTsv(const ValueTable &table);

/// One plot of the place: shows its part of the data, says in words what it shows, and hands out its values and a copy.
/// What is drawn and how the pointer acts is its canvas's.
class Plot : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Plot)

public:
    ~Plot() override;

    /// Key of settings and name of exported files: "reward-difference-and-people".
    QString key() const { return m_key; }
    /// What the Plots menu calls it.
    QString menuTitle() const { return m_menuTitle; }

    void setData(const DataPtr &data);
    virtual QString title() const = 0;
    /// Of a copy, which stands alone: with the scorer's name.
    virtual QString copyTitle() const { return title(); }
    /// n and what was counted.
    virtual QString note() const = 0;
    /// One sentence for those who cannot see it.
    virtual QString summary() const = 0;
    virtual ValueSource values() const = 0;

    /// Paints a light copy with title, note and footer.
    void paintCopy(QPaintDevice *device, const QSize &size, const FigureText &text);
    void resetZoom();
    /// Selects everything that is drawn.
    void selectAll();

protected:
    Plot(const QString &key, const QString &menuTitle, QWidget *parent);

    /// Takes the canvas in; call once, from the constructor.
    void setCanvas(PlotCanvas *canvas);
    /// What is shown; null before the first.
    const DataPtr &data() const { return m_data; }
    /// Of the shown scorer, as people read it; empty while there is none.
    QString scorerName() const;
    void changeEvent(QEvent *event) override;

private:
    QString m_key;
    QString m_menuTitle;
    PlotCanvas *m_plotCanvas = nullptr;
    DataPtr m_data;
};

} // namespace disagreement
