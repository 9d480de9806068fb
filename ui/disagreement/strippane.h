#pragma once

#include <QWidget>

#include "ui/disagreement/disagreementdata.h"
#include "ui/disagreement/pairstrip.h"
#include "ui/widgets/job.h"

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
    bool isSettled() const { return !m_choosing.isRunning() && m_strip->isSettled(); }
    void setData(const DataPtr &data);
    /// Of all selected pairs, each once, in the order of the strip.
    QList<study::PictureId> pictures() const;
    /// Said in place of the usual hint until the selection changes.
    void explain(const QString &text);

Q_SIGNALS:
    void galleryRequested();
    /// The pair is to be seen in Compare.
    void compareRequested(const analysis::PairPoint &point);
    void settledChanged();

private:
    /// Some of the data's pairs, in the order of the strip.
    struct Chosen
    {
        std::vector<analysis::PairPoint> pairs;
        qint64 withPictures = 0;
    };

    static Chosen choose(const Data &data, const QSet<analysis::PairId> &ids);
    void showPairs();
    void take(Chosen chosen);
    void openMenu(const QPoint &position);
    void compareChosen();
    PairStrip::Item itemOf(const analysis::PairPoint &point) const;

    PairSelection *m_selection;
    DataPtr m_data;
    QString m_explanation;
    widgets::PaneHead *m_head;
    PairStrip *m_strip;
    QList<widgets::Button *> m_buttons;
    widgets::Job m_choosing; ///< of selections that are too large to be sorted while somebody waits
};

} // namespace disagreement
