#include "ui/studysetup/studysetupplace.h"

#include <QHBoxLayout>
#include <QKeySequence>
#include <QPainter>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/studysetup/annotatorspage.h"
#include "ui/studysetup/exportpage.h"
#include "ui/studysetup/importpage.h"
#include "ui/studysetup/overviewpage.h"
#include "ui/studysetup/pagelist.h"
#include "ui/studysetup/protocolpage.h"
#include "ui/studysetup/qualitypage.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/skeletonbar.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace studysetup {

namespace {

/// What stands in place of a page whose numbers are not read yet: zeros would be wrong.
class LoadingPage : public QWidget
{
public:
    using QWidget::QWidget;

    /// Nothing comes: the strip above says why.
    void setFailed(bool failed)
    {
        m_failed = failed;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        constexpr int rows = 8;
        const int height = widgets::scaled(widgets::metrics::row);
        QPainter painter(this);
        painter.fillRect(rect(), widgets::tokens().win);
        for (int row = 0; row < rows && !m_failed; ++row)
            widgets::paintSkeleton(&painter,
                                   QRectF(widgets::metrics::pageMargin, widgets::metrics::space8 + row * height,
                                          width() - 2 * widgets::metrics::pageMargin, height),
                                   Qt::AlignLeft);
    }

private:
    bool m_failed = false;
};

} // namespace

StudySetupPlace::StudySetupPlace(QWidget *parent)
    : Place(parent)
    , m_import(new ImportPage)
    , m_model(new PageListModel(this))
    , m_list(new PageList)
    , m_strip(new widgets::Strip(widgets::Strip::Kind::Error))
    , m_cover(new QStackedWidget)
    , m_stack(new QStackedWidget)
    , m_bars(new QStackedWidget)
{
    auto *quality = new QualityPage;
    connect(quality, &QualityPage::reviewCountChanged, this, [this](int people) {
        m_underReview = people;
        updateList();
    });
    for (Page *page :
         {static_cast<Page *>(new OverviewPage), static_cast<Page *>(m_import), static_cast<Page *>(new ProtocolPage),
          static_cast<Page *>(new AnnotatorsPage), static_cast<Page *>(quality), static_cast<Page *>(new ExportPage)})
        addPage(page);
    m_list->setModel(m_model);
    showFacts({});
    m_cover->addWidget(m_stack);
    m_cover->addWidget(new LoadingPage);

    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_strip);
    right->addWidget(m_cover, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list);
    layout->addWidget(new widgets::Line(Qt::Vertical));
    layout->addLayout(right, 1);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) { showPage(index.row()); });
    connect(m_strip, &widgets::Strip::actionClicked, m_strip, &QWidget::hide);
    connect(m_import, &ImportPage::undoRequested, this, &StudySetupPlace::undo);
    auto *undoKey = new QShortcut(QKeySequence(QKeySequence::Undo), this);
    connect(undoKey, &QShortcut::activated, this, &StudySetupPlace::undo);
    auto *actKey = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    connect(actKey, &QShortcut::activated, this, [this] {
        if (Page *page = currentPage())
            page->act();
    });
    for (const auto &[key, by] : {std::pair(Qt::Key_PageUp, -1), std::pair(Qt::Key_PageDown, 1)}) {
        auto *pageKey = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        connect(pageKey, &QShortcut::activated, this, [this, by = by] {
            const int to = qBound(0, m_stack->currentIndex() + by, int(m_pages.size()) - 1);
            m_list->setCurrentIndex(m_model->index(to));
        });
    }
    m_list->setCurrentIndex(m_model->index(0));
}

void StudySetupPlace::addPage(Page *page)
{
    m_pages.append(page);
    m_stack->addWidget(page);
    auto *bar = new widgets::BarRow;
    page->fillBar(bar);
    m_bars->addWidget(bar);
    connect(page, &Page::settledChanged, this, &StudySetupPlace::settledChanged);
    connect(page, &Page::statusTextChanged, this, &StudySetupPlace::statusTextChanged);
    connect(page, &Page::changeMade, this, &StudySetupPlace::takeChange);
    connect(page, &Page::placeRequested, this, &StudySetupPlace::placeRequested);
    connect(page, &Page::failed, this, [this](const QString &message) { m_strip->say(message, tr("Close")); });
}

void StudySetupPlace::fillTopBar(widgets::BarRow *bar)
{
    bar->add(m_bars);
}

void StudySetupPlace::setStudy(const widgets::StudyPtr &study)
{
    m_study = study;
    m_undo.clear();
    m_strip->hide();
    m_factsRead = false;
    m_underReview = 0;
    showFacts({});
    for (Page *page : std::as_const(m_pages))
        page->setStudy(study);
    if (!study) {
        cover();
        return;
    }
    connect(study.get(), &widgets::StudyHandle::changed, this, &StudySetupPlace::readFacts);
    readFacts();
    cover();
}

void StudySetupPlace::activate()
{
    if (Page *page = currentPage())
        page->activate();
}

void StudySetupPlace::show(const widgets::Target &target)
{
    for (int i = 0; i < m_pages.size(); ++i) {
        if (m_pages[i]->key() == target.page)
            m_list->setCurrentIndex(m_model->index(i));
    }
    m_import->setSources(target.files);
}

Page *StudySetupPlace::currentPage() const
{
    return m_pages.value(m_stack->currentIndex());
}

void StudySetupPlace::showPage(int index)
{
    if (index < 0)
        return;
    m_stack->setCurrentIndex(index);
    m_bars->setCurrentIndex(index);
    m_pages[index]->activate();
    cover();
    Q_EMIT statusTextChanged();
    Q_EMIT settledChanged();
}

/// Pages that say what the study holds wait until that is known; an import can begin before.
void StudySetupPlace::cover()
{
    const Page *page = currentPage();
    const bool waits = m_study && !m_factsRead && page && page->key() != QLatin1String("import");
    static_cast<LoadingPage *>(m_cover->widget(1))->setFailed(!m_reading);
    m_cover->setCurrentIndex(waits ? 1 : 0);
}

QString StudySetupPlace::statusText() const
{
    if (m_study && !m_factsRead)
        return m_reading ? tr("Reading the study") : QString();
    const Page *page = currentPage();
    return page ? page->statusText() : QString();
}

QList<widgets::KeyHelp> StudySetupPlace::keys() const
{
    return {{tr("Study"), widgets::keyCapText(QKeySequence(Qt::CTRL | Qt::Key_PageDown)), tr("Next page")},
            {tr("Study"), widgets::keyCapText(QKeySequence(Qt::CTRL | Qt::Key_PageUp)), tr("Page before")},
            {tr("Study"), widgets::keyCapText(QKeySequence(Qt::CTRL | Qt::Key_Return)), tr("Main button of the page")},
            {tr("Tables"), widgets::keyCapText(QKeySequence(Qt::Key_Return)), tr("Press the button of the row")},
            {tr("Tables"), widgets::keyCapText(QKeySequence(QKeySequence::Copy)), tr("Copy as text")}};
}

bool StudySetupPlace::isSettled() const
{
    const Page *page = currentPage();
    return !m_reading && (!page || page->isSettled());
}

void StudySetupPlace::saveState(QSettings &settings) const
{
    if (const Page *page = currentPage())
        settings.setValue(QStringLiteral("page"), page->key());
}

void StudySetupPlace::restoreState(QSettings &settings)
{
    show({{}, {}, settings.value(QStringLiteral("page")).toString(), {}});
}

void StudySetupPlace::readFacts()
{
    if (!m_study)
        return;
    if (m_reading) {
        m_stale = true;
        return;
    }
    m_reading = true;
    m_study->run(
        this, [](storage::Database &database) { return readStudyFacts(database); },
        [this, of = m_study.get()](const base::Result<StudyFacts> &facts) {
            m_reading = false;
            if (of != m_study.get())
                return;
            if (facts) {
                m_factsRead = true;
                showFacts(*facts);
            } else {
                m_strip->say(facts.error().toLine(), tr("Close"));
            }
            cover();
            Q_EMIT statusTextChanged();
            if (std::exchange(m_stale, false))
                readFacts();
            Q_EMIT settledChanged();
        });
}

void StudySetupPlace::showFacts(const StudyFacts &facts)
{
    m_facts = facts;
    for (Page *page : std::as_const(m_pages))
        page->setFacts(facts);
    updateList();
}

void StudySetupPlace::updateList()
{
    QList<PageEntry> entries;
    for (const Page *page : std::as_const(m_pages)) {
        PageEntry entry{page->title(), QString(), false};
        if (!m_factsRead) {
            // nothing is known yet
        } else if (page->key() == QLatin1String("protocol")) {
            entry.locked = m_facts.protocol.locked;
            entry.note = m_facts.protocol.locked ? tr("locked") : tr("draft");
        } else if (page->key() == QLatin1String("annotators")) {
            entry.note = widgets::formatCount(m_facts.counts.annotators);
        } else if (page->key() == QLatin1String("quality") && m_underReview > 0) {
            entry.note = widgets::formatCount(m_underReview);
        }
        entries.append(entry);
    }
    m_model->setEntries(entries);
}

void StudySetupPlace::takeChange(const QString &what, const UndoChange &undo)
{
    if (undo) {
        m_undo.append({what, undo});
        Q_EMIT changeMade(what);
    }
    if (m_study)
        m_study->refresh();
    readFacts();
}

void StudySetupPlace::undo()
{
    if (m_undo.isEmpty() || !m_study)
        return;
    const Undo last = m_undo.takeLast();
    m_study->run(
        this, [change = last.change](storage::Database &database) { return change(database); },
        [this](const base::Result<void> &done) {
            if (!done)
                m_strip->say(done.error().toLine(), tr("Close"));
            if (m_study)
                m_study->refresh();
            readFacts();
        });
}

} // namespace studysetup
