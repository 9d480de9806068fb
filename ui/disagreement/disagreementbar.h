#pragma once

#include <QComboBox>
#include <QObject>
#include <QPointer>

#include "ui/disagreement/disagreementdata.h"

namespace widgets {
class BarRow;
class Button;
class Label;
} // namespace widgets

namespace disagreement {

/// The choices of the top bar: scorer, question, prompt, kind of pairs, group of annotators; at the right how many
/// votes are behind it all. A choice with a single answer is not shown.
class DisagreementBar : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DisagreementBar)

public:
    explicit DisagreementBar(QObject *parent = nullptr);

    void fill(widgets::BarRow *bar);
    /// Shows what there is to choose from and what is chosen.
    void setData(const Data &data);
    /// Little room: choices are as wide as what is chosen, not as the longest item, and the note goes.
    void setNarrow(bool narrow);
    /// Below the button Plots, on the screen.
    QPoint plotsMenuPosition() const;

Q_SIGNALS:
    /// The user chose something; the unit is not part of it.
    void chosen(const disagreement::Query &query);
    void plotsRequested();
    void reportRequested();

private:
    void onChosen();
    void fitWidths();
    QComboBox *addCombo(widgets::BarRow *bar, const QString &name);

    QPointer<QComboBox> m_scorer;
    QPointer<QComboBox> m_question;
    QPointer<QComboBox> m_prompt;
    QPointer<QComboBox> m_pairs;
    QPointer<QComboBox> m_group;
    QPointer<widgets::Label> m_note;
    QPointer<widgets::Button> m_plots;
    bool m_narrow = false;
};

} // namespace disagreement
