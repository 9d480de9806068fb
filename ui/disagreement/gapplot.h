#pragma once

#include <QWidget>

#include "core/analysis/gaps.h"
#include "ui/disagreement/figure.h"

namespace disagreement {

/// Δ of one scorer by taxonomy class: a bar from zero to the mean, a tick at the mean, every picture as a point, value
/// and n at the right.
class GapPlot : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GapPlot)

public:
    explicit GapPlot(QWidget *parent = nullptr);
    ~GapPlot() override;

    /// Rows from the top; `names` as `gaps`, in words.
    void setData(const std::vector<analysis::TaxonomyGap> &gaps, const QStringList &names, const QString &scorer);
    void paintCopy(QPaintDevice *device, const QSize &size, const FigureText &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    class Canvas;

    Canvas *m_canvas;
};

/// The drawn values: one record per picture and class.
QByteArray gapCsv(const analysis::Snapshot &snapshot, const std::vector<analysis::TaxonomyGap> &gaps);

/// "Lighting and exposure" for "lighting_and_exposure".
QString classTitle(const QString &mainClass);

} // namespace disagreement
