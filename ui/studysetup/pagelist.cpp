#include "ui/studysetup/pagelist.h"

#include <QPainter>
#include <QStyledItemDelegate>

#include "ui/widgets/focusring.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace studysetup {
namespace {

constexpr int listWidth = 180;
constexpr int rowHeight = 30;

class PageDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {listWidth, widgets::scaled(rowHeight)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const widgets::Tokens &t = widgets::tokens();
        const bool selected = option.state & QStyle::State_Selected;
        if (selected || option.state & QStyle::State_MouseOver)
            painter->fillRect(option.rect, selected ? t.selection : t.hover);
        if (selected && option.state & QStyle::State_HasFocus)
            painter->fillRect(QRect(option.rect.left(), option.rect.top(), 2, option.rect.height()), t.accent);
        const QRectF rect = option.rect.adjusted(widgets::metrics::regionMargin, 0, -widgets::metrics::regionMargin, 0);
        const bool mirrored = option.direction == Qt::RightToLeft;
        const QString title = index.data().toString();
        const QFont font = widgets::textFont(widgets::TextRole::Body);
        widgets::paintLine(painter, rect, mirrored ? Qt::AlignRight : Qt::AlignLeft, title, font,
                           selected ? t.text : t.text2);
        if (index.data(PageListModel::LockedRole).toBool()) {
            const double along = QFontMetricsF(font).horizontalAdvance(title) + widgets::metrics::space8;
            const QRectF place(mirrored ? rect.right() - along - widgets::metrics::chipIcon : rect.left() + along,
                               rect.top(), widgets::metrics::chipIcon, rect.height());
            widgets::paintIcon(painter, widgets::Icon::Lock, place, widgets::metrics::chipIcon, t.text2);
        }
        widgets::paintLine(painter, rect, mirrored ? Qt::AlignLeft : Qt::AlignRight,
                           index.data(PageListModel::NoteRole).toString(), widgets::textFont(widgets::TextRole::Small),
                           t.text3);
    }
};

} // namespace

PageListModel::PageListModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void PageListModel::setEntries(const QList<PageEntry> &entries)
{
    if (entries.size() == m_entries.size()) {
        m_entries = entries;
        if (!entries.isEmpty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_entries = entries;
    endResetModel();
}

int PageListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QVariant PageListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PageEntry &entry = m_entries[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return entry.title;
    case Qt::AccessibleTextRole:
        return entry.note.isEmpty() ? entry.title : QStringLiteral("%1, %2").arg(entry.title, entry.note);
    case NoteRole:
        return entry.note;
    case LockedRole:
        return entry.locked;
    default:
        return {};
    }
}

PageList::PageList(QWidget *parent)
    : QListView(parent)
{
    setFixedWidth(widgets::scaled(listWidth));
    setItemDelegate(new PageDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setUniformItemSizes(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Pages"));
    viewport()->setBackgroundRole(QPalette::Window);
    setViewportMargins(0, widgets::metrics::space8, 0, 0);
    widgets::FocusRing::setOwnMark(this);
}

} // namespace studysetup
