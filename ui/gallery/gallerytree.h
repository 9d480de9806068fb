#pragma once

#include <array>

#include <QHash>
#include <QSet>
#include <QWidget>

#include "core/analysis/pictureselection.h"

class QDoubleSpinBox;

namespace gallery {

/// Views and the taxonomy with counts: one line is current; classes open and close. As high as its rows; whoever holds
/// it scrolls.
class GalleryTree : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GalleryTree)

public:
    using View = analysis::PictureFilter::View;

    explicit GalleryTree(QWidget *parent = nullptr);

    /// By View; zero is not printed.
    void setViewCounts(const std::array<int, 4> &counts);
    /// By label and class; zero is not printed.
    void setLabelCounts(int labelled, const QHash<QString, int> &counts);
    /// The scorer that the views speak of; empty: there is none.
    void setScorer(const QString &scorer);
    double deepBelow() const;
    void setDeepBelow(double value);

    /// Empty when a view is current.
    QString currentLabel() const { return m_label; }
    View currentView() const { return m_view; }
    void setCurrent(View view, const QString &label);

    QStringList openClasses() const { return {m_open.begin(), m_open.end()}; }
    void setOpenClasses(const QStringList &classes);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void currentChanged(gallery::GalleryTree::View view, const QString &label);
    void deepBelowChanged(double value);
    /// A row that should be visible.
    void rowReached(const QRect &row);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Row
    {
        enum class Kind { Heading, View, Threshold, Class, Label };

        Kind kind = Kind::Heading;
        QString label{}; ///< of Class and Label
        QString text{};
        View view = View::All;
        int count = 0;
        QString note{}; ///< of a heading
        bool canBeCurrent() const { return kind != Kind::Heading && kind != Kind::Threshold; }
    };

    void makeRows();
    QRect rowRect(qsizetype row) const;
    bool isCurrent(const Row &row) const;
    void paintRow(QPainter *painter, const QRect &rect, const Row &row) const;
    void step(int direction);
    void toggle(const QString &label);
    void placeThreshold();

    QList<Row> m_rows;
    std::array<int, 4> m_viewCounts{};
    QHash<QString, int> m_labelCounts;
    QSet<QString> m_open;
    QString m_label;
    QString m_scorer;
    View m_view = View::All;
    int m_labelled = -1; ///< not known yet
    QDoubleSpinBox *m_threshold;
};

} // namespace gallery
