#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/analysis/pairpoints.h"
#include "ui/widgets/picturelist.h"

namespace disagreement {

/// The selected pairs with their pictures, side by side: second picture of the canonical order (the original) left,
/// first (wide-spectrum) right. Arrow keys move, Enter opens Compare.
class PairStrip : public widgets::PictureList
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PairStrip)

public:
    /// One pair as it is shown.
    struct Item
    {
        analysis::PairPoint point;
        study::AssetId left;
        study::AssetId right;
        QString title;  ///< generator
        QString people; ///< "12 of 14"; empty without votes
        QString delta;  ///< "−10.44"
        QString toolTip;
    };

    explicit PairStrip(QWidget *parent = nullptr);

    /// Makes what is shown of a pair when it is needed.
    using ItemMaker = std::function<Item(const analysis::PairPoint &point)>;
    void setPairs(std::vector<analysis::PairPoint> pairs, ItemMaker maker, const QString &emptyText);
    int count() const override { return int(m_pairs.size()); }
    // Call these with 0 ≤ index < count().
    const analysis::PairPoint &pair(int index) const { return m_pairs[size_t(index)]; }
    Item item(int index) const { return m_maker(m_pairs[size_t(index)]); }
    /// The current pair, or else the first; nothing without pairs.
    std::optional<analysis::PairPoint> chosen() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

Q_SIGNALS:
    void activated(const analysis::PairPoint &point);
    /// The pair is not wanted any more (Delete).
    void removed(const analysis::PairPoint &point);
    /// The right button or the Menu key on a pair; the current one is set.
    void menuRequested(const QPoint &globalPosition);

protected:
    int extent() const override;
    int gap() const override;
    int crossStart() const override;
    int crossExtent() const override;
    void paintItem(QPainter *painter, const QRect &rect, int index) override;
    void paintEmpty(QPainter *painter) override;
    QString describe(int index) const override;
    void open(int index) override;

    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void paintCaption(QPainter *painter, const QRect &rect, const Item &item) const;

    std::vector<analysis::PairPoint> m_pairs;
    ItemMaker m_maker;
    QString m_emptyText;
};

} // namespace disagreement
