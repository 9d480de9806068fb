#pragma once

#include <QWidget>

#include "ui/disagreement/agreementrows.h"
#include "ui/disagreement/copydesk.h"

namespace widgets {
class CellModel;
class PaneHead;
class SegmentedSwitch;
class TableView;
} // namespace widgets

namespace disagreement {

class MarkLegend;
class PairSelection;

/// The table "Agreement with people, by scorer", its unit, its legend. A row is the scorer of all plots; while pairs
/// are selected, every row says how the scorer does on them.
class AgreementPane : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AgreementPane)

public:
    AgreementPane(CopyDesk *desk, QWidget *parent = nullptr);

    void setData(const DataPtr &data);
    void setSelected(const std::vector<analysis::SelectionAgreement> &selected);
    void setLoading(bool loading);
    int unit() const;
    void setUnit(int unit);

Q_SIGNALS:
    void scorerChosen(const QString &scorer);
    void unitChosen(analysis::Unit unit);

private:
    void showRows();
    void openMenu(const QPoint &position);

    CopyDesk *m_desk;
    DataPtr m_data;
    std::vector<analysis::SelectionAgreement> m_selected;
    widgets::PaneHead *m_head;
    widgets::SegmentedSwitch *m_unit;
    widgets::CellModel *m_model;
    widgets::TableView *m_table;
    MarkLegend *m_legend;
    QStringList m_scorers; ///< as the rows
};

} // namespace disagreement
