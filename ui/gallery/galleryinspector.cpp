#include "ui/gallery/galleryinspector.h"

#include <QHBoxLayout>
#include <QKeySequence>
#include <QPainter>
#include <QPaintEvent>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/gallery/inspectorfacts.h"
#include "ui/gallery/inspectorparts.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/paragraph.h"
#include "ui/widgets/theme.h"

namespace gallery {

namespace metrics = widgets::metrics;
using widgets::Ink;
using widgets::Label;
using widgets::TextRole;

namespace {

QString variantWord(const QString &variant)
{
    return variant == study::originalVariant ? GalleryInspector::tr("original") : GalleryInspector::tr("wide-spectrum");
}

} // namespace

GalleryInspector::GalleryInspector(QWidget *parent)
    : QWidget(parent)
    , m_pictures(new InspectorPictures)
    , m_title(new Label({}, TextRole::Body, Ink::Text, widgets::Weight::SemiBold))
    , m_group(new Label({}, TextRole::Small, Ink::Text3))
    , m_prompt(new widgets::Paragraph({}, TextRole::Small, Ink::Text2))
    , m_otherPrompt(new widgets::Paragraph({}, TextRole::Small, Ink::Text3))
    , m_scores(new InspectorScores)
    , m_facts(new InspectorFacts)
    , m_nothing(new widgets::Paragraph(tr("Select a picture to see its prompts, scores and votes."), TextRole::Body,
                                       Ink::Text2))
    , m_nothingPage(new QWidget)
    , m_compare(new widgets::Button(tr("Compare pair")))
    , m_plot(new widgets::Button(tr("Show in plot")))
    , m_labels(new widgets::Button(tr("Labels…")))
    , m_pictureLine(new widgets::Line(Qt::Horizontal))
    , m_details(new QWidget)
{
    connect(m_pictures, &InspectorPictures::settledChanged, this, &GalleryInspector::settledChanged);

    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_group);
    auto *text = new QVBoxLayout;
    text->setContentsMargins(metrics::regionMargin, metrics::space12, metrics::regionMargin, metrics::space12);
    text->setSpacing(metrics::space4);
    text->addLayout(head);
    text->addWidget(m_prompt);
    text->addWidget(m_otherPrompt);
    auto *details = new QVBoxLayout(m_details);
    details->setContentsMargins(0, 0, 0, 0);
    details->setSpacing(0);
    details->addWidget(m_pictures);
    details->addWidget(m_pictureLine);
    details->addLayout(text);
    details->addWidget(new widgets::Line(Qt::Horizontal));
    details->addWidget(m_scores);
    details->addWidget(new widgets::Line(Qt::Horizontal));
    details->addWidget(m_facts);
    details->addWidget(new widgets::Line(Qt::Horizontal));
    details->addWidget(makeActions());
    details->addStretch();

    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_details);
    scroll->viewport()->setAutoFillBackground(false);
    m_details->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *nothing = new QVBoxLayout(m_nothingPage);
    nothing->setContentsMargins(metrics::pageMargin, metrics::pageMargin, metrics::pageMargin, 0);
    nothing->addWidget(m_nothing);
    layout->addWidget(m_nothingPage);
    layout->addWidget(scroll, 1);
    m_details->hide();
}

GalleryInspector::~GalleryInspector() = default;

QWidget *GalleryInspector::makeActions()
{
    auto *actions = new QWidget;
    auto *rows = new QVBoxLayout(actions);
    rows->setContentsMargins(metrics::regionMargin, metrics::space12, metrics::regionMargin, metrics::space12);
    rows->setSpacing(metrics::controlGap);
    auto *first = new QHBoxLayout;
    first->setSpacing(metrics::controlGap);
    first->addWidget(m_compare);
    first->addWidget(m_plot);
    first->addStretch();
    auto *second = new QHBoxLayout;
    second->addWidget(m_labels);
    second->addStretch();
    rows->addLayout(first);
    rows->addLayout(second);
    m_compare->setKeyCap(widgets::keyCapText(QKeySequence(Qt::Key_C)));
    m_plot->setKeyCap(widgets::keyCapText(QKeySequence(Qt::Key_P)));
    m_labels->setKeyCap(widgets::keyCapText(QKeySequence(Qt::Key_L)));
    connect(m_compare, &QPushButton::clicked, this, &GalleryInspector::compareRequested);
    connect(m_plot, &QPushButton::clicked, this, &GalleryInspector::plotRequested);
    connect(m_labels, &QPushButton::clicked, this, &GalleryInspector::labelsRequested);
    return actions;
}

void GalleryInspector::setStudy(const widgets::StudyPtr &study)
{
    m_study = study;
    m_file = {};
    m_reading = false;
    m_pictures->setStudy(study);
    m_details->hide();
    m_nothingPage->show();
}

void GalleryInspector::showPictures(const std::shared_ptr<const GalleryData> &data, const QList<int> &pictures)
{
    m_details->setVisible(!pictures.isEmpty());
    m_nothingPage->setVisible(pictures.isEmpty());
    m_pictures->setVisible(pictures.size() == 1);
    m_pictureLine->setVisible(pictures.size() == 1);
    if (pictures.size() == 1)
        showOne(data, pictures.first());
    else if (!pictures.isEmpty())
        showSeveral(*data, pictures);
}

void GalleryInspector::showOne(const std::shared_ptr<const GalleryData> &shared, int picture)
{
    const GalleryData &data = *shared;
    const study::Picture &shown = data.picture(picture);
    const qint32 partner = data.snapshot().counterpart[size_t(picture)];
    const QString partnerVariant = partner >= 0 ? data.picture(partner).variant : QString();
    m_pictures->setPictures(shown.asset, partner >= 0 ? data.picture(partner).asset : study::AssetId(),
                            partnerVariant == study::originalVariant ? tr("Original of the same pair")
                                                                     : tr("Wide-spectrum of the same pair"));
    m_title->setText(QStringLiteral("%1, %2").arg(data.maker(picture), variantWord(shown.variant)));
    m_group->setText(data.groupOf(picture).key);
    m_prompt->setText(data.promptOf(picture).text);
    m_prompt->show();
    const bool isOriginal = shown.variant == study::originalVariant;
    const int other = data.promptOfGroup(picture, isOriginal);
    m_otherPrompt->setVisible(other >= 0);
    if (other >= 0)
        m_otherPrompt->setText(
            (isOriginal ? tr("Wide-spectrum: %1") : tr("Original: %1")).arg(data.snapshot().prompts[other].text));
    const bool pair = partner >= 0;
    m_scores->setRows(scoreRows(data, picture),
                      pair ? QStringList{tr("Original"), tr("Wide"), tr("Δ wide")}
                           : QStringList{tr("Original"), tr("Wide")},
                      !pair        ? QString()
                      : isOriginal ? tr("Δ: wide-spectrum minus this one, wide prompt")
                                   : tr("Δ: this picture minus its original, wide prompt"));
    m_facts->setFacts(factsOf(data, picture, std::nullopt));
    readFile(shared, picture);
    m_compare->setText(pair ? tr("Compare pair") : tr("Compare"));
    m_plot->setEnabled(pair);
    m_plot->setToolTip(pair ? QString() : tr("This picture has no counterpart"));
}

/// File name and size come from the study's file, a moment later.
void GalleryInspector::readFile(const std::shared_ptr<const GalleryData> &data, int picture)
{
    const study::AssetId asset = data->picture(picture).asset;
    m_file = asset;
    if (!m_study || !asset.isValid())
        return;
    m_reading = true;
    m_study->run(
        this, [asset](storage::Database &database) { return readFileFacts(database, asset); },
        [this, asset, data, picture](const base::Result<std::optional<FileFacts>> &facts) {
            if (asset != m_file)
                return; // another picture by now
            m_reading = false;
            if (facts && *facts)
                m_facts->setFacts(factsOf(*data, picture, *facts));
            Q_EMIT settledChanged();
        });
}

void GalleryInspector::showSeveral(const GalleryData &data, const QList<int> &pictures)
{
    m_file = {};
    m_reading = false;
    m_title->setText(tr("%n pictures", nullptr, int(pictures.size())));
    m_group->setText({});
    m_prompt->hide();
    m_otherPrompt->hide();
    m_scores->setRows(meanRows(data, pictures), {tr("Mean"), tr("n"), tr("Δ mean")},
                      tr("Means under the own prompts; Δ of each pair once"));
    m_facts->setFacts(commonFacts(data, pictures));
    m_compare->setText(tr("Compare"));
    m_plot->setEnabled(true);
    m_plot->setToolTip({});
}

bool GalleryInspector::isSettled() const
{
    return m_pictures->isSettled() && !m_reading;
}

void GalleryInspector::paintEvent(QPaintEvent *event)
{
    QPainter(this).fillRect(event->rect(), widgets::tokens().win);
}

} // namespace gallery
