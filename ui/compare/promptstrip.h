#pragma once

#include <QAbstractScrollArea>

#include "core/analysis/promptsheet.h"
#include "ui/widgets/picturecache.h"

namespace compare {

/// The prompts of the study as rows of small pictures, the current one framed. A virtual list: only visible pictures
/// are decoded.
class PromptStrip : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PromptStrip)

public:
    explicit PromptStrip(QWidget *parent = nullptr);

    void setCache(widgets::PictureCache *cache);
    /// `numbers` are the places of the entries in the whole study, from 1.
    void setEntries(const QList<analysis::PromptEntry> &entries, const QList<int> &numbers);
    void setCurrent(int index);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

Q_SIGNALS:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString caption(int index) const;
    QRect itemRect(int index) const;
    int itemAt(const QPoint &position) const;
    void measure();
    void paintItem(QPainter *painter, int index);

    QPointer<widgets::PictureCache> m_cache;
    QList<analysis::PromptEntry> m_entries;
    QList<int> m_numbers;
    QList<int> m_lefts; ///< left edge of every item, and the end of the last
    int m_current = -1;
};

} // namespace compare
