#include "ui/studysetup/exportpage.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include "core/interchange/exporter.h"
#include "core/storage/database.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/jobline.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/segmentedswitch.h"
#include "ui/widgets/tableview.h"

namespace studysetup {

namespace metrics = widgets::metrics;
using widgets::FileChooser;
using widgets::formatCount;

namespace {

constexpr int actionColumn = 4;

base::Result<QList<interchange::ExportedFile>> exportStudy(const QString &study, const QHash<QString, QString> &paths,
                                                           base::Progress &progress)
{
    BASE_TRY_ASSIGN(database, storage::Database::open(study, storage::Database::Mode::ReadOnly));
    interchange::ExportRequest request;
    request.votes = paths.value(QStringLiteral("votes"));
    request.labels = paths.value(QStringLiteral("labels"));
    request.scores = paths.value(QStringLiteral("scores"));
    request.pictures = paths.value(QStringLiteral("pictures"));
    request.trials = paths.value(QStringLiteral("trials"));
    return interchange::exportTables(database, request, progress);
}

QString writtenText(const QList<interchange::ExportedFile> &files)
{
    if (files.size() == 1)
        return ExportPage::tr("%1 rows in %2")
            .arg(formatCount(files.first().rows), QFileInfo(files.first().path).fileName());
    qint64 rows = 0;
    for (const interchange::ExportedFile &file : files)
        rows += file.rows;
    return ExportPage::tr("%1 rows in %2 files").arg(formatCount(rows)).arg(files.size());
}

} // namespace

QList<ExportKind> exportKinds(const StudyFacts &facts)
{
    return {{QStringLiteral("votes"), ExportPage::tr("Votes"),
             ExportPage::tr("every answer ever given, what it superseded, sides as displayed, times"),
             facts.counts.votes, 632, 1248, true},
            {QStringLiteral("labels"), ExportPage::tr("Labels and ratings"),
             ExportPage::tr("one row per label or rating of a picture, with intensity"), facts.counts.labels, 394, 684,
             true},
            {QStringLiteral("scores"), ExportPage::tr("Scores"),
             ExportPage::tr("value, scorer, fingerprint, prompt, device, who imported it"), facts.counts.scores, 206,
             404, false},
            {QStringLiteral("pictures"), ExportPage::tr("Pictures"),
             ExportPage::tr("file, hash, generator, prompt, taxonomy, counterpart, a column per scorer"),
             facts.counts.pictures, 557, 888, false},
            {QStringLiteral("trials"), ExportPage::tr("Trials"),
             ExportPage::tr("what was planned for whom, in which order, and its state"), facts.counts.trials, 299, 573,
             true}};
}

ExportPage::ExportPage(QWidget *parent)
    : Page(parent)
    , m_format(new widgets::SegmentedSwitch({tr("CSV"), tr("JSON lines")}))
    , m_all(new widgets::Button(tr("Save all…")))
    , m_note(new widgets::Label(tr("Codes are pseudonyms. Consent and background answers stay in the study."),
                                widgets::TextRole::Small, widgets::Ink::Text3))
    , m_model(new widgets::CellModel({{tr("Table")},
                                      {tr("Rows"), true},
                                      {tr("About"), true, tr("Size of the file, from the number of rows")},
                                      {tr("Inside")},
                                      {QString(), true}},
                                     this))
    , m_table(new widgets::TableView)
{
    m_all->setGlyph(widgets::Icon::Export);
    m_format->setAccessibleName(tr("Format"));
    m_table->setEdgePadding(metrics::pageMargin);
    m_table->setSource(m_model, false);
    m_table->setRowHeight(metrics::rowWithControl);
    m_table->setAccessibleName(tr("Tables to export"));
    m_table->setColumnWidths({150, 80, 100, 560, 90}, 3);

    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(metrics::pageMargin, metrics::space8, metrics::pageMargin, metrics::space8);
    foot->addWidget(m_note);
    foot->addWidget(new widgets::JobLine(&m_job));
    foot->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table, 1);
    layout->addWidget(new widgets::Line(Qt::Horizontal));
    layout->addLayout(foot);
    connect(m_all, &widgets::Button::clicked, this, &ExportPage::saveAll);
    connect(m_format, &widgets::SegmentedSwitch::currentChanged, this, &ExportPage::fill);
    connect(m_table, &widgets::TableView::cellPressed, this, [this](int row, int column) {
        if (column == actionColumn)
            saveOne(row);
    });
}

void ExportPage::fillBar(widgets::BarRow *bar)
{
    bar->add(m_format);
    bar->addStretch();
    bar->add(m_all);
}

void ExportPage::setFacts(const StudyFacts &facts)
{
    m_kinds = exportKinds(facts);
    fill();
}

void ExportPage::fill()
{
    const bool csv = m_format->current() == 0;
    QList<widgets::TableRow> rows;
    for (const ExportKind &kind : std::as_const(m_kinds)) {
        const qint64 bytes = kind.rows * (csv ? kind.csvBytes : kind.jsonBytes);
        rows.append({.cells = {{.text = kind.title, .weight = widgets::Weight::Medium},
                               {.text = formatCount(kind.rows), .sort = kind.rows},
                               {.text = QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat),
                                .sort = bytes,
                                .ink = widgets::Ink::Text3},
                               {.text = kind.inside,
                                .ink = widgets::Ink::Text3,
                                .glyph = kind.hasCodes ? widgets::Icon::Lock : widgets::Icon::None,
                                .toolTip = kind.hasCodes ? tr("Annotators by code only") : kind.inside},
                               {.text = tr("Save…"), .pressable = true}}});
    }
    m_model->setRows(rows);
}

QString ExportPage::statusText() const
{
    return m_written;
}

QString ExportPage::suffix() const
{
    return m_format->current() == 0 ? QStringLiteral("csv") : QStringLiteral("jsonl");
}

void ExportPage::saveOne(int row)
{
    if (row >= m_kinds.size())
        return;
    FileChooser::Question question;
    question.kind = FileChooser::Kind::SaveFile;
    question.title = tr("Save %1").arg(m_kinds[row].title);
    question.filter = suffix() == QLatin1String("csv") ? tr("CSV (*.csv)") : tr("JSON lines (*.jsonl)");
    question.defaultSuffix = suffix();
    question.start = QStringLiteral("%1.%2").arg(m_kinds[row].key, suffix());
    const QStringList chosen = FileChooser::ask(this, question);
    if (!chosen.isEmpty())
        write({{m_kinds[row].key, chosen.first()}});
}

void ExportPage::saveAll()
{
    const QStringList chosen =
        FileChooser::ask(this, {FileChooser::Kind::OpenFolder, tr("Save all tables into"), {}, {}, {}});
    if (chosen.isEmpty())
        return;
    QHash<QString, QString> paths;
    for (const ExportKind &kind : std::as_const(m_kinds))
        paths.insert(kind.key, QDir(chosen.first()).filePath(QStringLiteral("%1.%2").arg(kind.key, suffix())));
    write(paths);
}

void ExportPage::write(const QHash<QString, QString> &paths)
{
    if (!study())
        return;
    m_job.run(
        [study = study()->path(), paths](base::Progress &progress) { return exportStudy(study, paths, progress); },
        [this](const base::Result<QList<interchange::ExportedFile>> &files) {
            if (files) {
                m_written = writtenText(*files);
                m_note->setText(tr("%1 written.").arg(m_written));
            } else if (files.error().code != base::cancelledCode) {
                Q_EMIT failed(files.error().toLine());
            }
            Q_EMIT statusTextChanged();
            Q_EMIT settledChanged();
        });
}

} // namespace studysetup
