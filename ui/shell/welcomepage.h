#pragma once

#include <QList>

#include "ui/shell/recentfacts.h"
#include "ui/widgets/job.h"
#include "ui/widgets/place.h"

class QVBoxLayout;

namespace widgets {
class Button;
class JobLine;
class Label;
class Strip;
} // namespace widgets

namespace shell {

class DemoPair;
class RecentRow;
class StartRow;

/// The first page: three ways to start, the studies opened last, what scorers there are, and two pictures of the demo
/// study, which the program paints while the page is already there.
class WelcomePage : public widgets::Place
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WelcomePage)

public:
    explicit WelcomePage(QWidget *parent = nullptr);

    widgets::PlaceId id() const override { return widgets::PlaceId::Welcome; }
    QString title() const override { return tr("Welcome"); }
    widgets::Icon icon() const override { return widgets::Icon::None; }
    void setStudy(const widgets::StudyPtr &study) override;
    void activate() override;
    bool hasTopBar() const override { return false; }
    QString statusText() const override;
    QList<widgets::KeyHelp> keys() const override;
    bool isSettled() const override;

    /// Where "Try the demo study" makes it; tests give a folder of their own.
    void setDemoFolder(const QString &folder) { m_demoFolder = folder; }

private:
    QWidget *makeLeftPane();
    void addHead(QVBoxLayout *column, const QString &text);
    void fillRecent();
    void readFacts();
    void find(RecentRow *row);
    void paintDemo();
    void tryDemo();

    QString m_demoFolder;
    widgets::Strip *m_strip;
    StartRow *m_demo;
    StartRow *m_open;
    StartRow *m_new;
    QVBoxLayout *m_recent;
    widgets::Label *m_noRecent;
    QList<RecentRow *> m_rows;
    DemoPair *m_pair;
    widgets::Job m_making;
    widgets::Job m_painting;
    widgets::Job m_reading;
};

} // namespace shell
