#include "ui/disagreement/selectioncomparison.h"

#include "core/base/progress.h"
#include "ui/disagreement/pairselection.h"

namespace disagreement {

using Rows = std::vector<analysis::SelectionAgreement>;

SelectionComparison::SelectionComparison(PairSelection *selection, QObject *parent)
    : QObject(parent)
    , m_selection(selection)
    , m_data(std::make_shared<Data>())
{
    connect(selection, &PairSelection::changed, this, &SelectionComparison::compare);
}

SelectionComparison::~SelectionComparison()
{
    if (m_running)
        m_running->cancel();
}

void SelectionComparison::setStudy(const widgets::StudyPtr &study)
{
    m_study = study;
    setData(std::make_shared<Data>());
}

void SelectionComparison::setData(const DataPtr &data)
{
    m_data = data;
    compare();
}

void SelectionComparison::compare()
{
    if (m_running)
        m_running->cancel();
    m_running.reset();
    if (m_selection->isEmpty() || !m_study || m_data->points.points.empty()) {
        m_rows.clear();
        Q_EMIT changed();
        return;
    }
    m_running = std::make_shared<base::Progress>();
    m_study->run(
        this,
        [data = m_data, ids = m_selection->ids(), progress = m_running](storage::Database &) -> base::Result<Rows> {
            std::vector<analysis::PairTally> pairs;
            for (const analysis::PairPoint &point : data->points.points) {
                if (ids.contains(point.id))
                    pairs.push_back(point.tally);
            }
            if (pairs.empty()) // nothing that people judged
                return Rows();
            return analysis::selectionAgreement(*data->snapshot, pairs, *progress);
        },
        [this, progress = m_running](const base::Result<Rows> &rows) {
            if (progress != m_running)
                return; // another selection was made
            m_running.reset();
            m_rows = rows.value_or(Rows());
            Q_EMIT changed();
        });
}

} // namespace disagreement
