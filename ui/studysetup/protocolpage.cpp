#include "ui/studysetup/protocolpage.h"

#include <QFile>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "core/storage/database.h"
#include "ui/studysetup/protocolform.h"
#include "ui/studysetup/protocolrows.h"
#include "ui/studysetup/protocolversions.h"
#include "ui/studysetup/strippreview.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/tableview.h"

namespace studysetup {

namespace metrics = widgets::metrics;
using widgets::Button;
using widgets::FileChooser;

namespace {

constexpr int nameWidth = 200;
constexpr int leftWidth = 528; ///< a field of 480, its margins, and the scroll bar
constexpr int previewNeeds = 520;
constexpr int versionsHeight = 232;

base::Result<trials::Protocol> readProtocol(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failIn(path, 0, QStringLiteral("file.read"), file.errorString());
    return trials::parseProtocol(file.readAll(), path);
}

base::Result<void> writeProtocol(const QString &path, const trials::Protocol &protocol)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(trials::toJson(protocol)).toJson()) < 0
        || !file.commit())
        return base::failIn(path, 0, QStringLiteral("file.write"), file.errorString());
    return {};
}

base::Result<void> store(storage::Database &database, const trials::Protocol &protocol)
{
    BASE_TRY(trials::setStudyProtocol(database, protocol));
    return {};
}

FileChooser::Question protocolFile(FileChooser::Kind kind, const QString &title)
{
    return {kind, title, ProtocolPage::tr("Protocols (*.json)"), QStringLiteral("json"),
            kind == FileChooser::Kind::SaveFile ? QStringLiteral("protocol.json") : QString()};
}

} // namespace

ProtocolPage::ProtocolPage(QWidget *parent)
    : Page(parent)
    , m_state(new widgets::Label(QString(), widgets::TextRole::Small, widgets::Ink::Text3))
    , m_set(new Button(tr("From file…"), Button::Kind::Flat))
    , m_save(new Button(tr("Save as file…"), Button::Kind::Flat))
    , m_lock(new Button(tr("Lock…")))
    , m_copy(new Button(tr("Make a copy to change it")))
    , m_discard(new Button(tr("Discard copy")))
    , m_use(new Button(tr("Use this protocol"), Button::Kind::Filled))
    , m_question(new widgets::Strip(widgets::Strip::Kind::Warning))
    , m_left(new QStackedWidget)
    , m_form(new ProtocolForm)
    , m_model(new widgets::CellModel(protocolColumns(), this))
    , m_table(new widgets::TableView)
{
    m_set->setGlyph(widgets::Icon::Import);
    m_save->setGlyph(widgets::Icon::Export);
    m_lock->setGlyph(widgets::Icon::Lock);
    m_table->setEdgePadding(metrics::pageMargin);
    m_table->setSource(m_model, false);
    m_table->setColumnWidth(0, widgets::scaled(nameWidth));
    m_table->setAccessibleName(tr("Protocol"));
    m_left->addWidget(m_form);
    m_left->addWidget(m_table);
    m_left->setFixedWidth(widgets::scaled(leftWidth));

    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_left);
    row->addWidget(new widgets::Line(Qt::Vertical));
    row->addWidget(makeSide(), 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_question);
    layout->addLayout(row, 1);

    connect(m_set, &Button::clicked, this, &ProtocolPage::setFromFile);
    connect(m_save, &Button::clicked, this, &ProtocolPage::saveAsFile);
    connect(m_lock, &Button::clicked, this, &ProtocolPage::askToLock);
    connect(m_copy, &Button::clicked, this, &ProtocolPage::makeCopy);
    connect(m_discard, &Button::clicked, this, &ProtocolPage::discardCopy);
    connect(m_use, &Button::clicked, this, &ProtocolPage::useCopy);
    connect(m_question, &widgets::Strip::actionClicked, this, &ProtocolPage::lock);
    connect(m_form, &ProtocolForm::changed, this, &ProtocolPage::takeEdit);
    connect(m_form, &ProtocolForm::edited, this, &ProtocolPage::updateLook);
}

void ProtocolPage::fillBar(widgets::BarRow *bar)
{
    bar->add(m_state);
    bar->addStretch();
    bar->add(m_set);
    bar->add(m_save);
    bar->add(m_discard);
    bar->add(m_copy);
    bar->add(m_lock);
    bar->add(m_use);
}

void ProtocolPage::setStudy(const widgets::StudyPtr &study)
{
    Page::setStudy(study);
    m_isCopy = false;
    m_protocol = {};
    m_versions.clear();
    m_versionModel->setRows({});
    m_versionsStale = true;
    m_form->setStudy(study);
}

void ProtocolPage::setFacts(const StudyFacts &facts)
{
    const bool changed = facts.protocol.hash != m_protocol.hash || facts.protocol.locked != m_protocol.locked;
    m_protocol = facts.protocol;
    m_generators = facts.generators;
    // What was typed here and is still on its way to the file is newer than what was read.
    if (!m_isCopy && m_saving == 0)
        m_form->setDraft(ProtocolDraft(m_protocol.protocol), m_generators);
    if (m_protocol.locked)
        m_question->hide();
    if (changed)
        m_shownVersion = -1;
    m_versionsStale = true;
    if (isVisible())
        readVersions();
    updateLook();
    Q_EMIT statusTextChanged();
}

void ProtocolPage::activate()
{
    if (m_versionsStale)
        readVersions();
}

void ProtocolPage::updateLook()
{
    const bool editing = m_isCopy || !m_protocol.locked;
    const int problems = editing ? m_form->problemCount() : 0;
    const bool other = m_shownVersion >= 0 && m_shownVersion < m_versions.size();
    const trials::Protocol &shown = other ? m_versions[m_shownVersion].protocol : m_protocol.protocol;
    m_left->setCurrentIndex(editing && !other ? 0 : 1);
    m_model->setRows(protocolRows(shown));
    const QString hash = other ? m_versions[m_shownVersion].hash : m_protocol.hash;
    QString state = other               ? tr("version %1, not in force").arg(shortHash(hash))
                    : m_isCopy          ? tr("copy of %1, not in force yet").arg(shortHash(hash))
                    : m_protocol.locked ? tr("locked, hash %1").arg(shortHash(hash))
                                        : tr("draft, hash %1").arg(shortHash(hash));
    if (hash.isEmpty()) // not read yet
        state.clear();
    if (problems > 0 && !other)
        state = tr("%n field(s) to correct, not saved", nullptr, problems);
    m_state->setInk(problems > 0 && !other ? widgets::Ink::Error : widgets::Ink::Text3);
    m_state->setText(state);
    m_state->setToolTip(hash);
    m_lock->setVisible(!m_isCopy);
    m_lock->setEnabled(!hash.isEmpty() && !m_protocol.locked && problems == 0);
    m_lock->setToolTip(m_protocol.locked ? tr("Locked already: it can be superseded, not edited")
                       : problems > 0    ? tr("Correct the marked fields first")
                                         : QString());
    m_copy->setVisible(m_protocol.locked && !m_isCopy);
    m_discard->setVisible(m_isCopy);
    m_use->setVisible(m_isCopy);
    m_use->setEnabled(problems == 0);
    m_use->setToolTip(problems > 0 ? tr("Correct the marked fields first") : QString());
    updatePreview();
}

QString ProtocolPage::statusText() const
{
    return m_protocol.locked ? tr("Protocol locked") : tr("Protocol is a draft");
}

void ProtocolPage::takeEdit(const QString &what)
{
    updateLook();
    if (m_isCopy)
        return;
    if (const auto protocol = m_form->draft().protocol())
        putInForce(what, *protocol);
}

void ProtocolPage::putInForce(const QString &what, const trials::Protocol &protocol)
{
    if (!study())
        return;
    const trials::Protocol before = m_protocol.protocol;
    m_protocol.protocol = protocol;
    m_protocol.hash = trials::protocolHash(protocol);
    ++m_saving;
    study()->run(
        this, [protocol](storage::Database &database) { return store(database, protocol); },
        [this, what, before](const base::Result<void> &done) {
            --m_saving;
            if (!done)
                Q_EMIT failed(done.error().toLine());
            else
                Q_EMIT changeMade(what, [before](storage::Database &database) { return store(database, before); });
            Q_EMIT settledChanged();
        });
}

void ProtocolPage::setFromFile()
{
    const QStringList chosen =
        FileChooser::ask(this, protocolFile(FileChooser::Kind::OpenFile, tr("Set the protocol")));
    if (chosen.isEmpty() || !study())
        return;
    const trials::Protocol before = m_protocol.protocol;
    study()->run(
        this,
        [path = chosen.first()](storage::Database &database) -> base::Result<void> {
            BASE_TRY_ASSIGN(protocol, readProtocol(path));
            return store(database, protocol);
        },
        [this, before](const base::Result<void> &done) {
            if (!done) {
                Q_EMIT failed(done.error().toLine());
                return;
            }
            m_isCopy = false;
            m_form->reset();
            Q_EMIT changeMade(tr("Protocol set"),
                              [before](storage::Database &database) { return store(database, before); });
        });
}

void ProtocolPage::saveAsFile()
{
    const QStringList chosen =
        FileChooser::ask(this, protocolFile(FileChooser::Kind::SaveFile, tr("Save the protocol")));
    if (chosen.isEmpty() || !study())
        return;
    const bool other = m_shownVersion >= 0 && m_shownVersion < m_versions.size();
    study()->run(
        this,
        [path = chosen.first(), protocol = other ? m_versions[m_shownVersion].protocol : m_protocol.protocol](
            storage::Database &) { return writeProtocol(path, protocol); },
        [this](const base::Result<void> &done) {
            if (!done)
                Q_EMIT failed(done.error().toLine());
        });
}

void ProtocolPage::askToLock()
{
    if (m_question->isVisible()) {
        m_question->hide();
        return;
    }
    m_question->say(
        tr("Locking freezes every value below. Votes carry the hash %1; the protocol can then only be superseded by another one. "
           "A lock cannot be undone.")
            .arg(shortHash(m_protocol.hash)),
        tr("Lock protocol"));
}

void ProtocolPage::act()
{
    if (m_isCopy && m_use->isEnabled())
        useCopy();
    else if (m_question->isVisible())
        lock();
    else if (m_lock->isVisible() && m_lock->isEnabled())
        askToLock();
}

void ProtocolPage::lock()
{
    m_question->hide();
    if (!study())
        return;
    ++m_saving;
    study()->run(
        this, [](storage::Database &database) { return trials::lockStudyProtocol(database); },
        [this](const base::Result<trials::StudyProtocol> &locked) {
            --m_saving;
            if (!locked)
                Q_EMIT failed(locked.error().toLine());
            else
                Q_EMIT changeMade(tr("Protocol locked"), {});
            Q_EMIT settledChanged();
        });
}

void ProtocolPage::makeCopy()
{
    m_isCopy = true;
    m_shownVersion = -1;
    m_form->setDraft(ProtocolDraft(m_protocol.protocol), m_generators);
    updateLook();
}

void ProtocolPage::useCopy()
{
    const auto copy = m_form->draft().protocol();
    if (!copy)
        return;
    m_isCopy = false;
    if (trials::protocolHash(*copy) != m_protocol.hash) {
        m_protocol.locked = false;
        putInForce(tr("Protocol superseded"), *copy);
    }
    updateLook();
}

void ProtocolPage::discardCopy()
{
    m_isCopy = false;
    m_form->reset();
    updateLook();
}

void ProtocolPage::resizeEvent(QResizeEvent *)
{
    const bool fits = width() - widgets::scaled(leftWidth) >= widgets::scaled(previewNeeds);
    m_previewBox->setVisible(fits);
    if (fits)
        m_versionTable->setFixedHeight(widgets::scaled(versionsHeight));
    else
        m_versionTable->setMaximumHeight(QWIDGETSIZE_MAX);
}

} // namespace studysetup
