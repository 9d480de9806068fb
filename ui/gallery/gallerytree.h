#pragma once

#include <QAbstractScrollArea>
#include <QHash>
#include <QSet>

namespace gallery {

/// The left pane: all pictures, and the taxonomy with counts. One line is current; classes open and close.
class GalleryTree : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GalleryTree)

public:
    explicit GalleryTree(QWidget *parent = nullptr);

    /// `counts` by label and class; zero is not printed.
    void setCounts(int all, int labelled, const QHash<QString, int> &counts);
    /// Empty: all pictures.
    QString currentLabel() const { return m_current; }
    void setCurrentLabel(const QString &label);
    QSize sizeHint() const override;

Q_SIGNALS:
    void currentLabelChanged(const QString &label);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Row
    {
        QString label; ///< empty: all pictures, or a heading
        QString text;
        QString note; ///< of a heading
        int level = 0;
        bool heading = false;
        bool folder = false;
    };

    QList<Row> rows() const;
    QRect rowRect(int row) const;
    void paintRow(QPainter *painter, const QRect &rect, const Row &row) const;
    void step(int direction);
    void toggle(const QString &label);
    void updateScrollBar();

    QHash<QString, int> m_counts;
    QSet<QString> m_open;
    QString m_current;
    int m_all = 0;
    int m_labelled = 0;
};

} // namespace gallery
