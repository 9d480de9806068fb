#include "ui/gallery/gallerybar.h"

#include <QLineEdit>
#include <QMenu>
#include <QSlider>
#include <QTimer>

#include "ui/gallery/gallerygrid.h"
#include "ui/gallery/gallerytext.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/scorernames.h"

namespace gallery {

using widgets::Button;

namespace {

constexpr int findDelayMs = 120;
constexpr int findWidth = 300;
constexpr int narrowestFind = 160;
constexpr int sliderWidth = 104;

} // namespace

GalleryBar::GalleryBar(QWidget *place)
    : QObject(place)
    , m_find(new QLineEdit(place))
    , m_meaning(new Button(tr("By meaning"), Button::Kind::Flat, place))
    , m_sort(new Button(QString(), Button::Kind::Outlined, place))
    , m_orders(new QMenu(place))
    , m_size(new QSlider(Qt::Horizontal, place))
    , m_inspector(new Button(tr("Inspector"), Button::Kind::Flat, place))
    , m_compare(new Button(tr("Compare"), Button::Kind::Flat, place))
    , m_delay(new QTimer(this))
{
    m_find->setAccessibleName(tr("Find pictures"));
    m_find->setMinimumWidth(narrowestFind);
    m_find->setMaximumWidth(findWidth);
    m_find->addAction(widgets::icon(widgets::Icon::Search), QLineEdit::LeadingPosition);
    m_find->setClearButtonEnabled(true);
    m_delay->setSingleShot(true);
    m_delay->setInterval(findDelayMs);
    connect(m_find, &QLineEdit::textChanged, m_delay, qOverload<>(&QTimer::start));
    connect(m_delay, &QTimer::timeout, this, [this] {
        if (!isByMeaning())
            Q_EMIT wordsChanged(m_find->text());
        else if (m_find->text().isEmpty())
            Q_EMIT meaningAsked({});
    });
    // Encoding a text takes longer than a letter: it is asked for, not followed.
    connect(m_find, &QLineEdit::returnPressed, this, [this] {
        if (isByMeaning())
            Q_EMIT meaningAsked(m_find->text());
    });
    m_meaning->setObjectName(QStringLiteral("by-meaning"));
    m_meaning->setGlyph(widgets::Icon::Eye);
    m_meaning->setCheckable(true);
    m_meaning->setToolTip(tr("Find pictures by what they show instead of by words in their prompts"));
    connect(m_meaning, &QPushButton::toggled, this, [this](bool on) {
        showKindOfSearch();
        Q_EMIT meaningToggled(on);
        if (on && !m_find->text().isEmpty())
            Q_EMIT meaningAsked(m_find->text());
        m_find->setFocus();
    });
    showKindOfSearch();

    m_sort->setGlyph(widgets::Icon::Sort);
    m_sort->setMenu(m_orders);
    m_sort->setAccessibleName(tr("Sort by"));
    connect(m_orders, &QMenu::aboutToShow, this, &GalleryBar::fillOrders);
    m_size->setAccessibleName(tr("Size of pictures"));
    m_size->setToolTip(tr("Size of pictures"));
    m_size->setRange(GalleryGrid::smallestSide, GalleryGrid::largestSide);
    m_size->setFixedWidth(sliderWidth);
    connect(m_size, &QSlider::valueChanged, this, &GalleryBar::sideChosen);
    m_inspector->setGlyph(widgets::Icon::Info);
    m_inspector->setCheckable(true);
    connect(m_inspector, &QPushButton::clicked, this, &GalleryBar::inspectorToggled);
    m_compare->setGlyph(widgets::Icon::Compare);
    connect(m_compare, &QPushButton::clicked, this, &GalleryBar::compareClicked);
    setOrder({});
}

void GalleryBar::fill(widgets::BarRow *bar)
{
    bar->add(m_find);
    bar->add(m_meaning);
    bar->add(m_sort);
    bar->addStretch();
    bar->add(m_size);
    bar->addLine();
    bar->add(m_inspector);
    bar->add(m_compare);
}

void GalleryBar::setScorers(const QStringList &scorers)
{
    if (scorers == m_scorers)
        return;
    m_scorers = scorers;
}

void GalleryBar::setOrder(const analysis::PictureOrder &order)
{
    m_order = order;
    m_sort->setText(orderTitle(order));
    m_sort->updateGeometry();
    m_sort->setToolTip(order.key == analysis::PictureOrder::Key::Disagreement
                           ? tr("Share of people that prefer the picture, against where the scorer puts it: the "
                                "percentile of its difference to the counterpart among all pictures")
                           : QString());
}

/// When it opens, so that a study with many scorers costs nothing until then.
void GalleryBar::fillOrders()
{
    m_orders->clear();
    qDeleteAll(m_orders->findChildren<QMenu *>(Qt::FindDirectChildrenOnly));
    const auto add = [this](QMenu *menu, const analysis::PictureOrder &order) {
        QAction *action = menu->addAction(orderTitle(order));
        action->setCheckable(true);
        action->setChecked(order == m_order);
        connect(action, &QAction::triggered, this, [this, order] { Q_EMIT orderChosen(order); });
    };
    add(m_orders, {});
    if (m_hasLikeness)
        add(m_orders, {analysis::PictureOrder::Key::Likeness, {}, false});
    m_orders->addSeparator();
    bool statistics = false;
    for (const QString &scorer : std::as_const(m_scorers)) {
        if (widgets::isPictureStatistic(scorer) && !std::exchange(statistics, true) && scorer != m_scorers.first())
            m_orders->addSeparator();
        QMenu *menu = m_orders->addMenu(widgets::scorerTitle(scorer));
        for (const analysis::PictureOrder &order : ordersOf(scorer))
            add(menu, order);
    }
}

void GalleryBar::setSide(int pixels)
{
    m_size->setValue(pixels);
}

void GalleryBar::setInspector(bool on, bool room)
{
    m_inspector->setChecked(on && room);
    m_inspector->setEnabled(room);
    m_inspector->setToolTip(room ? QString() : tr("The inspector needs a wider window"));
}

void GalleryBar::setCompare(const QString &whyNot)
{
    m_compare->setEnabled(whyNot.isEmpty());
    m_compare->setToolTip(whyNot);
}

void GalleryBar::setWords(const QString &words)
{
    const QSignalBlocker quiet(m_find);
    m_find->setText(words);
    m_delay->stop();
}

bool GalleryBar::isByMeaning() const
{
    return m_meaning->isChecked();
}

void GalleryBar::showKindOfSearch()
{
    m_find->setPlaceholderText(isByMeaning() ? tr("What pictures show, then Enter") : tr("Words in prompts"));
    m_find->setToolTip(
        isByMeaning() ? tr("Pictures that are closest to this description come first, whatever their prompts say")
                      : tr("Every word must occur in prompt, topic, generator or taxonomy; “two words” as one phrase"));
}

QString GalleryBar::words() const
{
    return m_find->text();
}

void GalleryBar::focusWords()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

} // namespace gallery
