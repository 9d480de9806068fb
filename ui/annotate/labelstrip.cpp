#include "ui/annotate/labelstrip.h"

#include <QCoreApplication>
#include <QPainter>

#include "core/study/labelset.h"
#include "ui/annotate/keymap.h"
#include "ui/annotate/labelcell.h"
#include "ui/annotate/stagerow.h"
#include "ui/annotate/striplayout.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/label.h"
#include "ui/widgets/theme.h"

namespace annotate {

using widgets::Ink;
using widgets::KeyCap;
using widgets::Label;
using widgets::TextRole;
namespace metrics = widgets::metrics;

namespace {

constexpr int cellGap = 6;
constexpr int narrowColumn = 600;
constexpr int pictureGap = 16; ///< between the two pictures above

/// "label_1" to "label_9", then the letter row from "label_11" on; the tenth key is None's.
QString labelAction(int index)
{
    return index < 0 ? QStringLiteral("label_none") : QStringLiteral("label_%1").arg(index < 9 ? index + 1 : index + 2);
}

} // namespace

LabelStrip::LabelStrip(QWidget *parent)
    : QWidget(parent)
    , m_note(new Label({}, TextRole::Small, Ink::Text3, widgets::Weight::Regular, this))
    , m_row(new StageRow(this))
{
    m_row->setCommentName(QStringLiteral("annotate-comment"));
    connect(m_row, &StageRow::actionTriggered, this, &LabelStrip::actionTriggered);
}

void LabelStrip::setQuestion(const study::Question &question, int pictures)
{
    m_pictures = qMin(pictures, int(m_columns.size()));
    m_active = 0;
    m_row->clearComment();
    if (m_question == question && !m_columns[0].cells.isEmpty()) {
        clear();
        return;
    }
    m_question = question;
    clearColumns();
    for (int picture = 0; picture < m_pictures; ++picture)
        buildColumn(picture);
    if (m_keys)
        setKeys(*m_keys);
    updateColumns();
    place();
}

void LabelStrip::clearColumns()
{
    for (Column &column : m_columns) {
        qDeleteAll(column.cells);
        delete column.none;
        delete column.title;
        delete column.cap;
        column = {};
    }
}

void LabelStrip::buildColumn(int picture)
{
    Column &column = m_columns[size_t(picture)];
    column.title = new Label({}, TextRole::Lead, Ink::Text, widgets::Weight::SemiBold, this);
    column.cap = new KeyCap({}, this);
    if (const study::LabelSet *set = study::labelSet(m_question.set)) {
        for (const study::LabelOption &label : set->labels) {
            const QString title = QCoreApplication::translate("labels", label.title.toUtf8().constData());
            column.cells << new LabelCell(label.key, title, m_question.intensity, this);
        }
    }
    column.none = new LabelCell({}, tr("None"), 0, this);
    for (int index = -1; index < column.cells.size(); ++index) {
        LabelCell *cell = index < 0 ? column.none : column.cells[index];
        cell->setObjectName(QStringLiteral("label-%1-%2").arg(picture).arg(index));
        cell->show();
        connect(cell, &LabelCell::clicked, this, [this, picture, index] {
            setActivePicture(picture);
            pressIn(picture, index);
        });
    }
    column.title->show();
}

void LabelStrip::setKeys(const KeyMap &keys)
{
    m_keys = &keys;
    for (int picture = 0; picture < m_pictures; ++picture) {
        Column &column = m_columns[size_t(picture)];
        for (int i = 0; i < column.cells.size(); ++i)
            column.cells[i]->setCap(keys.cap(labelAction(i)));
        column.none->setCap(keys.cap(labelAction(-1)));
        column.cap->setText(
            keys.cap(picture == 0 ? QStringLiteral("picture_previous") : QStringLiteral("picture_next")));
    }
    m_row->setKeys(keys, {{{keys.cap(QStringLiteral("picture_previous")), keys.cap(QStringLiteral("picture_next"))},
                           tr("Picture")}});
    place();
}

void LabelStrip::setColumn(int left, int width)
{
    m_left = left;
    m_width = width;
    updateColumns();
    place();
}

void LabelStrip::setNote(const QString &note)
{
    m_note->setText(!note.isEmpty()            ? note
                    : m_question.intensity > 1 ? tr("same key again: stronger")
                    : m_question.multiple      ? tr("several allowed")
                                               : QString());
    place();
}

void LabelStrip::setAnswersEnabled(bool enabled)
{
    for (int picture = 0; picture < m_pictures; ++picture) {
        for (LabelCell *cell : std::as_const(m_columns[size_t(picture)].cells))
            cell->setEnabled(enabled);
        m_columns[size_t(picture)].none->setEnabled(enabled);
    }
    m_row->setAnswersEnabled(enabled);
}

void LabelStrip::clear()
{
    for (int picture = 0; picture < m_pictures; ++picture) {
        Column &column = m_columns[size_t(picture)];
        for (LabelCell *cell : std::as_const(column.cells))
            cell->setLevel(0);
        column.none->setLevel(0);
    }
    m_row->clearComment();
    m_active = 0;
    updateColumns();
    place();
}

void LabelStrip::restore(const QList<study::Label> &labels)
{
    for (const study::Label &label : labels) {
        if (label.position >= m_pictures)
            continue;
        for (LabelCell *cell : std::as_const(m_columns[size_t(label.position)].cells)) {
            if (cell->key() == label.label)
                cell->setLevel(qMax(1, label.intensity));
        }
    }
}

QList<study::Label> LabelStrip::labels() const
{
    QList<study::Label> labels;
    for (int picture = 0; picture < m_pictures; ++picture) {
        for (const LabelCell *cell : m_columns[size_t(picture)].cells) {
            if (cell->level() > 0)
                labels.append({{}, picture, cell->key(), m_question.intensity > 0 ? cell->level() : 0});
        }
    }
    return labels;
}

void LabelStrip::setActivePicture(int picture)
{
    if (picture < 0 || picture >= m_pictures || picture == m_active)
        return;
    m_active = picture;
    updateColumns();
    place();
    Q_EMIT activePictureChanged(picture);
}

void LabelStrip::press(int index)
{
    pressIn(m_active, index);
}

void LabelStrip::pressIn(int picture, int index)
{
    Column &column = m_columns[size_t(picture)];
    if (index >= column.cells.size())
        return;
    if (index < 0) {
        for (LabelCell *cell : std::as_const(column.cells))
            cell->setLevel(0);
        column.none->setLevel(column.none->level() > 0 ? 0 : 1);
        return;
    }
    LabelCell *pressed = column.cells[index];
    const int highest = qMax(1, m_question.intensity);
    const int level = pressed->level() >= highest ? 0 : pressed->level() + 1;
    if (!m_question.multiple) {
        for (LabelCell *cell : std::as_const(column.cells))
            cell->setLevel(0);
    }
    pressed->setLevel(level);
    column.none->setLevel(0);
}

bool LabelStrip::isSingleColumn() const
{
    return (m_width - pictureGap) / 2 < narrowColumn || m_pictures < 2;
}

QString LabelStrip::pictureName(int picture) const
{
    return picture == 0 ? tr("Left picture") : tr("Right picture");
}

void LabelStrip::updateColumns()
{
    const bool single = isSingleColumn();
    for (int picture = 0; picture < m_pictures; ++picture) {
        Column &column = m_columns[size_t(picture)];
        const bool active = picture == m_active;
        const QString asked = m_question.text.isEmpty()
                                  ? (picture == 0 ? tr("What does the left picture make you feel?")
                                                  : tr("What does the right picture make you feel?"))
                                  : QStringLiteral("%1: %2").arg(pictureName(picture), m_question.text);
        column.title->setText(active ? asked : pictureName(picture));
        column.title->setFont(
            widgets::textFont(TextRole::Lead, active ? widgets::Weight::SemiBold : widgets::Weight::Regular));
        column.title->setInk(active ? Ink::Text : Ink::Text3);
        column.title->setVisible(active || !single);
        column.cap->setVisible(!active && !single);
        for (LabelCell *cell : std::as_const(column.cells)) {
            cell->setActive(active);
            cell->setVisible(active || !single);
            cell->setAccessibleName(QStringLiteral("%1, %2").arg(pictureName(picture), cell->text()));
        }
        column.none->setActive(active);
        column.none->setVisible(active || !single);
        column.none->setAccessibleName(QStringLiteral("%1, %2").arg(pictureName(picture), column.none->text()));
    }
    setNote({});
}

QList<QList<LabelCell *>> LabelStrip::rowsOf(const Column &column, int rows) const
{
    QList<QList<LabelCell *>> result(rows);
    const study::LabelSet *set = study::labelSet(m_question.set);
    const bool byValence = rows == 2 && set && column.cells.size() <= 9;
    if (!byValence) {
        QList<LabelCell *> all = column.cells;
        all << column.none;
        const qsizetype perRow = (all.size() + rows - 1) / rows;
        for (qsizetype i = 0; i < all.size(); ++i)
            result[i / perRow] << all[i];
        return result;
    }
    QList<LabelCell *> others;
    for (qsizetype i = 0; i < column.cells.size(); ++i) {
        const study::Valence valence = set->labels[i].valence;
        if (valence == study::Valence::Other)
            others << column.cells[i];
        else
            result[valence == study::Valence::Positive ? 0 : 1] << column.cells[i];
    }
    others << column.none;
    // What is neither goes where there is room, in order: "Something else" above, "None" below.
    for (LabelCell *cell : std::as_const(others))
        result[result[0].size() <= result[1].size() ? 0 : 1] << cell;
    return result;
}

void LabelStrip::placeColumn(int picture, int left, int width)
{
    const StripLayout strip = StripLayout::current();
    Column &column = m_columns[size_t(picture)];
    const QSize title = column.title->sizeHint();
    column.title->setGeometry(left, strip.questionTop, qMin(title.width(), width), strip.questionHeight);
    const QSize cap = column.cap->sizeHint();
    column.cap->setGeometry(left + title.width() + metrics::space8,
                            strip.questionTop + (strip.questionHeight - cap.height()) / 2, cap.width(), cap.height());
    int rows = 2;
    QList<QList<LabelCell *>> cells;
    QList<int> widths;
    for (; rows <= 4; ++rows) {
        cells = rowsOf(column, rows);
        widths.clear();
        for (const QList<LabelCell *> &row : std::as_const(cells)) {
            for (qsizetype i = 0; i < row.size(); ++i) {
                if (i >= widths.size())
                    widths << 0;
                widths[i] = qMax(widths[i], row[i]->naturalWidth());
            }
        }
        int needed = int(widths.size() - 1) * cellGap;
        for (const int w : std::as_const(widths))
            needed += w;
        if (needed <= width || rows == 4) {
            const int spare = qMax(0, width - needed);
            const int used = widths.size() >= 5 || isSingleColumn() ? spare : qMin<int>(spare, int(widths.size()) * 40);
            for (qsizetype i = 0; i < widths.size(); ++i)
                widths[i] += int(used * (i + 1) / widths.size() - used * i / widths.size());
            break;
        }
    }
    const int total = strip.rowTop - strip.contentTop - cellGap;
    const int height = qMin(strip.rowHeight, (total - (rows - 1) * cellGap) / rows);
    for (int row = 0; row < rows; ++row) {
        int x = left;
        for (qsizetype i = 0; i < cells[row].size(); ++i) {
            cells[row][i]->setGeometry(x, strip.contentTop + row * (height + cellGap), widths[i], height);
            x += widths[i] + cellGap;
        }
    }
}

void LabelStrip::place()
{
    if (m_width <= 0 || m_pictures == 0)
        return;
    if (isSingleColumn()) {
        placeColumn(m_active, m_left, m_width);
    } else {
        const int width = (m_width - pictureGap) / 2;
        placeColumn(0, m_left, width);
        placeColumn(1, m_left + width + pictureGap, width);
    }
    const QRect title = m_columns[size_t(m_active)].title->geometry();
    m_note->setGeometry(title.right() + 1 + metrics::space8, title.top(), m_note->sizeHint().width(), title.height());
    // Six pixels lower than in the first stage: the two rows of cells need them.
    const StripLayout strip = StripLayout::current();
    m_row->setGeometry(0, strip.rowTop + cellGap, this->width(), strip.rowHeight);
    m_row->setColumn(m_left, m_width);
}

void LabelStrip::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), widgets::tokens().win);
}

void LabelStrip::resizeEvent(QResizeEvent *)
{
    place();
}

} // namespace annotate
