#pragma once

#include "ui/studysetup/page.h"
#include "ui/widgets/cellmodel.h"

class QLineEdit;
class QStackedWidget;

namespace widgets {
class TableView;
}

namespace studysetup {

class Totals;

/// What the study holds: counts, its title, and the imports that brought it, each of which can be undone.
class OverviewPage : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OverviewPage)

public:
    explicit OverviewPage(QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("overview"); }
    QString title() const override { return tr("Overview"); }
    void setFacts(const StudyFacts &facts) override;
    QString statusText() const override;

private:
    void rename();
    void undoSource(int row);

    StudyFacts m_facts;
    Totals *m_totals;
    QLineEdit *m_title;
    widgets::CellModel *m_sources;
    widgets::TableView *m_table;
    QStackedWidget *m_stack;
};

QList<widgets::TableColumn> sourceColumns();
QList<widgets::TableRow> sourceRows(const QList<storage::Source> &sources);

} // namespace studysetup
