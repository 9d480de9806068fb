#pragma once

#include <QObject>
#include <QSet>

#include "core/analysis/pairpoints.h"

namespace disagreement {

/// The pairs that are selected, one selection for all plots, the table and the strip; and what a drag in a plot draws.
class PairSelection : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PairSelection)

public:
    using Ids = QSet<analysis::PairId>;
    enum class Tool { Lasso, Rectangle };

    explicit PairSelection(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    const Ids &ids() const { return m_ids; }
    bool contains(const analysis::PairId &id) const { return m_ids.contains(id); }
    bool isEmpty() const { return m_ids.isEmpty(); }

    void set(const Ids &ids);
    /// Adds the ids, or takes them away when all of them are selected already (Ctrl+click).
    void toggle(const Ids &ids);
    /// Adds the ids (Shift).
    void add(const Ids &ids);
    void clear() { set({}); }

    Tool tool() const { return m_tool; }
    void setTool(Tool tool);

Q_SIGNALS:
    void changed();
    void toolChanged();

private:
    Ids m_ids;
    Tool m_tool = Tool::Lasso;
};

} // namespace disagreement
