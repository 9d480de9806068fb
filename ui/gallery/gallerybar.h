#pragma once

#include <QObject>

#include "core/analysis/pictureselection.h"

class QLineEdit;
class QMenu;
class QSlider;
class QTimer;
class QWidget;

namespace widgets {
class BarRow;
class Button;
} // namespace widgets

namespace gallery {

/// The controls of the top bar: words, order, size, inspector, compare.
class GalleryBar : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GalleryBar)

public:
    explicit GalleryBar(QWidget *place);

    void fill(widgets::BarRow *bar);
    void setScorers(const QStringList &scorers);
    void setOrder(const analysis::PictureOrder &order);
    /// Whether the order by likeness is on offer.
    void setLikeness(bool on) { m_hasLikeness = on; }
    void setSide(int pixels);
    /// `room` false: the window is too narrow for it, whatever was chosen.
    void setInspector(bool on, bool room);
    /// How many pictures Compare would take, and why it cannot (empty: it can).
    void setCompare(const QString &whyNot);
    void setWords(const QString &words);
    QString words() const;
    /// What is typed describes what pictures show; else it is looked for in texts.
    bool isByMeaning() const;
    void focusWords();
    QMenu *orders() const { return m_orders; }

Q_SIGNALS:
    /// A moment after the last letter.
    void wordsChanged(const QString &words);
    /// On Enter; empty: nothing is asked any more.
    void meaningAsked(const QString &text);
    void meaningToggled(bool on);
    void orderChosen(const analysis::PictureOrder &order);
    void sideChosen(int pixels);
    void inspectorToggled(bool on);
    void compareClicked();

private:
    void fillOrders();
    void showKindOfSearch();

    QLineEdit *m_find;
    widgets::Button *m_meaning;
    widgets::Button *m_sort;
    QMenu *m_orders;
    QSlider *m_size;
    widgets::Button *m_inspector;
    widgets::Button *m_compare;
    QTimer *m_delay;
    QStringList m_scorers;
    analysis::PictureOrder m_order;
    bool m_hasLikeness = false;
};

} // namespace gallery
