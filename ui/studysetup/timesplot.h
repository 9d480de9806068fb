#pragma once

#include <QWidget>

#include "core/analysis/qualityreview.h"

namespace studysetup {

/// Time from both pictures visible to the answer: one person against all others, as shares of their answers.
class TimesPlot : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimesPlot)

public:
    explicit TimesPlot(QWidget *parent = nullptr);

    static constexpr int binMs = 500;
    static constexpr int bins = 40;

    void setTimes(const std::vector<analysis::ResponseTimes> &times, int tooFastMs);
    /// Whose line stands out; empty: everybody in one line.
    void setAnnotator(const QString &code);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Line
    {
        std::vector<double> shares; ///< per stretch
        qint64 n = 0;
    };
    Line lineOf(bool chosen) const;
    void paintAxis(QPainter &painter, const QRectF &plot) const;
    void paintLine(QPainter &painter, const QRectF &plot, const Line &line, double most, const QColor &color) const;
    void updateName();

    std::vector<analysis::ResponseTimes> m_times;
    int m_tooFastMs = 0;
    QString m_annotator;
};

} // namespace studysetup
