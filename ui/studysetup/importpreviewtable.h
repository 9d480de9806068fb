#pragma once

#include <QAbstractTableModel>

#include "core/interchange/importpreview.h"
#include "ui/widgets/tableview.h"

namespace studysetup {

class ImportThumbs;

/// The preview of an import as a model: number, prompt, then one column per generator.
class ImportPreviewModel : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImportPreviewModel)

public:
    static constexpr int firstGenerator = 2;

    explicit ImportPreviewModel(QObject *parent = nullptr);

    void setPreview(const interchange::ImportPreview &preview);
    const interchange::ImportPreview &preview() const { return m_preview; }
    const interchange::PreviewCell *cell(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    interchange::ImportPreview m_preview;
};

/// What an import would bring, prompt by prompt: rows of 76 with pictures of 60 and the imported score beside them.
class ImportPreviewTable : public widgets::TableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImportPreviewTable)

public:
    explicit ImportPreviewTable(QWidget *parent = nullptr);

    void setPreview(const interchange::ImportPreview &preview);
    const ImportPreviewModel *previewModel() const { return m_model; }
    bool isSettled() const;
    /// All rows, up to `most` of them, without scrolling.
    int heightFor(int most) const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitColumns();

    ImportPreviewModel *m_model;
    ImportThumbs *m_thumbs;
};

} // namespace studysetup
