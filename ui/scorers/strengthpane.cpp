#include "ui/scorers/strengthpane.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QSettings>
#include <QSlider>
#include <QVBoxLayout>

#include "core/base/progress.h"
#include "ui/scorers/movedpairs.h"
#include "ui/scorers/strengthchart.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"
#include "ui/widgets/theme.h"

namespace scorers {

namespace metrics = widgets::metrics;

namespace {

constexpr int steps = 100;
constexpr int bigStep = 10;
constexpr double firstStrength = 0.4;
constexpr int pairsWidth = 372;
constexpr int fewestPixels = 80;

/// Arrows move by 0.01, with Shift by 0.1.
class StrengthSlider : public QSlider
{
public:
    StrengthSlider()
        : QSlider(Qt::Horizontal)
    {
        setRange(0, steps);
        setSingleStep(1);
        setPageStep(bigStep);
    }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        const bool left = event->key() == Qt::Key_Left || event->key() == Qt::Key_Down;
        const bool right = event->key() == Qt::Key_Right || event->key() == Qt::Key_Up;
        if (event->modifiers() & Qt::ShiftModifier && (left || right))
            setValue(value() + (left ? -bigStep : bigStep));
        else
            QSlider::keyPressEvent(event);
    }
};

/// The surface around pictures in lists.
class BrowseArea : public QWidget
{
protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), widgets::tokens().browse); }
};

QString scorerLabel(const QString &scorer)
{
    const QString origin = widgets::scorerOrigin(scorer);
    return origin.isEmpty() ? widgets::scorerTitle(scorer)
                            : QStringLiteral("%1, %2").arg(widgets::scorerTitle(scorer), origin);
}

void fillBox(QComboBox *box, const QStringList &scorers, const QString &without, const QString &chosen)
{
    const QSignalBlocker blocker(box);
    box->clear();
    for (const QString &scorer : scorers) {
        if (scorer != without)
            box->addItem(scorerLabel(scorer), scorer);
    }
    box->setCurrentIndex(std::max(0, box->findData(chosen)));
}

} // namespace

StrengthPane::StrengthPane(QWidget *parent)
    : QWidget(parent)
    , m_data(std::make_shared<StrengthData>())
    , m_head(new widgets::PaneHead(tr("Strength"), nullptr, widgets::PaneHead::Surface::Base))
    , m_axis(new widgets::Label(tr("Pairs where the wide-spectrum picture is picked"), widgets::TextRole::Small,
                                widgets::Ink::Text2))
    , m_chart(new StrengthChart)
    , m_moved(new widgets::Label({}, widgets::TextRole::Small, widgets::Ink::Text2))
    , m_empty(new widgets::Label({}, widgets::TextRole::Body, widgets::Ink::Text2))
    , m_body(new QWidget)
    , m_pairsHead(new widgets::Label(tr("Picks that move"), widgets::TextRole::Small, widgets::Ink::Text,
                                     widgets::Weight::SemiBold))
    , m_pairs(new MovedPairs)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_dial = makeDial();
    m_empty->setWordWrap(true);
    m_empty->setContentsMargins(metrics::regionMargin, metrics::space4, metrics::regionMargin, 0);

    auto *left = new QVBoxLayout;
    left->setContentsMargins(0, metrics::space4, 0, metrics::space12);
    left->setSpacing(metrics::space4);
    m_axis->setContentsMargins(metrics::regionMargin, 0, metrics::regionMargin, 0);
    m_axis->setWordWrap(true);
    m_moved->setContentsMargins(metrics::regionMargin, 0, metrics::regionMargin, 0);
    m_moved->setWordWrap(true);
    left->addWidget(m_axis);
    left->addWidget(m_chart, 1);
    left->addWidget(m_moved);

    auto *pairs = new BrowseArea;
    pairs->setObjectName(QStringLiteral("movedPairs"));
    pairs->setMaximumWidth(widgets::scaled(pairsWidth));
    auto *right = new QVBoxLayout(pairs);
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    m_pairsHead->setContentsMargins(metrics::regionMargin, metrics::space8, metrics::regionMargin, metrics::space4);
    right->addWidget(m_pairsHead);
    right->addWidget(m_pairs, 1);

    auto *body = new QHBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(0);
    body->addLayout(left, 3);
    body->addWidget(new widgets::Line(Qt::Vertical));
    body->addWidget(pairs, 2);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_dial);
    layout->addWidget(m_empty);
    layout->addWidget(m_body, 1);
    layout->addStretch(0);

    connect(m_slider, &QSlider::valueChanged, this, [this](int value) {
        const QSignalBlocker blocker(m_field);
        m_field->setValue(double(value) / steps);
        showStrength();
    });
    connect(m_field, &QDoubleSpinBox::valueChanged, this,
            [this](double value) { m_slider->setValue(qRound(value * steps)); });
    connect(m_chart, &StrengthChart::strengthChosen, this, &StrengthPane::setStrength);
    connect(m_pairs, &MovedPairs::activated, this, [this](const analysis::BlendPair &pair) {
        const qint32 group = m_data->snapshot->groupOfPrompt[size_t(pair.tally.prompt)];
        Q_EMIT pairActivated(pair, m_data->snapshot->groups[group].id);
    });
    m_slider->setValue(qRound(firstStrength * steps));
    showData();
}

StrengthPane::~StrengthPane()
{
    if (m_running)
        m_running->cancel();
}

QWidget *StrengthPane::makeDial()
{
    auto *dial = new QWidget;
    m_fromBox = new QComboBox;
    m_toBox = new QComboBox;
    m_slider = new StrengthSlider;
    m_field = new QDoubleSpinBox;
    m_field->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_fromBox->setAccessibleName(tr("Scorer at strength 0"));
    m_fromBox->setObjectName(QStringLiteral("from"));
    m_toBox->setAccessibleName(tr("Scorer at strength 1"));
    m_toBox->setObjectName(QStringLiteral("to"));
    m_slider->setAccessibleName(tr("Strength"));
    m_slider->setToolTip(tr("Arrows move by 0.01, with Shift by 0.1"));
    m_field->setAccessibleName(tr("Strength"));
    m_field->setRange(0, 1);
    m_field->setSingleStep(1.0 / steps);
    m_field->setDecimals(2);
    for (QComboBox *box : {m_fromBox, m_toBox}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        connect(box, &QComboBox::activated, this, &StrengthPane::choose);
    }
    m_slider->setMinimumWidth(fewestPixels);
    auto *layout = new QHBoxLayout(dial);
    layout->setContentsMargins(metrics::regionMargin, 0, metrics::regionMargin, metrics::space8);
    layout->setSpacing(metrics::space12);
    layout->addWidget(m_fromBox);
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_toBox);
    layout->addWidget(m_field);
    return dial;
}

void StrengthPane::setStudy(const widgets::StudyPtr &study)
{
    if (m_running)
        m_running->cancel();
    m_running.reset();
    m_pairs->setCache(nullptr);
    m_cache.reset();
    m_study = study;
    m_data = std::make_shared<StrengthData>();
    m_stale = true;
    if (study) {
        m_cache = std::make_unique<widgets::PictureCache>(study);
        m_pairs->setCache(m_cache.get());
        connect(m_cache.get(), &widgets::PictureCache::ready, this, &StrengthPane::settledChanged);
    }
    showData();
    if (m_active)
        refresh();
}

void StrengthPane::setActive(bool active)
{
    m_active = active;
    if (active && m_stale)
        refresh();
}

bool StrengthPane::isSettled() const
{
    return !m_study || (!m_running && (!m_active || !m_stale) && m_pairs->isSettled());
}

void StrengthPane::refresh()
{
    m_stale = true;
    if (!m_study || !m_active || m_running)
        return;
    m_stale = false;
    m_running = std::make_shared<base::Progress>();
    m_study->run(
        this,
        [known = m_data->snapshot, from = m_from, to = m_to, progress = m_running](storage::Database &database) {
            return loadStrength(database, known, from, to, *progress);
        },
        [this, progress = m_running](const base::Result<StrengthData> &data) {
            if (progress == m_running)
                take(data);
        });
}

void StrengthPane::take(const base::Result<StrengthData> &data)
{
    m_running.reset();
    if (data)
        m_data = std::make_shared<const StrengthData>(*data);
    else
        m_head->setNote(data.error().toLine());
    if (data)
        showData();
    if (m_stale)
        refresh();
    Q_EMIT settledChanged();
}

void StrengthPane::choose()
{
    m_from = m_fromBox->currentData().toString();
    m_to = m_toBox->currentData().toString();
    if (m_running) // the older question does not count any more
        m_running->cancel();
    m_running.reset();
    refresh();
}

double StrengthPane::strength() const
{
    return double(m_slider->value()) / steps;
}

void StrengthPane::setStrength(double strength)
{
    m_slider->setValue(qRound(strength * steps));
}

void StrengthPane::showData()
{
    const bool any = !m_data->blend.isEmpty();
    fillBox(m_fromBox, m_data->scorers, {}, m_data->from);
    fillBox(m_toBox, m_data->scorers, m_data->from, m_data->to);
    m_dial->setVisible(m_data->scorers.size() >= 2);
    m_body->setVisible(any);
    m_empty->setVisible(!any);
    m_empty->setText(!m_study ? tr("Open a study to see what a blend of two scorers picks.")
                     : m_data->scorers.size() < 2
                         ? tr("A blend needs the scores of two scorers.")
                         : tr("No wide-spectrum picture and its original are scored by both."));
    m_head->setNote(any ? tr("blend of two scorers, %1 pairs, wide-spectrum prompt")
                              .arg(widgets::formatCount(qint64(m_data->blend.pairs().size())))
                        : QString());
    m_head->setToolTip(tr("Each difference is divided by the standard deviation of its scorer's differences; both "
                          "ends pick what the scorers pick themselves."));
    m_chart->setBlend(m_data->blend);
    m_pairs->setData(m_data);
    m_pairsHead->setText(tr("%1 picks move").arg(widgets::formatCount(m_pairs->count())));
    showStrength();
}

void StrengthPane::showStrength()
{
    m_chart->setStrength(strength());
    m_pairs->setStrength(strength());
    m_moved->setText(tr("%1 of %2 picks differ from %3 alone")
                         .arg(widgets::formatCount(m_data->blend.moved(strength())),
                              widgets::formatCount(qint64(m_data->blend.pairs().size())),
                              widgets::scorerTitle(m_data->from)));
}

void StrengthPane::saveState(QSettings &settings) const
{
    settings.setValue(QStringLiteral("strength"), strength());
    settings.setValue(QStringLiteral("strengthFrom"), m_from);
    settings.setValue(QStringLiteral("strengthTo"), m_to);
}

void StrengthPane::restoreState(QSettings &settings)
{
    setStrength(settings.value(QStringLiteral("strength"), firstStrength).toDouble());
    m_from = settings.value(QStringLiteral("strengthFrom")).toString();
    m_to = settings.value(QStringLiteral("strengthTo")).toString();
}

} // namespace scorers
