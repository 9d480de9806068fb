#pragma once

#include <memory>

#include <QAbstractScrollArea>

#include "ui/scorers/strengthdata.h"
#include "ui/widgets/picturecache.h"

namespace scorers {

/// The pairs whose pick moves with the strength, by the strength at which it does, original left, wide-spectrum right;
/// those that have moved already come with the side they moved to. A virtual list: only what is visible is decoded.
class MovedPairs : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MovedPairs)

public:
    explicit MovedPairs(QWidget *parent = nullptr);

    void setCache(widgets::PictureCache *cache);
    void setData(const std::shared_ptr<const StrengthData> &data);
    /// Brings the pairs that move around there into view.
    void setStrength(double strength);
    int count() const;
    int current() const { return m_current; }
    /// "right from 0.40".
    QString textOf(int row) const;
    bool isSettled() const { return !m_cache || m_cache->isIdle(); }

    QSize minimumSizeHint() const override { return {200, 120}; }
    QSize sizeHint() const override { return {340, 240}; }

Q_SIGNALS:
    void activated(const analysis::BlendPair &pair);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int side() const;
    int pitch() const;
    int rowAt(const QPoint &position) const;
    void setCurrent(int row);
    void updateScrollBar();
    void paintRow(QPainter *painter, int row, int top);
    const analysis::BlendPair &pairAt(int row) const;

    QPointer<widgets::PictureCache> m_cache;
    std::shared_ptr<const StrengthData> m_data;
    double m_strength = 0;
    int m_current = -1;
};

} // namespace scorers
