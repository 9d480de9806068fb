#pragma once

#include <QAbstractListModel>
#include <QListView>

namespace studysetup {

/// One entry of the list of pages.
struct PageEntry
{
    QString title;
    QString note;        ///< count or state, at the right
    bool locked = false; ///< a lock behind the title
};

/// The pages of Study as a model.
class PageListModel : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PageListModel)

public:
    enum Role { NoteRole = Qt::UserRole + 1, LockedRole };

    explicit PageListModel(QObject *parent = nullptr);

    void setEntries(const QList<PageEntry> &entries);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<PageEntry> m_entries;
};

/// The list itself: 180 wide, rows of 30.
class PageList : public QListView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PageList)

public:
    explicit PageList(QWidget *parent = nullptr);
};

} // namespace studysetup
