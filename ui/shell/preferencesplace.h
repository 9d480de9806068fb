#pragma once

#include "ui/widgets/place.h"
#include "ui/widgets/preferences.h"

class QCheckBox;
class QComboBox;
class QSlider;

namespace widgets {
class Label;
}

namespace shell {

/// Theme, keys and motion: a page of the window, in force at once.
class PreferencesPlace : public widgets::Place
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PreferencesPlace)

public:
    explicit PreferencesPlace(QWidget *parent = nullptr);

    widgets::PlaceId id() const override { return widgets::PlaceId::Preferences; }
    QString title() const override;
    widgets::Icon icon() const override { return widgets::Icon::Settings; }
    void setStudy(const widgets::StudyPtr &study) override;
    void activate() override;

private:
    void showValues();
    void takeValues();

    QComboBox *m_theme;
    QComboBox *m_keys;
    QSlider *m_hold;
    widgets::Label *m_holdText;
    QCheckBox *m_motion;
    QCheckBox *m_narrow;
    bool m_filling = false;
};

} // namespace shell
