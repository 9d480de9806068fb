#pragma once

#include <QWidget>

#include "core/analysis/blend.h"

namespace scorers {

/// Share of pairs where the wide-spectrum picture is picked, by strength: the blend as a line, people as a level line,
/// the strength that is set as a dashed one. A click or drag sets the strength.
class StrengthChart : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StrengthChart)

public:
    explicit StrengthChart(QWidget *parent = nullptr);

    /// The chart keeps a copy of the curve only.
    void setBlend(const analysis::Blend &blend);
    void setStrength(double strength);

    QSize minimumSizeHint() const override { return {280, 160}; }
    QSize sizeHint() const override { return {420, 260}; }

Q_SIGNALS:
    void strengthChosen(double strength);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    QRectF plotRect() const;
    QPointF placeOf(double strength, double share) const;
    void paintGrid(QPainter *painter) const;
    void paintLines(QPainter *painter) const;
    void choose(double x);

    std::vector<double> m_shares; ///< at even steps of the strength
    std::optional<double> m_people;
    qint64 m_pairs = 0;
    qint64 m_peoplePairs = 0;
    double m_strength = 0;
    double m_low = 0; ///< of the y axis
    double m_high = 1;
};

} // namespace scorers
