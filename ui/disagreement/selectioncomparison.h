#pragma once

#include "core/analysis/selectionagreement.h"
#include "ui/disagreement/disagreementdata.h"
#include "ui/widgets/studyhandle.h"

namespace disagreement {

class PairSelection;

/// How every scorer does on the selected pairs, computed on a pool thread; a newer selection cancels the older
/// question.
class SelectionComparison : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SelectionComparison)

public:
    SelectionComparison(PairSelection *selection, QObject *parent);
    ~SelectionComparison() override;

    void setStudy(const widgets::StudyPtr &study);
    void setData(const DataPtr &data);
    /// Empty while nothing that people judged is selected.
    const std::vector<analysis::SelectionAgreement> &rows() const { return m_rows; }
    bool isSettled() const { return !m_running; }

Q_SIGNALS:
    void changed();

private:
    void compare();

    PairSelection *m_selection;
    widgets::StudyPtr m_study;
    DataPtr m_data;
    std::vector<analysis::SelectionAgreement> m_rows;
    std::shared_ptr<base::Progress> m_running;
};

} // namespace disagreement
