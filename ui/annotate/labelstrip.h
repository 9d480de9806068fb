#pragma once

#include <array>

#include <QWidget>

#include "core/study/answer.h"
#include "core/study/question.h"

namespace widgets {
class KeyCap;
class Label;
} // namespace widgets

namespace annotate {

class KeyMap;
class LabelCell;
class StageRow;

/// Second stage: what each picture makes one feel. Two columns, one under each picture; the active one has the keys.
/// The same key again means stronger, then off.
class LabelStrip : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LabelStrip)

public:
    explicit LabelStrip(QWidget *parent = nullptr);

    /// Builds the cells for a labels question over `pictures` pictures.
    void setQuestion(const study::Question &question, int pictures);
    void setKeys(const KeyMap &keys);
    void setColumn(int left, int width);
    void setNote(const QString &note);
    void setAnswersEnabled(bool enabled);

    /// Empties all cells and starts at the first picture.
    void clear();
    /// Shows labels that were given before an undo.
    void restore(const QList<study::Label> &labels);
    QList<study::Label> labels() const;
    StageRow *row() { return m_row; }

    int activePicture() const { return m_active; }
    void setActivePicture(int picture);
    int pictures() const { return m_pictures; }
    /// Presses the label with this place in the set, from 0; -1 is "None".
    void press(int index);

Q_SIGNALS:
    void actionTriggered(const QString &action);
    void activePictureChanged(int picture);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Column
    {
        widgets::Label *title = nullptr;
        widgets::KeyCap *cap = nullptr;
        QList<LabelCell *> cells; ///< in the order of the set
        LabelCell *none = nullptr;
    };

    void buildColumn(int picture);
    void clearColumns();
    void updateColumns();
    void place();
    void placeColumn(int picture, int left, int width);
    void pressIn(int picture, int index);
    QList<QList<LabelCell *>> rowsOf(const Column &column, int rows) const;
    bool isSingleColumn() const;
    QString pictureName(int picture) const;

    study::Question m_question;
    const KeyMap *m_keys = nullptr;
    std::array<Column, 2> m_columns;
    int m_pictures = 0;
    int m_active = 0;
    int m_left = 0;
    int m_width = 0;
    widgets::Label *m_note;
    StageRow *m_row;
};

} // namespace annotate
