#pragma once

#include "ui/widgets/job.h"
#include "ui/widgets/place.h"
#include "ui/widgets/preferences.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSlider;
class QSpinBox;
class QVBoxLayout;

namespace widgets {
class Button;
class Label;
} // namespace widgets

namespace shell {

class KeyEditor;

/// Theme, keys, motion, the scorer's command, memory and folders: a page of the window, in force at once.
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
    void fillTopBar(widgets::BarRow *bar) override;
    QString statusText() const override;
    QList<widgets::KeyHelp> keys() const override;
    bool isSettled() const override { return !m_test.isRunning(); }

private:
    /// What a search can leave visible: a field with its label.
    struct Field
    {
        QWidget *widget;
        QString words;
        QWidget *section;
    };

    void addSection(const QString &title);
    void addField(const QString &label, QWidget *field, const QString &note = {});
    void addAppearance();
    void addAnnotate();
    void addScorers();
    void addStorage();
    void addFolder(const QString &label, const QString &path);
    void search(const QString &words);
    void showValues();
    void takeValues();
    void resetKeys();
    void testScorer();

    QVBoxLayout *m_page;
    QWidget *m_section = nullptr; ///< the one being filled
    QList<Field> m_fields;
    QLineEdit *m_search;
    QComboBox *m_theme;
    QComboBox *m_layout;
    KeyEditor *m_keys;
    widgets::Button *m_resetKeys;
    QSlider *m_hold;
    widgets::Label *m_holdText;
    QCheckBox *m_motion;
    QCheckBox *m_narrow;
    QLineEdit *m_command;
    widgets::Button *m_testButton;
    widgets::Label *m_testResult;
    widgets::Job m_test;
    QSpinBox *m_memory;
    bool m_filling = false;
};

} // namespace shell
