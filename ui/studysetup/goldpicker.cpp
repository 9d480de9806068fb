#include "ui/studysetup/goldpicker.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/studysetup/picturetile.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

namespace studysetup {

namespace metrics = widgets::metrics;
using widgets::Button;

namespace {

constexpr int mostPrompts = 8;
constexpr int shownPrompts = 4;
constexpr int promptRow = 24;
constexpr int tileSide = 104;
constexpr int tileColumns = 4;
constexpr int captionLines = 2; ///< generator and variant

} // namespace

GoldPicker::GoldPicker(QWidget *parent)
    : QWidget(parent)
    , m_words(new QLineEdit)
    , m_list(new QListWidget)
    , m_hint(new widgets::Label({}, widgets::TextRole::Small, widgets::Ink::Text3))
    , m_grid(new QWidget)
    , m_gridLayout(new QGridLayout(m_grid))
    , m_add(new Button(tr("Add this pair")))
    , m_cancel(new Button(tr("Cancel"), Button::Kind::Flat))
{
    m_words->setPlaceholderText(tr("Find a prompt"));
    m_words->setAccessibleName(tr("Find the prompt of a gold pair"));
    m_words->addAction(widgets::icon(widgets::Icon::Search), QLineEdit::LeadingPosition);
    m_words->setClearButtonEnabled(true);
    m_words->installEventFilter(this);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFixedHeight(widgets::scaled(shownPrompts * promptRow));
    m_list->setAccessibleName(tr("Prompts found"));
    m_gridLayout->setContentsMargins(0, 0, 0, 0);
    m_gridLayout->setSpacing(metrics::space8);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(metrics::controlGap);
    foot->addWidget(m_add);
    foot->addWidget(m_cancel);
    foot->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::regionMargin, metrics::regionMargin, metrics::regionMargin,
                               metrics::regionMargin);
    layout->setSpacing(metrics::space8);
    layout->addWidget(m_words);
    layout->addWidget(m_list);
    layout->addWidget(m_hint);
    layout->addWidget(m_grid, 0, Qt::AlignLeft);
    layout->addLayout(foot);
    connect(m_words, &QLineEdit::textChanged, this, &GoldPicker::find);
    connect(m_list, &QListWidget::currentRowChanged, this, &GoldPicker::choosePrompt);
    connect(m_add, &Button::clicked, this, [this] {
        Q_EMIT picked({m_group, m_pictures[m_better].uid, m_pictures[m_worse].uid});
    });
    connect(m_cancel, &Button::clicked, this, &GoldPicker::left);
}

void GoldPicker::setStudy(const widgets::StudyPtr &study, widgets::PictureCache *cache)
{
    m_study = study;
    m_cache = cache;
    showPrompts({});
}

void GoldPicker::open()
{
    m_words->clear();
    m_words->setFocus(Qt::OtherFocusReason);
    find();
}

void GoldPicker::find()
{
    if (!m_study)
        return;
    const int request = ++m_request;
    m_study->run(
        this,
        [words = m_words->text().trimmed()](storage::Database &database) {
            return findGoldPrompts(database, words, mostPrompts);
        },
        [this, request](const base::Result<QList<GoldPrompt>> &prompts) {
            if (request != m_request)
                return;
            showPrompts(prompts.value_or(QList<GoldPrompt>()));
            if (!prompts)
                m_hint->setText(prompts.error().toLine());
        });
}

void GoldPicker::showPrompts(const QList<GoldPrompt> &prompts)
{
    m_prompts = prompts;
    m_list->clear();
    for (const GoldPrompt &prompt : prompts) {
        auto *item = new QListWidgetItem(prompt.text.simplified(), m_list);
        item->setToolTip(prompt.text);
        item->setSizeHint({0, widgets::scaled(promptRow)});
    }
    m_group.clear();
    showPictures({});
}

void GoldPicker::choosePrompt(int row)
{
    if (row < 0 || row >= m_prompts.size() || !m_study)
        return;
    const int request = ++m_request;
    m_group = m_prompts[row].key;
    m_study->run(
        this, [group = m_group](storage::Database &database) { return goldPictures(database, group); },
        [this, request](const base::Result<QList<GoldPicture>> &pictures) {
            if (request == m_request)
                showPictures(pictures.value_or(QList<GoldPicture>()));
        });
}

void GoldPicker::showPictures(const QList<GoldPicture> &pictures)
{
    qDeleteAll(m_tiles);
    m_tiles.clear();
    m_pictures = pictures;
    m_better = m_worse = -1;
    for (int i = 0; i < pictures.size(); ++i) {
        auto *tile =
            new PictureTile(m_cache, pictures[i].asset, pictures[i].title, widgets::scaled(tileSide), captionLines);
        m_gridLayout->addWidget(tile, i / tileColumns, i % tileColumns);
        m_tiles.append(tile);
        connect(tile, &QAbstractButton::clicked, this, [this, i] { press(i); });
    }
    updateLook();
}

/// The first one is the better, the second the worse; pressed again it is taken back.
void GoldPicker::press(int index)
{
    if (index == m_worse)
        m_worse = -1;
    else if (index == m_better)
        m_better = m_worse = -1;
    else if (m_better < 0)
        m_better = index;
    else
        m_worse = index;
    updateLook();
}

void GoldPicker::updateLook()
{
    for (int i = 0; i < m_tiles.size(); ++i)
        m_tiles[i]->setChoice(i == m_better ? tr("better") : i == m_worse ? tr("worse") : QString());
    m_grid->setVisible(!m_tiles.isEmpty());
    const bool complete = m_better >= 0 && m_worse >= 0;
    m_add->setEnabled(complete);
    m_add->setToolTip(complete ? QString() : tr("Choose a better and a worse picture first"));
    m_hint->setText(m_prompts.isEmpty() ? tr("No prompt with two pictures contains these words.")
                    : m_group.isEmpty() ? tr("Choose the prompt.")
                    : m_better < 0      ? tr("Press the picture that nearly everybody prefers.")
                    : m_worse < 0       ? tr("Now the one that is clearly worse.")
                                        : tr("Looks like any other pair to people; the answer is checked."));
}

bool GoldPicker::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_words && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0 && m_list->count() > 0) {
            m_list->setCurrentRow(qBound(0, m_list->currentRow() + step, m_list->count() - 1));
            return true;
        }
        if (key == Qt::Key_Escape) {
            Q_EMIT left();
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}

void GoldPicker::paintEvent(QPaintEvent *)
{
    const widgets::Tokens &t = widgets::tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.controlBorder, 1));
    painter.setBrush(t.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::controlRadius,
                            metrics::controlRadius);
}

} // namespace studysetup
