#include "ui/shell/preferencesplace.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSlider>
#include <QVBoxLayout>

#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

namespace shell {

using widgets::Ink;
using widgets::Label;
using widgets::TextRole;
namespace metrics = widgets::metrics;

namespace {

constexpr int fieldWidth = 320;
constexpr int maximumHoldMs = 400;

QComboBox *makeChoice(const QList<std::pair<QString, QString>> &choices, const QString &name)
{
    auto *box = new QComboBox;
    for (const auto &[text, key] : choices)
        box->addItem(text, key);
    box->setFixedWidth(fieldWidth);
    box->setAccessibleName(name);
    return box;
}

} // namespace

PreferencesPlace::PreferencesPlace(QWidget *parent)
    : Place(parent)
    , m_theme(makeChoice({{tr("As the desktop"), QStringLiteral("system")},
                          {tr("Light"), QStringLiteral("light")},
                          {tr("Dark"), QStringLiteral("dark")}},
                         tr("Theme")))
    , m_keys(makeChoice({{tr("Right hand: arrow keys"), QStringLiteral("right-hand")},
                         {tr("Left hand: A, S, D"), QStringLiteral("left-hand")}},
                        tr("Keys in Annotate")))
    , m_hold(new QSlider(Qt::Horizontal))
    , m_holdText(new Label({}, TextRole::Small, Ink::Text3))
    , m_motion(new QCheckBox(tr("Reduce motion")))
    , m_narrow(new QCheckBox(tr("Rail with icons only")))
{
    m_hold->setRange(0, maximumHoldMs);
    m_hold->setSingleStep(50);
    m_hold->setPageStep(100);
    m_hold->setFixedWidth(fieldWidth);
    m_hold->setAccessibleName(tr("Chosen answer stays marked"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::pageMargin, metrics::pageMargin, metrics::pageMargin, metrics::pageMargin);
    layout->setSpacing(metrics::space4);
    const auto addField = [layout](const QString &label, QWidget *field) {
        layout->addWidget(new Label(label, TextRole::Body, Ink::Text2));
        layout->addWidget(field);
        layout->addSpacing(metrics::space12);
    };
    layout->addWidget(new Label(tr("Preferences"), TextRole::Body, Ink::Text, widgets::Weight::SemiBold));
    layout->addSpacing(metrics::space12);
    addField(tr("Theme"), m_theme);
    addField(tr("Keys in Annotate"), m_keys);
    layout->addWidget(new Label(tr("Chosen answer stays marked"), TextRole::Body, Ink::Text2));
    layout->addWidget(m_hold);
    layout->addWidget(m_holdText);
    layout->addSpacing(metrics::space12);
    layout->addWidget(m_motion);
    layout->addWidget(m_narrow);
    layout->addStretch();

    connect(m_theme, &QComboBox::currentIndexChanged, this, &PreferencesPlace::takeValues);
    connect(m_keys, &QComboBox::currentIndexChanged, this, &PreferencesPlace::takeValues);
    connect(m_hold, &QSlider::valueChanged, this, &PreferencesPlace::takeValues);
    connect(m_motion, &QCheckBox::toggled, this, &PreferencesPlace::takeValues);
    connect(m_narrow, &QCheckBox::toggled, this, &PreferencesPlace::takeValues);
    showValues();
}

QString PreferencesPlace::title() const
{
    return tr("Preferences");
}

void PreferencesPlace::setStudy(const widgets::StudyPtr &) {}

void PreferencesPlace::activate()
{
    showValues();
}

void PreferencesPlace::showValues()
{
    m_filling = true;
    const widgets::Preferences preferences = widgets::Preferences::load();
    m_theme->setCurrentIndex(qMax(0, m_theme->findData(preferences.theme)));
    m_keys->setCurrentIndex(qMax(0, m_keys->findData(preferences.keyMap)));
    m_hold->setValue(preferences.answerHoldMs);
    m_holdText->setText(tr("%1 ms").arg(preferences.answerHoldMs));
    m_motion->setChecked(preferences.reduceMotion);
    m_narrow->setChecked(preferences.narrowRail);
    m_filling = false;
}

void PreferencesPlace::takeValues()
{
    if (m_filling)
        return;
    widgets::Preferences preferences;
    preferences.theme = m_theme->currentData().toString();
    preferences.keyMap = m_keys->currentData().toString();
    preferences.answerHoldMs = m_hold->value();
    preferences.reduceMotion = m_motion->isChecked();
    preferences.narrowRail = m_narrow->isChecked();
    m_holdText->setText(tr("%1 ms").arg(preferences.answerHoldMs));
    preferences.save();
}

} // namespace shell
