#pragma once

#include "ui/studysetup/page.h"
#include "ui/widgets/cellmodel.h"

class QStackedWidget;

namespace widgets {
class TableView;
}

namespace studysetup {

/// Who judges and how far they are. Codes only: they are pseudonyms.
class AnnotatorsPage : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnnotatorsPage)

public:
    explicit AnnotatorsPage(QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("annotators"); }
    QString title() const override { return tr("Annotators"); }
    void setFacts(const StudyFacts &facts) override;
    QString statusText() const override;

private:
    int m_people = 0;
    int m_machines = 0;
    widgets::CellModel *m_model;
    widgets::TableView *m_table;
    QStackedWidget *m_stack;
};

QList<widgets::TableColumn> annotatorColumns();
QList<widgets::TableRow> annotatorRows(const StudyFacts &facts);

} // namespace studysetup
