#pragma once

#include <optional>

#include <QWidget>

#include "core/analysis/humanagreement.h"

namespace disagreement {

/// The line below the table that says what its marks mean.
class MarkLegend : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MarkLegend)

public:
    explicit MarkLegend(QWidget *parent = nullptr);

    void setContents(bool published, const std::optional<analysis::HumanCeiling> &ceiling);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_published = false;
    std::optional<analysis::HumanCeiling> m_ceiling;
};

} // namespace disagreement
