#pragma once

#include "ui/studysetup/page.h"
#include "ui/widgets/cellmodel.h"

class QLineEdit;

namespace widgets {
class Button;
class Label;
class TableView;
} // namespace widgets

namespace studysetup {

/// Who judges, in which groups, and how far they are; people are added by code. Codes only: they are pseudonyms.
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
    void act() override { add(); }

private:
    QWidget *makeForm();
    void checkForm();
    void add();
    void copyCommand(int row);
    void openMenu(const QPoint &position);

    StudyFacts m_facts;
    QString m_said; ///< what was done last: "Start command of A01 copied"
    QLineEdit *m_codes;
    QLineEdit *m_groups;
    widgets::Button *m_add;
    widgets::Label *m_note;
    widgets::CellModel *m_model;
    widgets::TableView *m_table;
    widgets::Label *m_empty;
};

QList<widgets::TableColumn> annotatorColumns();
QList<widgets::TableRow> annotatorRows(const StudyFacts &facts);

} // namespace studysetup
