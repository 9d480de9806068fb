#include "ui/studysetup/importpreviewtable.h"

#include <QHeaderView>
#include <QPainter>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>

#include "ui/studysetup/importthumbs.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/tablehead.h"
#include "ui/widgets/tabular.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace studysetup {

namespace metrics = widgets::metrics;
using widgets::TextRole;

namespace {

constexpr int previewRow = 76;
constexpr int thumbnail = 60;
constexpr int numberWidth = 52;
constexpr int promptWidth = 330;
constexpr int generatorWidth = 160;
constexpr int promptLines = 3;

/// A frame of dashes with a broken picture: listed, and not there.
void paintMissing(QPainter *painter, const QRectF &rect)
{
    QPen dashes(widgets::tokens().controlBorder, 1);
    dashes.setDashPattern({3, 3});
    painter->setPen(dashes);
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
    widgets::paintIcon(painter, widgets::Icon::BrokenPicture, rect, metrics::controlIcon, widgets::tokens().text2);
}

class PreviewDelegate : public QStyledItemDelegate
{
public:
    PreviewDelegate(ImportPreviewTable *table, ImportThumbs *thumbs)
        : QStyledItemDelegate(table)
        , m_table(table)
        , m_thumbs(thumbs)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const widgets::Tokens &t = widgets::tokens();
        painter->save();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, t.selection);
        const auto *proxy = qobject_cast<const QSortFilterProxyModel *>(index.model());
        const QModelIndex source = proxy ? proxy->mapToSource(index) : index;
        const QRectF cell = QRectF(option.rect).adjusted(metrics::space8, 0, -metrics::space8, 0);
        if (index.column() == 0)
            widgets::paintLine(painter, cell, Qt::AlignRight, index.data().toString(),
                               widgets::textFont(TextRole::Body), t.text3);
        else if (index.column() == 1)
            paintPrompt(painter, cell, m_table->previewModel()->preview().rows[source.row()]);
        else if (const auto *picture = m_table->previewModel()->cell(source))
            paintPicture(painter, cell, *picture);
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.grid);
        painter->restore();
    }

private:
    void paintPrompt(QPainter *painter, const QRectF &cell, const interchange::PreviewRow &row) const
    {
        const widgets::Tokens &t = widgets::tokens();
        const QFont small = widgets::textFont(TextRole::Small);
        constexpr int line = 16;
        const bool hasTopic = !row.topic.isEmpty();
        const int height = widgets::textHeight(row.prompt, small, line, int(cell.width()));
        const int lines = qMin(promptLines, qMax(1, height / line));
        double y = cell.top() + (cell.height() - (lines + (hasTopic ? 1 : 0)) * line) / 2;
        if (hasTopic) {
            widgets::paintLine(painter, QRectF(cell.left(), y, cell.width(), line), Qt::AlignLeft, row.topic,
                               widgets::textFont(TextRole::Small, widgets::Weight::Medium), t.text);
            y += line;
        }
        widgets::paintText(painter, QRectF(cell.left(), y, cell.width(), lines * line), row.prompt, small, line,
                           t.text2, promptLines);
    }

    void paintPicture(QPainter *painter, const QRectF &cell, const interchange::PreviewCell &picture) const
    {
        const widgets::Tokens &t = widgets::tokens();
        const QRectF frame(cell.left(), cell.top() + (cell.height() - thumbnail) / 2, thumbnail, thumbnail);
        if (!picture.hasPicture)
            return;
        const double ratio = painter->device()->devicePixelRatioF();
        const QImage *image = picture.path.isEmpty() ? nullptr : m_thumbs->find(picture.path, int(thumbnail * ratio));
        if (picture.path.isEmpty() || (image && image->isNull())) {
            paintMissing(painter, frame);
        } else {
            painter->fillRect(frame, t.browse);
            if (image) {
                QSizeF size = QSizeF(image->size()).scaled(frame.size(), Qt::KeepAspectRatio);
                const QRectF place(frame.center().x() - size.width() / 2, frame.center().y() - size.height() / 2,
                                   size.width(), size.height());
                painter->setRenderHint(QPainter::SmoothPixmapTransform);
                painter->drawImage(place, *image);
            }
        }
        const QString more = picture.more > 0 ? QStringLiteral("+%1").arg(picture.more) : QString();
        const QString text = picture.score.isEmpty() ? more : picture.score;
        widgets::paintLine(painter, cell.adjusted(thumbnail + metrics::space8, 0, 0, 0), Qt::AlignLeft, text,
                           widgets::textFont(TextRole::Body), picture.score.isEmpty() ? t.text3 : t.text);
    }

    ImportPreviewTable *m_table;
    ImportThumbs *m_thumbs;
};

} // namespace

ImportPreviewModel::ImportPreviewModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void ImportPreviewModel::setPreview(const interchange::ImportPreview &preview)
{
    beginResetModel();
    m_preview = preview;
    endResetModel();
}

const interchange::PreviewCell *ImportPreviewModel::cell(const QModelIndex &index) const
{
    if (!index.isValid() || index.column() < firstGenerator)
        return nullptr;
    return &m_preview.rows[index.row()].cells[index.column() - firstGenerator];
}

int ImportPreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_preview.rows.size());
}

int ImportPreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : firstGenerator + int(m_preview.generators.size());
}

QVariant ImportPreviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const interchange::PreviewRow &row = m_preview.rows[index.row()];
    if (role == Qt::ToolTipRole && index.column() == 1)
        return row.prompt;
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    if (index.column() == 0)
        return index.row() + 1;
    if (index.column() == 1)
        return row.topic.isEmpty() ? row.prompt : QStringLiteral("%1. %2").arg(row.topic, row.prompt);
    const interchange::PreviewCell *picture = cell(index);
    if (!picture->hasPicture)
        return tr("no picture");
    const QString what = picture->path.isEmpty() ? tr("no file") : tr("picture");
    return picture->score.isEmpty() ? what : QStringLiteral("%1, %2").arg(what, picture->score);
}

QVariant ImportPreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == 0 ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section >= firstGenerator && !m_preview.scorer.isEmpty())
        return tr("with the imported score %1").arg(m_preview.scorer);
    if (role != Qt::DisplayRole)
        return {};
    return section == 0   ? tr("i", "head of a column of row numbers")
           : section == 1 ? tr("prompt")
                          : m_preview.generators[section - firstGenerator];
}

ImportPreviewTable::ImportPreviewTable(QWidget *parent)
    : TableView(parent)
    , m_model(new ImportPreviewModel(this))
    , m_thumbs(new ImportThumbs(this))
{
    setSource(m_model, false);
    setEdgePadding(metrics::pageMargin);
    setRowHeight(previewRow);
    setItemDelegate(new PreviewDelegate(this, m_thumbs));
    setAccessibleName(tr("Preview of the import"));
    connect(m_thumbs, &ImportThumbs::ready, viewport(), qOverload<>(&QWidget::update));
}

void ImportPreviewTable::setPreview(const interchange::ImportPreview &preview)
{
    m_model->setPreview(preview);
    fitColumns();
}

bool ImportPreviewTable::isSettled() const
{
    return m_thumbs->isIdle();
}

int ImportPreviewTable::heightFor(int most) const
{
    return horizontalHeader()->sizeHint().height() + qMin(most, m_model->rowCount()) * widgets::scaled(previewRow);
}

void ImportPreviewTable::fitColumns()
{
    setColumnWidth(0, widgets::scaled(numberWidth));
    setColumnWidth(1, widgets::scaled(promptWidth));
    const int generators = int(m_model->preview().generators.size());
    const int left = viewport()->width() - widgets::scaled(numberWidth + promptWidth);
    for (int i = 0; i < generators; ++i)
        setColumnWidth(ImportPreviewModel::firstGenerator + i,
                       qBound(widgets::scaled(120), left / generators, widgets::scaled(generatorWidth)));
}

void ImportPreviewTable::resizeEvent(QResizeEvent *event)
{
    TableView::resizeEvent(event);
    fitColumns();
}

} // namespace studysetup
