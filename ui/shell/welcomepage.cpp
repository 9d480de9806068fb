#include "ui/shell/welcomepage.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include "core/scoring/scorercatalogue.h"
#include "ui/shell/demojobs.h"
#include "ui/shell/demopair.h"
#include "ui/shell/recentrow.h"
#include "ui/shell/startrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/jobline.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/paragraph.h"
#include "ui/widgets/recentstudies.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/theme.h"

namespace shell {
namespace {

constexpr int paneWidth = 588;
constexpr int paneTop = 112;
constexpr int paneLeft = 80;
constexpr int paneRight = 64;
constexpr int rowOverhang = 12; ///< start rows reach this far beyond the text
constexpr int headGap = 6;      ///< below a title
constexpr int blockGap = 28;    ///< above a title
constexpr int shownRecent = 4;
constexpr int sentenceWidth = 440;

/// The text of the page stands 12 px inside the start rows.
QHBoxLayout *indented(QWidget *widget)
{
    auto *layout = new QHBoxLayout;
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addSpacing(rowOverhang);
    layout->addWidget(widget);
    layout->addStretch();
    return layout;
}

/// Fills its surface with one colour of the theme.
class Pane : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), widgets::tokens().win); }
};

/// Reward models are those with weights; which are installed the catalogue knows without asking a worker.
QString scorersSentence()
{
    int installed = 0;
    for (const scoring::ScorerInfo &scorer : scoring::ScorerCatalogue::scorers())
        installed += scorer.needsWeights() && scorer.installed;
    return installed == 0 ? WelcomePage::tr("No reward model is installed. Picture statistics work at once.")
                          : WelcomePage::tr("%n reward models are installed.", nullptr, installed);
}

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : Place(parent)
    , m_demoFolder(defaultDemoFolder())
    , m_strip(new widgets::Strip(widgets::Strip::Kind::Error))
    , m_pair(new DemoPair)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_strip);
    auto *halves = new QHBoxLayout;
    halves->setSpacing(0);
    halves->addWidget(makeLeftPane());
    halves->addWidget(m_pair, 1);
    layout->addLayout(halves, 1);
}

QWidget *WelcomePage::makeLeftPane()
{
    auto *pane = new Pane;
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(paneLeft - rowOverhang, paneTop, paneRight - rowOverhang, widgets::metrics::space24);
    column->setSpacing(0);
    column->addLayout(indented(new widgets::Label(QStringLiteral("Dissensus"), widgets::TextRole::Title,
                                                  widgets::Ink::Text, widgets::Weight::SemiBold)));
    column->addSpacing(headGap);
    auto *sentence = new widgets::Paragraph(
        tr("Compare pictures blind, let reward models score the same pictures, and see where people and models disagree."),
        widgets::TextRole::Body, widgets::Ink::Text2);
    sentence->setMaximumWidth(sentenceWidth);
    column->addLayout(indented(sentence));

    addHead(column, tr("Start"));
    m_demo = new StartRow(widgets::Icon::Play, tr("Try the demo study"),
                          tr("%1 painted pairs, works offline, nothing to download").arg(demoPairCount()),
                          QKeySequence(Qt::Key_D));
    m_demo->setShortcut(QKeySequence(Qt::Key_D)); // the other two keys belong to the window's menu
    m_open =
        new StartRow(widgets::Icon::Folder, tr("Open a study…"),
                     tr("a .dissensus file, or drop one anywhere in this window"), QKeySequence(Qt::CTRL | Qt::Key_O));
    m_new = new StartRow(widgets::Icon::Plus, tr("New study…"), tr("from a folder of pictures, a CSV or a JSONL file"),
                         QKeySequence(Qt::CTRL | Qt::Key_N));
    auto *rows = new QVBoxLayout;
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    for (StartRow *row : {m_demo, m_open, m_new})
        rows->addWidget(row);
    column->addLayout(rows);
    column->addLayout(indented(new widgets::JobLine(&m_making)));

    addHead(column, tr("Recent"));
    m_noRecent =
        new widgets::Label(tr("Studies you open will be listed here."), widgets::TextRole::Body, widgets::Ink::Text2);
    column->addLayout(indented(m_noRecent));
    m_recent = new QVBoxLayout;
    m_recent->setSpacing(0);
    column->addLayout(m_recent);

    addHead(column, tr("Scorers"));
    column->addLayout(indented(new widgets::Label(scorersSentence(), widgets::TextRole::Body, widgets::Ink::Text2)));
    column->addSpacing(widgets::metrics::space8);
    auto *scorers = new widgets::Button(tr("Open Scorers"));
    column->addLayout(indented(scorers));
    column->addStretch();

    connect(m_demo, &StartRow::clicked, this, &WelcomePage::tryDemo);
    connect(m_open, &StartRow::clicked, this, [this] { Q_EMIT studyRequested(QString()); });
    connect(m_new, &StartRow::clicked, this, [this] { Q_EMIT newStudyRequested({}); });
    connect(scorers, &widgets::Button::clicked, this, [this] { Q_EMIT placeRequested(widgets::PlaceId::Scorers, {}); });

    auto *scroll = new QScrollArea;
    scroll->setWidget(pane);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFixedWidth(widgets::scaled(paneWidth));
    scroll->setFocusPolicy(Qt::NoFocus);
    return scroll;
}

void WelcomePage::addHead(QVBoxLayout *column, const QString &text)
{
    column->addSpacing(blockGap);
    column->addLayout(
        indented(new widgets::Label(text, widgets::TextRole::Body, widgets::Ink::Text2, widgets::Weight::SemiBold)));
    column->addSpacing(headGap);
}

void WelcomePage::setStudy(const widgets::StudyPtr &)
{
    fillRecent();
}

void WelcomePage::activate()
{
    fillRecent();
    m_demo->setFocus(Qt::OtherFocusReason);
    if (!m_pair->hasPictures() && !m_painting.isRunning())
        paintDemo();
}

QString WelcomePage::statusText() const
{
    return tr("No study open");
}

QList<widgets::KeyHelp> WelcomePage::keys() const
{
    return {{tr("Start"), widgets::keyCapText(QKeySequence(Qt::Key_D)), tr("Try the demo study")}};
}

bool WelcomePage::isSettled() const
{
    return m_pair->hasPictures() && !m_reading.isRunning() && !m_making.isRunning();
}

void WelcomePage::fillRecent()
{
    qDeleteAll(m_rows);
    m_rows.clear();
    const QList<widgets::RecentStudy> studies = widgets::recentStudies().mid(0, shownRecent);
    for (const widgets::RecentStudy &study : studies) {
        auto *row = new RecentRow(study);
        m_recent->addWidget(row);
        m_rows.append(row);
        connect(row, &RecentRow::openRequested, this, [this, row] { Q_EMIT studyRequested(row->study().path); });
        connect(row, &RecentRow::findRequested, this, [this, row] { find(row); });
        connect(row, &RecentRow::removeRequested, this, [this, row] {
            widgets::removeRecentStudy(row->study().path);
            // The row is deleted, but not inside its own signal.
            QMetaObject::invokeMethod(this, &WelcomePage::fillRecent, Qt::QueuedConnection);
        });
    }
    m_noRecent->setVisible(studies.isEmpty());
    if (!studies.isEmpty())
        readFacts();
}

void WelcomePage::readFacts()
{
    QStringList paths;
    for (const RecentRow *row : std::as_const(m_rows))
        paths.append(row->study().path);
    m_reading.run(
        [paths](base::Progress &progress) {
            QList<RecentFacts> facts;
            for (const QString &path : paths) {
                if (!progress.isCancelled())
                    facts.append(readRecentFacts(path));
            }
            return facts;
        },
        [this](const QList<RecentFacts> &facts) {
            for (const RecentFacts &fact : facts) {
                for (RecentRow *row : std::as_const(m_rows)) {
                    if (row->study().path == fact.path)
                        row->setFacts(fact);
                }
            }
            Q_EMIT settledChanged();
        });
}

void WelcomePage::find(RecentRow *row)
{
    const QString lost = row->study().path;
    const QStringList found = widgets::FileChooser::ask(this, {widgets::FileChooser::Kind::OpenFile,
                                                               tr("Find %1").arg(QFileInfo(lost).fileName()),
                                                               widgets::studyFilter(),
                                                               {},
                                                               {}});
    if (found.isEmpty())
        return;
    widgets::removeRecentStudy(lost);
    Q_EMIT studyRequested(found.first());
}

void WelcomePage::paintDemo()
{
    const int side = qRound(DemoPair::pictureSide * devicePixelRatioF());
    m_painting.run([side](base::Progress &progress) { return paintDemoPictures(side, progress); },
                   [this](const DemoPictures &pictures) {
                       m_pair->setPictures(pictures.original, pictures.distorted);
                       Q_EMIT settledChanged();
                   });
}

void WelcomePage::tryDemo()
{
    if (m_making.isRunning())
        return;
    m_strip->hide();
    m_demo->setEnabled(false);
    m_making.run([folder = m_demoFolder](base::Progress &progress) { return makeDemoStudy(folder, progress); },
                 [this](const base::Result<QString> &study) {
                     m_demo->setEnabled(true);
                     if (study)
                         Q_EMIT studyRequested(*study);
                     else if (study.error().code != base::cancelledCode)
                         m_strip->say(study.error().toLine());
                     Q_EMIT settledChanged();
                 });
}

} // namespace shell
