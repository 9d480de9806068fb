// The right side of the protocol's page: preview of the strips, and versions.
#include <QItemSelectionModel>
#include <QVBoxLayout>

#include "core/storage/database.h"
#include "ui/studysetup/protocolform.h"
#include "ui/studysetup/protocolpage.h"
#include "ui/studysetup/protocolversions.h"
#include "ui/studysetup/strippreview.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/tableview.h"

namespace studysetup {

namespace metrics = widgets::metrics;

QWidget *ProtocolPage::makeSide()
{
    const auto head = [](const QString &title, const QString &note) {
        auto *pane = new widgets::PaneHead(title, nullptr, widgets::PaneHead::Surface::Base);
        pane->setEdgePadding(metrics::pageMargin);
        pane->setNote(note);
        return pane;
    };
    m_preview = new StripPreview;
    m_previewBox = new QWidget;
    auto *preview = new QVBoxLayout(m_previewBox);
    preview->setContentsMargins(0, 0, 0, 0);
    preview->setSpacing(0);
    preview->addWidget(head(tr("Preview"), tr("what stands below the pictures")));
    preview->addWidget(m_preview, 1);
    preview->addWidget(new widgets::Line(Qt::Horizontal));

    m_versionModel = new widgets::CellModel(versionColumns(), this);
    m_versionTable = new widgets::TableView;
    m_versionTable->setEdgePadding(metrics::pageMargin);
    m_versionTable->setSource(m_versionModel, false);
    m_versionTable->setAccessibleName(tr("Versions"));
    const QList<int> widths{112, 140, 80, 176};
    for (int column = 0; column < widths.size(); ++column)
        m_versionTable->setColumnWidth(column, widgets::scaled(widths[column]));
    connect(m_versionTable, &widgets::TableView::cellPressed, this, [this](int row, int column) {
        if (column == useVersionColumn)
            useVersion(row);
    });
    connect(m_versionTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &index) { showVersion(m_versionTable->sourceRow(index.row())); });

    auto *side = new QWidget;
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_previewBox, 1);
    column->addWidget(head(tr("Versions"), tr("answers keep the one they were given under")));
    column->addWidget(m_versionTable);
    return side;
}

void ProtocolPage::updatePreview()
{
    const bool other = m_shownVersion >= 0 && m_shownVersion < m_versions.size();
    if (other) {
        m_preview->setQuestions(m_versions[m_shownVersion].protocol.questions);
        return;
    }
    const bool editing = m_isCopy || !m_protocol.locked;
    const auto draft = m_form->draft().protocol();
    m_preview->setQuestions(editing && draft ? draft->questions : m_protocol.protocol.questions);
}

void ProtocolPage::readVersions()
{
    if (!study() || m_readingVersions)
        return;
    m_versionsStale = false;
    m_readingVersions = true;
    study()->run(
        this, [](storage::Database &database) { return trials::protocolVersions(database); },
        [this, of = study().get()](const base::Result<QList<trials::ProtocolVersion>> &versions) {
            m_readingVersions = false;
            if (of != study().get())
                return;
            if (versions)
                m_versions = *versions;
            else
                Q_EMIT failed(versions.error().toLine());
            m_versionModel->setRows(versionRows(m_versions));
            if (m_versionsStale && isVisible())
                readVersions();
            Q_EMIT settledChanged();
        });
}

void ProtocolPage::showVersion(int row)
{
    m_shownVersion = row >= 0 && row < m_versions.size() && !m_versions[row].inForce ? row : -1;
    updateLook();
}

void ProtocolPage::useVersion(int row)
{
    if (row < 0 || row >= m_versions.size())
        return;
    m_isCopy = false;
    m_shownVersion = -1;
    m_form->reset();
    putInForce(tr("Protocol %1 in force again").arg(shortHash(m_versions[row].hash)), m_versions[row].protocol);
}

} // namespace studysetup
