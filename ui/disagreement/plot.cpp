#include "ui/disagreement/plot.h"

#include "ui/disagreement/plotcanvas.h"

#include <QVBoxLayout>

#include "ui/widgets/exportfile.h"
#include "ui/widgets/scorernames.h"
#include "ui/widgets/theme.h"

namespace disagreement {

QByteArray toCsv(const ValueTable &table)
{
    QByteArray csv;
    for (const QStringList &record : table)
        csv += widgets::csvRecord(record);
    return csv;
}

QString toTsv(const ValueTable &table)
{
    QString tsv;
    for (const QStringList &fields : table) {
        QStringList record = fields;
        for (QString &field : record)
            field.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
        tsv += record.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    return tsv;
}

Plot::Plot(const QString &key, const QString &menuTitle, QWidget *parent)
    : QWidget(parent)
    , m_key(key)
    , m_menuTitle(menuTitle)
{
    setContextMenuPolicy(Qt::CustomContextMenu);
}

Plot::~Plot() = default;

void Plot::setCanvas(PlotCanvas *canvas)
{
    m_plotCanvas = canvas;
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(canvas);
    canvas->setAccessibleName(m_menuTitle);
    canvas->applyTokens(widgets::tokens());
    setFocusProxy(canvas);
}

QString Plot::scorerName() const
{
    return m_data ? widgets::scorerTitle(m_data->query.scorer) : QString();
}

void Plot::setData(const DataPtr &data)
{
    m_data = data;
    m_plotCanvas->setData(data);
    m_plotCanvas->setAccessibleName(title());
    m_plotCanvas->setAccessibleDescription(summary());
}

void Plot::paintCopy(QPaintDevice *device, const QSize &size, const FigureText &text)
{
    m_plotCanvas->applyTokens(figureTokens());
    paintFigure(m_plotCanvas, device, size, text);
    m_plotCanvas->applyTokens(widgets::tokens());
}

void Plot::resetZoom()
{
    m_plotCanvas->resetZoom();
}

void Plot::selectAll()
{
    m_plotCanvas->selectAll();
}

void Plot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_plotCanvas) {
        m_plotCanvas->applyTokens(widgets::tokens());
        m_plotCanvas->replot(QCustomPlot::rpQueuedReplot);
    }
}

} // namespace disagreement
