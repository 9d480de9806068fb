#pragma once

#include <vector>

#include "core/analysis/annotatorquality.h"
#include "ui/studysetup/page.h"
#include "ui/widgets/cellmodel.h"

class QStackedWidget;

namespace widgets {
class PaneHead;
class TableView;
} // namespace widgets

namespace studysetup {

/// How carefully each annotator worked: progress, retest, side bias, gold and time, with intervals. Nothing is dropped.
class QualityPage : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QualityPage)

public:
    explicit QualityPage(QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("quality"); }
    QString title() const override { return tr("Quality"); }
    void setStudy(const widgets::StudyPtr &study) override;
    void setFacts(const StudyFacts &facts) override;
    void activate() override;
    QString statusText() const override;
    bool isSettled() const override { return !m_reading && !(m_stale && isVisible()); }

private:
    void read();

    std::vector<analysis::AnnotatorQuality> m_quality;
    QHash<QString, storage::AnnotatorProgress> m_progress; ///< by code
    bool m_simulated = false;
    bool m_stale = true;
    bool m_reading = false;
    widgets::PaneHead *m_head;
    widgets::CellModel *m_model;
    widgets::TableView *m_table;
    QStackedWidget *m_stack;
};

QList<widgets::TableColumn> qualityColumns();
QList<widgets::TableRow> qualityRows(const std::vector<analysis::AnnotatorQuality> &quality,
                                     const QHash<QString, storage::AnnotatorProgress> &progress);

} // namespace studysetup
