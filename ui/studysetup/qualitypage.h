#pragma once

#include "ui/studysetup/page.h"
#include "ui/studysetup/qualityrows.h"

class QComboBox;
class QStackedWidget;

namespace widgets {
class Button;
class PaneHead;
class Strip;
class TableView;
} // namespace widgets

namespace studysetup {

class TimesPlot;

/// How carefully each annotator worked: progress, retest, side bias, gold and time, with intervals; whom the written
/// rules ask to look at again; and the time from pictures to answer. Nothing is dropped.
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
    void fillBar(widgets::BarRow *bar) override;
    QString statusText() const override;
    bool isSettled() const override { return !m_reading && !(m_stale && isVisible()); }

Q_SIGNALS:
    /// How many people a written rule asks to look at again, for the list of pages.
    void reviewCountChanged(int people);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Found
    {
        std::vector<analysis::AnnotatorQuality> quality;
        std::vector<analysis::ResponseTimes> times;
    };

    QWidget *makeLower();
    void read();
    void showFound(const Found &found);
    void showSelected();
    void exportTable();
    QByteArray csv() const;

    std::vector<analysis::AnnotatorQuality> m_quality;
    QHash<QString, storage::AnnotatorProgress> m_progress; ///< by code
    bool m_simulated = false;
    int m_tooFastMs = 0;
    bool m_stale = true;
    bool m_reading = false;
    QComboBox *m_group;
    widgets::Button *m_export;
    widgets::Strip *m_strip;
    widgets::PaneHead *m_head;
    widgets::CellModel *m_model;
    widgets::TableView *m_table;
    QWidget *m_lower;
    TimesPlot *m_times;
    widgets::CellModel *m_totals;
    widgets::TableView *m_totalTable;
    QStackedWidget *m_stack;
};

} // namespace studysetup
