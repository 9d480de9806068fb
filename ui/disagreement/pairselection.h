#pragma once

#include <QObject>
#include <QSet>

#include "core/analysis/pairpoints.h"

namespace disagreement {

/// The pairs that are selected, one selection for all plots and the strip.
class PairSelection : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PairSelection)

public:
    using Ids = QSet<analysis::PairId>;

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
    void clear() { set({}); }

Q_SIGNALS:
    void changed();

private:
    Ids m_ids;
};

} // namespace disagreement
