#pragma once

#include <memory>

#include <QWidget>

#include "ui/scorers/strengthdata.h"
#include "ui/widgets/picturecache.h"
#include "ui/widgets/studyhandle.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSettings;
class QSlider;

namespace widgets {
class Label;
class PaneHead;
} // namespace widgets

namespace scorers {

class MovedPairs;
class StrengthChart;

/// The strength dial: a blend of two scorers of the study from the one to the other, the share of pairs where it picks
/// the wide-spectrum picture, people beside it, and the pairs whose pick moves on the way.
class StrengthPane : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StrengthPane)

public:
    explicit StrengthPane(QWidget *parent = nullptr);
    ~StrengthPane() override;

    void setStudy(const widgets::StudyPtr &study);
    /// Computes again, now or as soon as what runs is done.
    void refresh();
    /// Only what is visible computes.
    void setActive(bool active);
    bool isSettled() const;
    const StrengthData &data() const { return *m_data; }
    double strength() const;
    void setStrength(double strength);

    void saveState(QSettings &settings) const;
    void restoreState(QSettings &settings);

Q_SIGNALS:
    void settledChanged();
    void pairActivated(const analysis::BlendPair &pair, study::PromptGroupId group);

private:
    QWidget *makeDial();
    void take(const base::Result<StrengthData> &data);
    void showData();
    void showStrength();
    void choose();

    widgets::StudyPtr m_study;
    std::unique_ptr<widgets::PictureCache> m_cache;
    std::shared_ptr<const StrengthData> m_data;
    std::shared_ptr<base::Progress> m_running; ///< of the computation whose result counts
    bool m_active = false;
    bool m_stale = true;
    QString m_from;
    QString m_to;

    widgets::PaneHead *m_head;
    QWidget *m_dial;
    QComboBox *m_fromBox;
    QComboBox *m_toBox;
    QSlider *m_slider;
    QDoubleSpinBox *m_field;
    widgets::Label *m_axis;
    StrengthChart *m_chart;
    widgets::Label *m_moved;
    widgets::Label *m_empty;
    QWidget *m_body;
    widgets::Label *m_pairsHead;
    MovedPairs *m_pairs;
};

} // namespace scorers
