#pragma once

#include <QComboBox>
#include <QLineEdit>
#include <QObject>
#include <QPointer>

#include "ui/compare/comparerows.h"

namespace widgets {
class BarRow;
class Button;
class Label;
class SegmentedSwitch;
} // namespace widgets

namespace compare {

/// The controls of the top bar. They only ask; the place decides.
class CompareBar : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CompareBar)

public:
    explicit CompareBar(QObject *parent = nullptr);

    void fill(widgets::BarRow *bar);

    void setPosition(int index, int count);
    /// Shows that these many chosen pictures stand in place of a prompt, with the way back; 0: none are.
    void setChosen(int pictures);
    /// Variants of the group's prompts, and which one is shown.
    void setVariants(const QStringList &variants, const QString &shown);
    /// Scorers that columns can be ordered by.
    void setScorers(const QStringList &scorers, const ColumnOrder &order);
    void setLinked(bool linked);
    void setGrid(bool grid);
    void setNamesHidden(bool hidden);
    void focusFind();
    void setFilter(const QString &text);

Q_SIGNALS:
    void stepped(int by);
    /// Back from the chosen pictures to all of their prompt.
    void wholePromptRequested();
    void filterChanged(const QString &text);
    void variantChosen(const QString &variant);
    void linkedChanged(bool linked);
    void fitRequested();
    void gridToggled(bool grid);
    void namesToggled(bool hidden);
    void orderChosen(const compare::ColumnOrder &order);
    /// The menu of copies and files is wanted here.
    void exportRequested(const QPoint &globalPosition);

private:
    QPointer<widgets::Label> m_position;
    QPointer<widgets::Button> m_previous;
    QPointer<widgets::Button> m_next;
    QPointer<widgets::Button> m_whole;
    QPointer<QLineEdit> m_find;
    QPointer<widgets::SegmentedSwitch> m_variant;
    QPointer<widgets::Button> m_linked;
    QPointer<widgets::Button> m_grid;
    QPointer<widgets::Button> m_names;
    QPointer<QComboBox> m_order;
};

} // namespace compare
