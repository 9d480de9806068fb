#pragma once

#include <array>

#include <QHash>
#include <QWidget>

#include "core/study/answer.h"
#include "core/study/labelset.h"
#include "core/study/question.h"

namespace widgets {
class KeyCap;
class Label;
} // namespace widgets

namespace annotate {

class KeyMap;
class LabelCell;
class RatingTrack;
class StageRow;

/// A stage of ratings: the dimensions of a set one after the other, each from its lowest to its highest value, for one
/// picture and then for the other. A value takes the next dimension that has none; nothing has to be rated.
class RatingStrip : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RatingStrip)

public:
    explicit RatingStrip(QWidget *parent = nullptr);

    void setQuestion(const study::Question &question, int pictures);
    void setKeys(const KeyMap &keys);
    void setColumn(int left, int width);
    void setNote(const QString &note);
    void setAnswersEnabled(bool enabled);
    StageRow *row() { return m_row; }

    /// Shows ratings that were given before an undo.
    void restore(const QList<study::Rating> &ratings);
    QList<study::Rating> ratings() const;

    int activePicture() const { return m_active; }
    void setActivePicture(int picture);
    int pictures() const { return m_pictures; }
    int dimension() const { return m_dimension; }
    void setDimension(int dimension);
    /// Presses the value with this place on the scale, from 0 = lowest; −1 takes the rating of this dimension back.
    void press(int place);

Q_SIGNALS:
    void actionTriggered(const QString &action);
    void activePictureChanged(int picture);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    using Values = QHash<QString, int>; ///< by dimension key

    const study::Dimension *shown() const;
    void showDimension();
    void buildCells();
    void place();
    int columnLeft(int picture) const;
    int columnWidth() const;
    bool isSingleColumn() const;
    QString pictureName(int picture) const;

    study::Question m_question;
    const study::LabelSet *m_set = nullptr;
    const KeyMap *m_keys = nullptr;
    int m_pictures = 0;
    int m_active = 0;
    int m_dimension = 0;
    std::array<Values, 2> m_values;
    int m_left = 0;
    int m_width = 0;
    bool m_enabled = true;
    QString m_extraNote;
    widgets::Label *m_title;
    widgets::Label *m_note;
    widgets::Label *m_other; ///< head of the picture that is not active
    widgets::KeyCap *m_otherCap;
    QList<LabelCell *> m_cells;
    std::array<RatingTrack *, 2> m_tracks;
    StageRow *m_row;
};

} // namespace annotate
