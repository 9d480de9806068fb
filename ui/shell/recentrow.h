#pragma once

#include <QWidget>

#include "ui/shell/recentfacts.h"
#include "ui/widgets/recentstudies.h"

namespace widgets {
class Button;
class Label;
} // namespace widgets

namespace shell {

/// One study of the Recent list: its name opens it, below stand pairs, votes and when it was last open. A study whose
/// file is gone says so and offers to find it or to forget it.
class RecentRow : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecentRow)

public:
    explicit RecentRow(const widgets::RecentStudy &study, QWidget *parent = nullptr);

    const widgets::RecentStudy &study() const { return m_study; }
    /// Fills in what a look into the file told.
    void setFacts(const RecentFacts &facts);
    QString note() const;

Q_SIGNALS:
    void openRequested();
    void findRequested();
    void removeRequested();

private:
    widgets::RecentStudy m_study;
    widgets::Button *m_open;
    widgets::Label *m_note;
    widgets::Button *m_find;
    widgets::Button *m_remove;
};

/// "23 Nov 2026", or "today" and "yesterday" as seen from `now`.
QString openedText(qint64 openedAt, qint64 now);

} // namespace shell
