#include "ui/gallery/rangepane.h"

#include <QPainter>
#include <QVBoxLayout>

#include "ui/gallery/rangehistogram.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace gallery {

namespace metrics = widgets::metrics;

RangePane::RangePane(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, widgets::scaled(metrics::paneHead), 0, metrics::space12);
    m_layout->setSpacing(0);
    hide();
}

void RangePane::setHistograms(const QStringList &scorers, const QMap<QString, analysis::ValueHistogram> &histograms)
{
    for (auto it = m_histograms.begin(); it != m_histograms.end();) {
        if (scorers.contains(it.key())) {
            ++it;
            continue;
        }
        delete it.value();
        it = m_histograms.erase(it); // clazy:exclude=strict-iterators
    }
    if (!m_chosen && !scorers.isEmpty())
        m_open = {scorers.first()};
    for (int i = 0; i < int(scorers.size()); ++i) {
        RangeHistogram *&histogram = m_histograms[scorers[i]];
        if (!histogram) {
            histogram = new RangeHistogram(scorers[i], this);
            histogram->setOpen(m_open.contains(scorers[i]));
            connect(histogram, &RangeHistogram::rangeChanged, this,
                    [this](const QString &scorer, const std::optional<analysis::ValueRange> &range) {
                        if (range)
                            m_ranges.insert(scorer, *range);
                        else
                            m_ranges.remove(scorer);
                        Q_EMIT rangesChanged(m_ranges);
                    });
            connect(histogram, &RangeHistogram::openChanged, this, [this](const QString &scorer, bool open) {
                m_chosen = true;
                if (open)
                    m_open.insert(scorer);
                else
                    m_open.remove(scorer);
            });
        }
        m_layout->insertWidget(i, histogram);
        histogram->setHistogram(histograms.value(scorers[i]));
    }
    setVisible(!scorers.isEmpty());
}

void RangePane::setRanges(const QMap<QString, analysis::ValueRange> &ranges)
{
    m_ranges = ranges;
    for (auto it = m_histograms.begin(); it != m_histograms.end(); ++it)
        it.value()->setRange(ranges.contains(it.key()) ? std::optional(ranges.value(it.key())) : std::nullopt);
}

void RangePane::setOpenScorers(const QStringList &scorers)
{
    m_chosen = true;
    m_open = QSet<QString>(scorers.begin(), scorers.end());
    for (auto it = m_histograms.begin(); it != m_histograms.end(); ++it)
        it.value()->setOpen(m_open.contains(it.key()));
}

void RangePane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), widgets::tokens().win);
    widgets::paintLine(
        &painter,
        QRectF(metrics::regionMargin, 0, width() - 2 * metrics::regionMargin, widgets::scaled(metrics::paneHead)),
        Qt::AlignLeft | Qt::AlignVCenter, tr("Ranges"),
        widgets::textFont(widgets::TextRole::Small, widgets::Weight::SemiBold), widgets::tokens().text2);
}

} // namespace gallery
