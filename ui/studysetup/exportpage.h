#pragma once

#include "ui/studysetup/page.h"
#include "ui/widgets/cellmodel.h"
#include "ui/widgets/job.h"

namespace widgets {
class Button;
class Label;
class SegmentedSwitch;
class TableView;
} // namespace widgets

namespace studysetup {

/// One kind of table that can be exported.
struct ExportKind
{
    QString key; ///< "votes", also the file's base name
    QString title;
    QString inside;
    qint64 rows = 0;       ///< live rows in the study
    int csvBytes = 0;      ///< of a row, on average over the demo study
    int jsonBytes = 0;     ///< the same as JSON lines
    bool hasCodes = false; ///< annotators occur, by their codes
};

QList<ExportKind> exportKinds(const StudyFacts &facts);

/// Every table that leaves the study, with what is inside, as CSV or JSON lines. Codes are pseudonyms; consent and
/// background answers stay out.
class ExportPage : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExportPage)

public:
    explicit ExportPage(QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("export"); }
    QString title() const override { return tr("Export"); }
    void setFacts(const StudyFacts &facts) override;
    void fillBar(widgets::BarRow *bar) override;
    void act() override { saveAll(); }
    QString statusText() const override;
    bool isSettled() const override { return !m_job.isRunning(); }

private:
    QString suffix() const;
    void saveOne(int row);
    void fill();
    void saveAll();
    void write(const QHash<QString, QString> &paths);

    QList<ExportKind> m_kinds;
    QString m_written; ///< what the last export wrote
    widgets::Job m_job;
    widgets::SegmentedSwitch *m_format;
    widgets::Button *m_all;
    widgets::Label *m_note;
    widgets::CellModel *m_model;
    widgets::TableView *m_table;
};

} // namespace studysetup
