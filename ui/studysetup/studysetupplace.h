#pragma once

#include "ui/studysetup/page.h"

class QStackedWidget;

namespace widgets {
class Strip;
}

namespace studysetup {

class ImportPage;
class PageList;
class PageListModel;

/// The study itself: what is in it, how it asks, who judges, and what leaves it.
class StudySetupPlace : public widgets::Place
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StudySetupPlace)

public:
    explicit StudySetupPlace(QWidget *parent = nullptr);

    widgets::PlaceId id() const override { return widgets::PlaceId::Study; }
    QString title() const override { return tr("Study"); }
    widgets::Icon icon() const override { return widgets::Icon::Study; }
    void setStudy(const widgets::StudyPtr &study) override;
    void activate() override;
    void show(const widgets::Target &target) override;
    using widgets::Place::show;
    void fillTopBar(widgets::BarRow *bar) override;
    QString statusText() const override;
    QList<widgets::KeyHelp> keys() const override;
    bool isSettled() const override;
    void saveState(QSettings &settings) const override;
    void restoreState(QSettings &settings) override;

private:
    struct Undo
    {
        QString what;
        UndoChange change;
    };

    void addPage(Page *page);
    Page *currentPage() const;
    void showPage(int index);
    void cover();
    void readFacts();
    void showFacts(const StudyFacts &facts);
    void updateList();
    void takeChange(const QString &what, const UndoChange &undo);
    void undo();

    widgets::StudyPtr m_study;
    bool m_factsRead = false;
    bool m_reading = false;
    bool m_stale = false;
    QList<Undo> m_undo;
    StudyFacts m_facts;
    int m_underReview = 0; ///< people whom a written rule asks to look at again
    QList<Page *> m_pages;
    ImportPage *m_import;
    PageListModel *m_model;
    PageList *m_list;
    widgets::Strip *m_strip;
    QStackedWidget *m_cover; ///< the pages, or what stands in their place until the study was read
    QStackedWidget *m_stack;
    QStackedWidget *m_bars; ///< one row of controls per page
};

} // namespace studysetup
