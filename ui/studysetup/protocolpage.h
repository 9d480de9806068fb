#pragma once

#include "ui/studysetup/page.h"
#include "ui/widgets/cellmodel.h"

namespace widgets {
class Button;
class Label;
class Strip;
class TableView;
} // namespace widgets

namespace studysetup {

/// How the study asks, in words; set from a protocol file, then locked.
class ProtocolPage : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProtocolPage)

public:
    explicit ProtocolPage(QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("protocol"); }
    QString title() const override { return tr("Protocol"); }
    void setFacts(const StudyFacts &facts) override;
    void fillBar(widgets::BarRow *bar) override;
    QString statusText() const override;

private:
    void setFromFile();
    void askToLock();
    void lock();

    trials::StudyProtocol m_protocol;
    widgets::Label *m_state;
    widgets::Button *m_set;
    widgets::Button *m_lock;
    widgets::Strip *m_question; ///< says what locking does, with the button that does it
    widgets::CellModel *m_model;
    widgets::TableView *m_table;
};

} // namespace studysetup
