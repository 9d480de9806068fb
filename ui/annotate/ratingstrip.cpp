#include "ui/annotate/ratingstrip.h"

#include <algorithm>

#include <QCoreApplication>
#include <QPainter>

#include "ui/annotate/keymap.h"
#include "ui/annotate/labelcell.h"
#include "ui/annotate/ratingtrack.h"
#include "ui/annotate/stagerow.h"
#include "ui/annotate/striplayout.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/label.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/theme.h"

namespace annotate {

using widgets::Ink;
using widgets::Label;
using widgets::TextRole;
using widgets::Weight;
namespace metrics = widgets::metrics;

namespace {

constexpr int cellGap = 6;
constexpr int pictureGap = 16; ///< between the two pictures above
constexpr int narrowColumn = 600;

QString translated(const QString &english)
{
    return QCoreApplication::translate("labels", english.toUtf8().constData());
}

/// "−2", "0", "+1": where a value stands on both sides of nothing.
QString valueText(int value)
{
    return value > 0 ? QStringLiteral("+%1").arg(value) : widgets::formatFixed(value, 0);
}

} // namespace

RatingStrip::RatingStrip(QWidget *parent)
    : QWidget(parent)
    , m_title(new Label({}, TextRole::Lead, Ink::Text, Weight::SemiBold, this))
    , m_note(new Label({}, TextRole::Small, Ink::Text3, Weight::Regular, this))
    , m_other(new Label({}, TextRole::Lead, Ink::Text3, Weight::Regular, this))
    , m_otherCap(new widgets::KeyCap({}, this))
    , m_row(new StageRow(this))
{
    m_row->setCommentName(QStringLiteral("ratings-comment"));
    connect(m_row, &StageRow::actionTriggered, this, &RatingStrip::actionTriggered);
    for (int picture = 0; picture < int(m_tracks.size()); ++picture) {
        auto *track = new RatingTrack(this);
        track->setObjectName(QStringLiteral("ratings-%1").arg(picture));
        connect(track, &RatingTrack::chosen, this, [this, picture](int index) {
            setActivePicture(picture);
            setDimension(index);
        });
        m_tracks[size_t(picture)] = track;
    }
}

void RatingStrip::setQuestion(const study::Question &question, int pictures)
{
    m_question = question;
    m_set = study::labelSet(question.set);
    m_pictures = std::min(pictures, int(m_values.size()));
    m_values = {};
    m_active = m_dimension = 0;
    m_extraNote.clear();
    m_row->clearComment();
    showDimension();
}

void RatingStrip::setKeys(const KeyMap &keys)
{
    m_keys = &keys;
    m_row->setKeys(
        keys,
        {{{keys.cap(QStringLiteral("rating_previous")), keys.cap(QStringLiteral("rating_next"))}, tr("Quality")},
         {{keys.cap(QStringLiteral("picture_previous")), keys.cap(QStringLiteral("picture_next"))}, tr("Picture")}});
    showDimension();
}

void RatingStrip::setColumn(int left, int width)
{
    m_left = left;
    m_width = width;
    place();
}

void RatingStrip::setNote(const QString &note)
{
    m_extraNote = note;
    showDimension();
}

void RatingStrip::setAnswersEnabled(bool enabled)
{
    m_enabled = enabled;
    for (LabelCell *cell : std::as_const(m_cells))
        cell->setEnabled(enabled);
    m_row->setAnswersEnabled(enabled);
}

const study::Dimension *RatingStrip::shown() const
{
    return m_set && m_dimension < m_set->dimensions.size() ? &m_set->dimensions[m_dimension] : nullptr;
}

void RatingStrip::restore(const QList<study::Rating> &ratings)
{
    for (const study::Rating &rating : ratings) {
        if (rating.position < m_pictures)
            m_values[size_t(rating.position)].insert(rating.dimension, int(rating.value));
    }
    showDimension();
}

QList<study::Rating> RatingStrip::ratings() const
{
    QList<study::Rating> ratings;
    for (int picture = 0; m_set && picture < m_pictures; ++picture) {
        for (const study::Dimension &dimension : m_set->dimensions) {
            const auto value = m_values[size_t(picture)].constFind(dimension.key);
            if (value != m_values[size_t(picture)].cend())
                ratings.append({{}, picture, dimension.key, double(*value)});
        }
    }
    return ratings;
}

void RatingStrip::setActivePicture(int picture)
{
    if (picture < 0 || picture >= m_pictures || picture == m_active)
        return;
    m_active = picture;
    m_dimension = 0;
    showDimension();
    Q_EMIT activePictureChanged(picture);
}

void RatingStrip::setDimension(int dimension)
{
    if (!m_set || dimension < 0 || dimension >= m_set->dimensions.size())
        return;
    m_dimension = dimension;
    showDimension();
}

void RatingStrip::press(int place)
{
    const study::Dimension *dimension = shown();
    if (!dimension || place > dimension->maximum - dimension->minimum)
        return;
    Values &values = m_values[size_t(m_active)];
    if (place < 0) {
        values.remove(dimension->key);
        showDimension();
        return;
    }
    values.insert(dimension->key, dimension->minimum + place);
    for (int next = m_dimension + 1; next < m_set->dimensions.size(); ++next) {
        if (!values.contains(m_set->dimensions[next].key)) {
            m_dimension = next;
            break;
        }
    }
    showDimension();
}

QString RatingStrip::pictureName(int picture) const
{
    return picture == 0 ? tr("Left picture") : tr("Right picture");
}

void RatingStrip::showDimension()
{
    const study::Dimension *dimension = shown();
    if (!dimension)
        return;
    m_title->setText(QStringLiteral("%1: %2").arg(pictureName(m_active), translated(dimension->title)));
    const QString count = tr("%1 of %2").arg(m_dimension + 1).arg(m_set->dimensions.size());
    m_note->setText(
        QStringLiteral("%1 · %2").arg(m_extraNote.isEmpty() ? translated(dimension->help) : m_extraNote, count));
    m_other->setText(pictureName(1 - m_active));
    m_otherCap->setText(
        m_keys ? m_keys->cap(m_active == 0 ? QStringLiteral("picture_next") : QStringLiteral("picture_previous"))
               : QString());
    for (int picture = 0; picture < int(m_tracks.size()); ++picture) {
        QList<RatingTrack::Box> boxes;
        for (const study::Dimension &each : m_set->dimensions) {
            const auto value = m_values[size_t(picture)].constFind(each.key);
            boxes.append(
                {translated(each.title), value == m_values[size_t(picture)].cend() ? QString() : valueText(*value)});
        }
        m_tracks[size_t(picture)]->setBoxes(boxes);
        m_tracks[size_t(picture)]->setCurrent(picture == m_active ? m_dimension : -1);
    }
    buildCells();
    place();
}

void RatingStrip::buildCells()
{
    const study::Dimension &dimension = *shown();
    qDeleteAll(m_cells);
    m_cells.clear();
    const Values &values = m_values[size_t(m_active)];
    for (int value = dimension.minimum; value <= dimension.maximum; ++value) {
        QString text = valueText(value);
        if (value == dimension.minimum)
            text = QStringLiteral("%1  %2").arg(text, translated(dimension.low));
        if (value == dimension.maximum)
            text = QStringLiteral("%1  %2").arg(text, translated(dimension.high));
        const int place = value - dimension.minimum;
        auto *cell = new LabelCell(QString::number(value), text, 0, this);
        cell->setObjectName(QStringLiteral("value-%1").arg(value));
        cell->setAccessibleName(
            QStringLiteral("%1, %2, %3").arg(pictureName(m_active), translated(dimension.title), text));
        cell->setLevel(values.contains(dimension.key) && values.value(dimension.key) == value ? 1 : 0);
        cell->setEnabled(m_enabled);
        if (m_keys)
            cell->setCap(m_keys->cap(QStringLiteral("rating_%1").arg(place + 1)));
        // Pressing makes the next dimension's cells: not while this one is still handling its click.
        connect(
            cell, &QAbstractButton::clicked, this, [this, place] { press(place); }, Qt::QueuedConnection);
        cell->show();
        m_cells << cell;
    }
}

bool RatingStrip::isSingleColumn() const
{
    return (m_width - pictureGap) / 2 < narrowColumn || m_pictures < 2;
}

int RatingStrip::columnWidth() const
{
    return isSingleColumn() ? m_width : (m_width - pictureGap) / 2;
}

int RatingStrip::columnLeft(int picture) const
{
    return isSingleColumn() || picture == 0 ? m_left : m_left + columnWidth() + pictureGap;
}

void RatingStrip::place()
{
    if (m_width <= 0 || !shown())
        return;
    const StripLayout strip = StripLayout::current();
    const bool single = isSingleColumn();
    const int left = columnLeft(m_active);
    const int width = columnWidth();
    const int title = std::min(m_title->sizeHint().width(), width);
    m_title->setGeometry(left, strip.questionTop, title, strip.questionHeight);
    m_note->setGeometry(left + title + metrics::space8, strip.questionTop, std::max(0, width - title - metrics::space8),
                        strip.questionHeight);
    const int otherLeft = columnLeft(1 - m_active);
    m_other->setVisible(!single);
    m_otherCap->setVisible(!single);
    const QSize other = m_other->sizeHint();
    m_other->setGeometry(otherLeft, strip.questionTop, other.width(), strip.questionHeight);
    const QSize cap = m_otherCap->sizeHint();
    m_otherCap->setGeometry(otherLeft + other.width() + metrics::space8,
                            strip.questionTop + (strip.questionHeight - cap.height()) / 2, cap.width(), cap.height());

    int needed = int(m_cells.size() - 1) * cellGap;
    for (const LabelCell *cell : std::as_const(m_cells))
        needed += cell->naturalWidth();
    // The ends give way first: their words are elided, the numbers stay.
    const int missing = std::max(0, needed - width);
    int x = left;
    for (qsizetype i = 0; i < m_cells.size(); ++i) {
        const bool isEnd = i == 0 || i == m_cells.size() - 1;
        const int cellWidth = m_cells[i]->naturalWidth() - (isEnd ? (missing + 1) / 2 : 0);
        m_cells[i]->setGeometry(x, strip.contentTop, std::max(cellWidth, 3 * metrics::space16), strip.rowHeight);
        x += std::max(cellWidth, 3 * metrics::space16) + cellGap;
    }
    const int trackTop = strip.contentTop + strip.rowHeight + cellGap;
    for (int picture = 0; picture < int(m_tracks.size()); ++picture) {
        RatingTrack *track = m_tracks[size_t(picture)];
        track->setVisible(picture < m_pictures && (!single || picture == m_active));
        track->setGeometry(columnLeft(picture), trackTop, width, strip.rowHeight);
    }
    // As in the stage of labels, six pixels lower than in the first one.
    m_row->setGeometry(0, strip.rowTop + cellGap, this->width(), strip.rowHeight);
    m_row->setColumn(m_left, m_width);
}

void RatingStrip::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), widgets::tokens().win);
}

void RatingStrip::resizeEvent(QResizeEvent *)
{
    place();
}

} // namespace annotate
