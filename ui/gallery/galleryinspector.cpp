#include "ui/gallery/galleryinspector.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QKeySequence>
#include <QPainter>
#include <QPaintEvent>
#include <QScrollArea>
#include <QVBoxLayout>

#include "core/study/taxonomy.h"
#include "ui/gallery/inspectorparts.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/paragraph.h"
#include "ui/widgets/scorernames.h"
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

QString valueText(const QString &scorer, std::optional<double> value)
{
    return value ? widgets::formatScore(scorer, *value) : widgets::noValue();
}

QString taxonomyText(const QStringList &labels)
{
    QStringList titles;
    for (const QString &label : labels) {
        const study::TaxonomyKind *kind = study::shippedTaxonomy().kind(label);
        titles.append(kind ? kind->title : label);
    }
    return titles.join(QStringLiteral(", "));
}

/// Scores of one picture under both prompts of its group; Δ is wide-spectrum minus original under the wide
/// prompt (the only one there is, where there is no wide prompt).
QList<InspectorScores::Row> scoreRows(const GalleryData &data, int picture)
{
    const analysis::Snapshot &snapshot = *data.snapshot;
    const int original = data.promptOfGroup(picture, false);
    const int wide = data.promptOfGroup(picture, true);
    const qint32 partner = snapshot.counterpart[size_t(picture)];
    QList<InspectorScores::Row> rows;
    bool inStatistics = false;
    for (const QString &scorer : data.scorers) {
        const analysis::ScoreTable &table = *data.table(scorer);
        const auto at = [&](int which, int prompt) {
            return which >= 0 && prompt >= 0 ? snapshot.score(table, which, prompt) : std::nullopt;
        };
        InspectorScores::Row row{widgets::scorerTitle(scorer),
                                 valueText(scorer, at(picture, original)),
                                 valueText(scorer, at(picture, wide)),
                                 {},
                                 false};
        const int shared = wide >= 0 ? wide : original;
        const auto own = at(picture, shared);
        const auto other = at(partner, shared);
        if (own && other)
            row.difference =
                widgets::formatDifference(scorer, snapshot.isOriginal(picture) ? *other - *own : *own - *other);
        row.startsStatistics = widgets::isPictureStatistic(scorer) && !inStatistics;
        inStatistics = inStatistics || row.startsStatistics;
        rows.append(row);
    }
    return rows;
}

/// In how many scorers the picture is higher than its counterpart under its own prompt.
InspectorFacts::Fact scorersFact(const GalleryData &data, int picture)
{
    const qint32 partner = data.snapshot->counterpart[size_t(picture)];
    const qint32 prompt = data.snapshot->promptOfPicture[size_t(picture)];
    int higher = 0;
    int all = 0;
    for (const QString &scorer : data.scorers) {
        if (partner < 0 || widgets::isPictureStatistic(scorer))
            continue;
        const auto own = data.snapshot->score(*data.table(scorer), picture, prompt);
        const auto other = data.snapshot->score(*data.table(scorer), partner, prompt);
        if (!own || !other)
            continue;
        ++all;
        higher += *own > *other ? 1 : 0;
    }
    if (all == 0)
        return {GalleryInspector::tr("Scorers"),
                {},
                GalleryInspector::tr("no reward scores"),
                InspectorFacts::Fact::Mark::Model};
    return {GalleryInspector::tr("Scorers"),
            {},
            GalleryInspector::tr("%1 of %2 prefer this one").arg(higher).arg(all),
            InspectorFacts::Fact::Mark::Model};
}

InspectorFacts::Fact peopleFact(const GalleryData &data, int picture)
{
    const PeopleShare &share = data.people[size_t(picture)];
    const QString note = data.snapshot->simulated ? GalleryInspector::tr("simulated, n=%1").arg(share.votes)
                                                  : GalleryInspector::tr("n=%1").arg(share.votes);
    const QString value = share.votes == 0 ? GalleryInspector::tr("no votes")
                          : share.partner
                              ? GalleryInspector::tr("%1 of %2 prefer this one").arg(share.preferred).arg(share.votes)
                              : GalleryInspector::tr("preferred in %1 of %2").arg(share.preferred).arg(share.votes);
    return {GalleryInspector::tr("People"), share.votes > 0 ? note : QString(), value,
            InspectorFacts::Fact::Mark::People};
}

QList<InspectorFacts::Fact> factsOf(const GalleryData &data, int picture)
{
    const study::Picture &shown = data.picture(picture);
    QList<InspectorFacts::Fact> facts{peopleFact(data, picture), scorersFact(data, picture)};
    if (const auto asset = data.assets.constFind(shown.asset); asset != data.assets.constEnd())
        facts.append(
            {GalleryInspector::tr("Size"),
             {},
             GalleryInspector::tr("%1 × %2, %3").arg(asset->width).arg(asset->height).arg(asset->format.toUpper())});
    else
        facts.append({GalleryInspector::tr("File"), {}, GalleryInspector::tr("none, a record only")});
    if (!shown.taxonomy.isEmpty())
        facts.append({GalleryInspector::tr("Taxonomy"), {}, taxonomyText(shown.taxonomy)});
    if (!shown.emotion.isEmpty())
        facts.append({GalleryInspector::tr("Emotion"), {}, shown.emotion});
    if (!shown.seed.isEmpty())
        facts.append({GalleryInspector::tr("Seed"), {}, shown.seed});
    return facts;
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
    , m_details(new QWidget)
{
    m_compare->setKeyCap(widgets::keyCapText(QKeySequence(Qt::Key_C)));
    connect(m_compare, &QPushButton::clicked, this, &GalleryInspector::compareRequested);
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
    auto *actions = new QHBoxLayout;
    actions->setContentsMargins(metrics::regionMargin, metrics::space12, metrics::regionMargin, metrics::space12);
    actions->addWidget(m_compare);
    actions->addStretch();
    auto *details = new QVBoxLayout(m_details);
    details->setContentsMargins(0, 0, 0, 0);
    details->setSpacing(0);
    details->addWidget(m_pictures);
    details->addWidget(new widgets::Line(Qt::Horizontal));
    details->addLayout(text);
    details->addWidget(new widgets::Line(Qt::Horizontal));
    details->addWidget(m_scores);
    details->addWidget(new widgets::Line(Qt::Horizontal));
    details->addWidget(m_facts);
    details->addWidget(new widgets::Line(Qt::Horizontal));
    details->addLayout(actions);
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

void GalleryInspector::setStudy(const widgets::StudyPtr &study)
{
    m_pictures->setStudy(study);
    m_details->hide();
    m_nothingPage->show();
}

void GalleryInspector::showPictures(const GalleryData &data, const QList<int> &pictures)
{
    const bool one = pictures.size() == 1;
    m_details->setVisible(one);
    m_nothingPage->setVisible(!one);
    m_nothing->setText(pictures.isEmpty() ? tr("Select a picture to see its prompts, scores and votes.")
                                          : tr("%n pictures selected.", nullptr, int(pictures.size())));
    if (one)
        showOne(data, pictures.first());
}

void GalleryInspector::showOne(const GalleryData &data, int picture)
{
    const study::Picture &shown = data.picture(picture);
    const qint32 partner = data.snapshot->counterpart[size_t(picture)];
    const QString partnerVariant = partner >= 0 ? data.picture(partner).variant : QString();
    m_pictures->setPictures(shown.asset, partner >= 0 ? data.picture(partner).asset : study::AssetId(),
                            partnerVariant == study::originalVariant ? tr("Original of the same pair")
                                                                     : tr("Wide-spectrum of the same pair"));
    m_title->setText(QStringLiteral("%1, %2").arg(data.maker(picture), variantWord(shown.variant)));
    m_group->setText(data.groupOf(picture).key);
    m_prompt->setText(data.promptOf(picture).text);
    const bool isOriginal = shown.variant == study::originalVariant;
    const int other = data.promptOfGroup(picture, isOriginal);
    m_otherPrompt->setVisible(other >= 0);
    if (other >= 0)
        m_otherPrompt->setText(
            (isOriginal ? tr("Wide-spectrum: %1") : tr("Original: %1")).arg(data.snapshot->prompts[other].text));
    m_scores->setRows(scoreRows(data, picture),
                      partner < 0 ? QString() : tr("Δ: wide-spectrum minus original, wide prompt"));
    m_facts->setFacts(factsOf(data, picture));
    m_compare->setEnabled(partner >= 0);
    m_compare->setToolTip(partner >= 0 ? QString() : tr("This picture has no counterpart"));
}

bool GalleryInspector::isSettled() const
{
    return m_pictures->isSettled();
}

void GalleryInspector::paintEvent(QPaintEvent *event)
{
    QPainter(this).fillRect(event->rect(), widgets::tokens().win);
}

} // namespace gallery
