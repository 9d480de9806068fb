#pragma once

#include <QMap>
#include <QSet>
#include <QWidget>

#include "core/analysis/pictureselection.h"

class QVBoxLayout;

namespace gallery {

class RangeHistogram;

/// The ranges of every scorer, one below the other; those that were opened stay open.
class RangePane : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RangePane)

public:
    explicit RangePane(QWidget *parent = nullptr);

    /// Keeps the histograms of scorers that stay.
    void setHistograms(const QStringList &scorers, const QMap<QString, analysis::ValueHistogram> &histograms);
    void setRanges(const QMap<QString, analysis::ValueRange> &ranges);
    RangeHistogram *histogram(const QString &scorer) const { return m_histograms.value(scorer); }

    QStringList openScorers() const { return {m_open.begin(), m_open.end()}; }
    void setOpenScorers(const QStringList &scorers);

Q_SIGNALS:
    void rangesChanged(const QMap<QString, analysis::ValueRange> &ranges);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QMap<QString, RangeHistogram *> m_histograms;
    QMap<QString, analysis::ValueRange> m_ranges;
    QSet<QString> m_open;
    bool m_chosen = false; ///< somebody opened or closed one; until then the first one is open
    QVBoxLayout *m_layout;
};

} // namespace gallery
