#pragma once

#include "ui/studysetup/page.h"
#include "ui/studysetup/protocoldraft.h"
#include "ui/widgets/cellmodel.h"

class QStackedWidget;

namespace widgets {
class Button;
class Label;
class PaneHead;
class Strip;
class TableView;
} // namespace widgets

namespace studysetup {

class ProtocolForm;
class StripPreview;

/// How the study asks: a form while it is a draft, plain text once it is locked. Each change of a draft is in force at
/// once and can be taken back; a copy of a locked protocol comes into force when its owner says so.
class ProtocolPage : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProtocolPage)

public:
    explicit ProtocolPage(QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("protocol"); }
    QString title() const override { return tr("Protocol"); }
    void setStudy(const widgets::StudyPtr &study) override;
    void setFacts(const StudyFacts &facts) override;
    void activate() override;
    void fillBar(widgets::BarRow *bar) override;
    QString statusText() const override;
    void act() override;
    bool isSettled() const override { return m_saving == 0 && !m_readingVersions; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeSide();
    void setFromFile();
    void saveAsFile();
    void askToLock();
    void lock();
    void makeCopy();
    void useCopy();
    void discardCopy();
    void takeEdit(const QString &what);
    void putInForce(const QString &what, const trials::Protocol &protocol);
    void readVersions();
    void showVersion(int row);
    void useVersion(int row);
    void updateLook();
    void updatePreview();

    trials::StudyProtocol m_protocol;
    QStringList m_generators;
    QList<trials::ProtocolVersion> m_versions;
    bool m_isCopy = false; ///< the form holds a copy of the locked protocol, not in force yet
    int m_saving = 0;
    bool m_readingVersions = false;
    bool m_versionsStale = true;
    widgets::Label *m_state;
    widgets::Button *m_set;
    widgets::Button *m_save;
    widgets::Button *m_lock;
    widgets::Button *m_copy;
    widgets::Button *m_discard;
    widgets::Button *m_use;
    widgets::Strip *m_question; ///< says what locking does, with the button that does it
    QStackedWidget *m_left;
    ProtocolForm *m_form;
    widgets::CellModel *m_model;
    widgets::TableView *m_table;
    QWidget *m_previewBox;
    StripPreview *m_preview;
    widgets::CellModel *m_versionModel;
    widgets::TableView *m_versionTable;
    int m_shownVersion = -1; ///< row of the version shown in place of the one in force
};

} // namespace studysetup
