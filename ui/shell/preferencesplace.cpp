#include "ui/shell/preferencesplace.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QSettings>
#include <QShortcut>
#include <QSlider>
#include <QSpinBox>
#include <QStandardPaths>
#include <QUrl>
#include <QVBoxLayout>

#include "core/scoring/workerprocess.h"
#include "ui/shell/keyeditor.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/jobline.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/tableview.h"

namespace shell {

using widgets::Ink;
using widgets::Label;
using widgets::TextRole;
namespace metrics = widgets::metrics;

namespace {

constexpr int fieldWidth = 480;
constexpr int choiceWidth = 320;
constexpr int numberWidth = 120;
constexpr int keysWidth = 760;
constexpr int maximumHoldMs = 400;
constexpr int memoryStepMb = 64;
constexpr int helloTimeoutMs = 30000;

QComboBox *makeChoice(const QList<std::pair<QString, QString>> &choices, const QString &name)
{
    auto *box = new QComboBox;
    for (const auto &[text, key] : choices)
        box->addItem(text, key);
    box->setFixedWidth(widgets::scaled(choiceWidth));
    box->setAccessibleName(name);
    return box;
}

/// What a worker said of itself, in one sentence.
QString factsText(const scoring::WorkerFacts &facts)
{
    int installed = 0;
    for (const scoring::ScorerInfo &scorer : facts.scorers)
        installed += scorer.installed ? 1 : 0;
    const QString device = facts.device.startsWith(QLatin1String("cuda"))
                               ? facts.device
                               : PreferencesPlace::tr("%1, %n thread(s)", nullptr, facts.threads).arg(facts.device);
    return PreferencesPlace::tr("Version %1 answers on %2, %3 of %4 scorers installed.")
        .arg(facts.version, device)
        .arg(installed)
        .arg(facts.scorers.size());
}

QString modelsFolder()
{
    const QString given = qEnvironmentVariable("DISSENSUS_MODELS");
    return given.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
                                 + QStringLiteral("/dissensus/models")
                           : given;
}

} // namespace

PreferencesPlace::PreferencesPlace(QWidget *parent)
    : Place(parent)
    , m_page(new QVBoxLayout)
    , m_search(new QLineEdit)
{
    auto *page = new QWidget;
    page->setBackgroundRole(QPalette::Base);
    page->setAutoFillBackground(true);
    page->setLayout(m_page);
    m_page->setContentsMargins(metrics::pageMargin, metrics::pageMargin, metrics::pageMargin, metrics::space32);
    m_page->setSpacing(metrics::space24);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus); // its fields have it; keys that they leave alone still scroll
    scroll->setAccessibleName(tr("Preferences"));
    scroll->setWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);

    addAppearance();
    addAnnotate();
    addScorers();
    addStorage();
    m_page->addStretch();

    m_search->setPlaceholderText(tr("Find a setting"));
    m_search->setAccessibleName(tr("Find a setting"));
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(widgets::scaled(240));
    m_search->addAction(widgets::icon(widgets::Icon::Search), QLineEdit::LeadingPosition);
    connect(m_search, &QLineEdit::textChanged, this, &PreferencesPlace::search);
    auto *find = new QShortcut(QKeySequence(QKeySequence::Find), this);
    connect(find, &QShortcut::activated, m_search, qOverload<>(&QWidget::setFocus));
    showValues();
}

void PreferencesPlace::fillTopBar(widgets::BarRow *bar)
{
    bar->add(new Label(tr("Preferences"), TextRole::Body, Ink::Text, widgets::Weight::SemiBold));
    bar->addStretch();
    bar->add(m_search);
}

void PreferencesPlace::addSection(const QString &title)
{
    m_section = new QWidget;
    auto *layout = new QVBoxLayout(m_section);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::space12);
    layout->addWidget(new Label(title, TextRole::Body, Ink::Text, widgets::Weight::SemiBold));
    m_page->addWidget(m_section);
}

void PreferencesPlace::addField(const QString &label, QWidget *field, const QString &note)
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::space4);
    if (!label.isEmpty()) {
        auto *text = new Label(label, TextRole::Body, Ink::Text2);
        text->setBuddy(field);
        layout->addWidget(text);
    }
    layout->addWidget(field, 0, Qt::AlignLeft);
    if (!note.isEmpty()) {
        auto *text = new Label(note, TextRole::Small, Ink::Text3);
        text->setWordWrap(true);
        text->setFixedWidth(widgets::scaled(fieldWidth));
        text->setFixedHeight(text->heightForWidth(widgets::scaled(fieldWidth)));
        layout->addWidget(text);
    }
    m_section->layout()->addWidget(box);
    m_fields.append({box, label + QLatin1Char(' ') + note + QLatin1Char(' ') + field->accessibleName(), m_section});
}

void PreferencesPlace::addAppearance()
{
    m_theme = makeChoice({{tr("As the desktop"), QStringLiteral("system")},
                          {tr("Light"), QStringLiteral("light")},
                          {tr("Dark"), QStringLiteral("dark")}},
                         tr("Theme"));
    m_narrow = new QCheckBox(tr("Rail with icons only"));
    m_narrow->setAccessibleName(m_narrow->text());
    m_motion = new QCheckBox(tr("Reduce motion"));
    m_motion->setAccessibleName(m_motion->text());
    addSection(tr("Appearance"));
    addField(tr("Theme"), m_theme, tr("The grey around pictures is the same in both"));
    addField({}, m_narrow);
    addField({}, m_motion, tr("Marks change at once, progress lines move in steps of 5 %"));
    connect(m_theme, &QComboBox::currentIndexChanged, this, &PreferencesPlace::takeValues);
    connect(m_narrow, &QCheckBox::toggled, this, &PreferencesPlace::takeValues);
    connect(m_motion, &QCheckBox::toggled, this, &PreferencesPlace::takeValues);
}

void PreferencesPlace::addAnnotate()
{
    m_hold = new QSlider(Qt::Horizontal);
    m_hold->setRange(0, maximumHoldMs);
    m_hold->setSingleStep(50);
    m_hold->setPageStep(100);
    m_hold->setFixedWidth(widgets::scaled(choiceWidth));
    m_hold->setAccessibleName(tr("Chosen answer stays marked"));
    m_holdText = new Label({}, TextRole::Small, Ink::Text3);
    auto *hold = new QWidget;
    hold->setAccessibleName(m_hold->accessibleName());
    auto *holdRow = new QHBoxLayout(hold);
    holdRow->setContentsMargins(0, 0, 0, 0);
    holdRow->setSpacing(metrics::space12);
    holdRow->addWidget(m_hold);
    holdRow->addWidget(m_holdText);

    m_layout = makeChoice({{tr("Right hand: arrow keys"), QStringLiteral("right-hand")},
                           {tr("Left hand: A, S, D"), QStringLiteral("left-hand")}},
                          tr("Layout of the keys"));
    m_resetKeys = new widgets::Button(tr("Reset all keys"));
    auto *layoutRow = new QWidget;
    layoutRow->setAccessibleName(m_layout->accessibleName());
    auto *row = new QHBoxLayout(layoutRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::controlGap);
    row->addWidget(m_layout);
    row->addWidget(m_resetKeys);
    m_keys = new KeyEditor;
    m_keys->setFixedWidth(widgets::scaled(keysWidth));
    m_keys->setAccessibleName(tr("Keys in Annotate"));

    addSection(tr("Annotate"));
    addField(tr("Chosen answer stays marked"), hold, tr("0 ms: the next pair comes at once"));
    addField(tr("Layout of the keys"), layoutRow,
             tr("Letters and digits mean their place on the keyboard, so that another language does not move them"));
    addField(tr("Keys"), m_keys);
    connect(m_hold, &QSlider::valueChanged, this, &PreferencesPlace::takeValues);
    connect(m_layout, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_filling)
            m_keys->setKeys(m_layout->currentData().toString(), {}); // changes belong to the layout they were made in
        takeValues();
    });
    connect(m_keys, &KeyEditor::changed, this, &PreferencesPlace::takeValues);
    connect(m_resetKeys, &widgets::Button::clicked, this, &PreferencesPlace::resetKeys);
}

void PreferencesPlace::addScorers()
{
    m_command = new QLineEdit;
    m_command->setFixedWidth(widgets::scaled(fieldWidth));
    m_command->setTextMargins(metrics::iconGap, 0, metrics::iconGap, 0);
    m_command->setPlaceholderText(tr("dissensus-scorer beside this program"));
    m_command->setAccessibleName(tr("Command of the scorer"));
    m_testButton = new widgets::Button(tr("Test"));
    m_testResult = new Label({}, TextRole::Small, Ink::Text3);
    m_testResult->setWordWrap(true);
    m_testResult->setMaximumWidth(widgets::scaled(keysWidth));
    auto *command = new QWidget;
    command->setAccessibleName(m_command->accessibleName());
    auto *row = new QHBoxLayout(command);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::controlGap);
    row->addWidget(m_command);
    row->addWidget(m_testButton);
    row->addWidget(new widgets::JobLine(&m_test));

    addSection(tr("Scorers"));
    const QString fixed = qEnvironmentVariable("DISSENSUS_SCORER");
    addField(tr("Command of the scorer"), command,
             fixed.isEmpty() ? tr("As in a shell: ssh gpu-box dissensus-scorer, or srun --gpus=1 dissensus-scorer")
                             : tr("DISSENSUS_SCORER is set and wins: %1").arg(fixed));
    m_section->layout()->addWidget(m_testResult);
    m_testResult->hide();
    connect(m_command, &QLineEdit::editingFinished, this, &PreferencesPlace::takeValues);
    connect(m_testButton, &widgets::Button::clicked, this, &PreferencesPlace::testScorer);
    connect(&m_test, &widgets::Job::started, m_testButton, [this] { m_testButton->setEnabled(false); });
    connect(&m_test, &widgets::Job::ended, this, [this] {
        m_testButton->setEnabled(!m_test.isRunning());
        Q_EMIT settledChanged();
    });
}

void PreferencesPlace::addStorage()
{
    m_memory = new QSpinBox;
    m_memory->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_memory->setRange(widgets::Preferences::leastMemoryMb, widgets::Preferences::mostMemoryMb);
    m_memory->setSingleStep(memoryStepMb);
    m_memory->setSuffix(tr(" MB"));
    m_memory->setFixedWidth(widgets::scaled(numberWidth));
    m_memory->setAccessibleName(tr("Memory for pictures"));
    addSection(tr("Memory and folders"));
    addField(tr("Memory for pictures"), m_memory, tr("For decoded pictures of grids, strips and tables"));
    addFolder(tr("Reward models"), modelsFolder());
    addFolder(tr("Small versions of pictures"), QStandardPaths::writableLocation(QStandardPaths::CacheLocation));
    addFolder(tr("Settings"), QFileInfo(QSettings().fileName()).absolutePath());
    connect(m_memory, &QSpinBox::valueChanged, this, &PreferencesPlace::takeValues);
}

void PreferencesPlace::addFolder(const QString &label, const QString &path)
{
    auto *row = new QWidget;
    row->setAccessibleName(label);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::controlGap);
    auto *place = new QLineEdit(path);
    place->setReadOnly(true);
    place->setFixedWidth(widgets::scaled(fieldWidth));
    place->setTextMargins(metrics::iconGap, 0, metrics::iconGap, 0);
    place->setAccessibleName(label);
    auto *open = new widgets::Button(tr("Open folder"));
    open->setAccessibleName(tr("Open folder: %1").arg(label));
    layout->addWidget(place);
    layout->addWidget(open);
    connect(open, &widgets::Button::clicked, this, [path] {
        QDir().mkpath(path);
        QDesktopServices::openUrl(QUrl::fromLocalFile(path));
    });
    addField(label, row);
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

QString PreferencesPlace::statusText() const
{
    return tr("Changes are in force at once");
}

QList<widgets::KeyHelp> PreferencesPlace::keys() const
{
    return {{tr("Preferences"), widgets::keyCapText(QKeySequence(QKeySequence::Find)), tr("Find a setting")},
            {tr("Keys in Annotate"), widgets::keyCapText(QKeySequence(Qt::Key_Return)), tr("Change the key of a row")},
            {tr("Keys in Annotate"), widgets::keyCapText(QKeySequence(Qt::Key_Escape)), tr("Leave the key as it is")}};
}

void PreferencesPlace::search(const QString &words)
{
    const QString wanted = words.trimmed();
    QHash<QWidget *, bool> sections;
    for (const Field &field : std::as_const(m_fields)) {
        // Keys are many: the table is searched itself.
        const bool isKeys = field.widget->isAncestorOf(m_keys);
        bool found = wanted.isEmpty() || field.words.contains(wanted, Qt::CaseInsensitive);
        if (isKeys) {
            m_keys->setFilter(found ? QString() : wanted);
            found = found || m_keys->table()->model()->rowCount() > 0;
        }
        field.widget->setVisible(found);
        sections[field.section] = sections.value(field.section) || found;
    }
    for (auto it = sections.begin(); it != sections.end(); ++it)
        it.key()->setVisible(*it);
}

void PreferencesPlace::showValues()
{
    m_filling = true;
    const widgets::Preferences preferences = widgets::Preferences::load();
    m_theme->setCurrentIndex(qMax(0, m_theme->findData(preferences.theme)));
    m_layout->setCurrentIndex(qMax(0, m_layout->findData(preferences.keyMap)));
    m_keys->setKeys(preferences.keyMap, preferences.keyChanges);
    m_resetKeys->setEnabled(!preferences.keyChanges.isEmpty());
    m_resetKeys->setToolTip(preferences.keyChanges.isEmpty() ? tr("No key was changed") : QString());
    m_hold->setValue(preferences.answerHoldMs);
    m_holdText->setText(tr("%1 ms").arg(preferences.answerHoldMs));
    m_motion->setChecked(preferences.reduceMotion);
    m_narrow->setChecked(preferences.narrowRail);
    m_command->setText(preferences.scorerCommand);
    m_memory->setValue(preferences.pictureMemoryMb);
    m_filling = false;
}

void PreferencesPlace::takeValues()
{
    if (m_filling)
        return;
    widgets::Preferences preferences = widgets::Preferences::load();
    preferences.theme = m_theme->currentData().toString();
    preferences.keyMap = m_layout->currentData().toString();
    preferences.keyChanges = m_keys->keys().changes();
    preferences.answerHoldMs = m_hold->value();
    preferences.reduceMotion = m_motion->isChecked();
    preferences.narrowRail = m_narrow->isChecked();
    preferences.scorerCommand = m_command->text().trimmed();
    preferences.pictureMemoryMb = m_memory->value();
    m_holdText->setText(tr("%1 ms").arg(preferences.answerHoldMs));
    m_resetKeys->setEnabled(!preferences.keyChanges.isEmpty());
    m_resetKeys->setToolTip(preferences.keyChanges.isEmpty() ? tr("No key was changed") : QString());
    if (preferences != widgets::Preferences::load())
        preferences.save();
}

void PreferencesPlace::resetKeys()
{
    m_keys->setKeys(m_layout->currentData().toString(), {});
    takeValues();
}

/// Starts the worker on a pool thread, hears its hello, and lets it go again.
void PreferencesPlace::testScorer()
{
    takeValues();
    m_testResult->hide();
    scoring::WorkerOptions options;
    options.command = m_command->text().trimmed();
    options.helloTimeoutMs = helloTimeoutMs;
    m_test.run(
        [options](base::Progress &progress) -> base::Result<scoring::WorkerFacts> {
            progress.report(PreferencesPlace::tr("Starting the scorer"), 0, 0);
            BASE_TRY_ASSIGN(worker, scoring::WorkerProcess::start(options, progress));
            return worker->facts();
        },
        [this](const base::Result<scoring::WorkerFacts> &facts) {
            if (!facts && facts.error().code == base::cancelledCode)
                return;
            m_testResult->setInk(facts ? Ink::Text3 : Ink::Error);
            m_testResult->setText(facts ? factsText(*facts) : facts.error().toLine());
            m_testResult->show();
        });
}

} // namespace shell
