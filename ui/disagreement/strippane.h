#pragma once

#include <QWidget>

#include "ui/disagreement/disagreementdata.h"
#include "ui/disagreement/pairstrip.h"

namespace widgets {
class Button;
class PaneHead;
} // namespace widgets

namespace disagreement {

class PairSelection;

/// The selected pairs with their pictures below the plots: head with the number of them, and what can be done with
/// them.
class StripPane : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StripPane)

public:
    explicit StripPane(PairSelection *selection, QWidget *parent = nullptr);

    PairStrip *strip() const { return m_strip; }
    void setData(const DataPtr &data);
    /// Of all selected pairs, each once, in the order of the strip.
    QList<study::PictureId> pictures() const;
    /// Said in place of the usual hint until the selection changes.
    void explain(const QString &text);

Q_SIGNALS:
    void galleryRequested();
    /// The pair is to be seen in Compare.
    void compareRequested(const analysis::PairPoint &point);

private:
    void showPairs();
    void openMenu(const QPoint &position);
    void compareChosen();
    std::vector<analysis::PairPoint> selectedPairs() const;
    PairStrip::Item itemOf(const analysis::PairPoint &point) const;

    PairSelection *m_selection;
    DataPtr m_data;
    QString m_explanation;
    widgets::PaneHead *m_head;
    PairStrip *m_strip;
    QList<widgets::Button *> m_buttons;
};

} // namespace disagreement
