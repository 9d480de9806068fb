#pragma once

#include <memory>

#include "ui/scorers/strengthdata.h"
#include "ui/widgets/picturelist.h"

namespace scorers {

/// The pairs whose pick moves with the strength, by the strength at which it does, original left, wide-spectrum right;
/// those that have moved already come with the side they moved to.
class MovedPairs : public widgets::PictureList
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MovedPairs)

public:
    explicit MovedPairs(QWidget *parent = nullptr);

    void setData(const std::shared_ptr<const StrengthData> &data);
    /// Brings the pairs that move around there into view.
    void setStrength(double strength);
    int count() const override;
    /// "right from 0.40".
    QString textOf(int row) const;

    QSize minimumSizeHint() const override { return {200, 120}; }
    QSize sizeHint() const override { return {340, 240}; }

Q_SIGNALS:
    void activated(const analysis::BlendPair &pair);

protected:
    int extent() const override;
    int gap() const override;
    int crossStart() const override;
    int crossExtent() const override;
    void paintItem(QPainter *painter, const QRect &rect, int row) override;
    void paintEmpty(QPainter *painter) override;
    QString describe(int row) const override;
    void open(int row) override;

    void resizeEvent(QResizeEvent *event) override;

private:
    int side() const;
    const analysis::BlendPair &pairAt(int row) const;

    std::shared_ptr<const StrengthData> m_data;
    double m_strength = 0;
};

} // namespace scorers
