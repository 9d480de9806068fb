#include "ui/studysetup/protocolpage.h"

#include <QFile>
#include <QVBoxLayout>

#include "core/storage/database.h"
#include "ui/studysetup/protocolrows.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/tableview.h"

namespace studysetup {
namespace {

constexpr int nameWidth = 220;

QString shortHash(const QString &hash)
{
    return QStringLiteral("%1…%2").arg(hash.left(4), hash.right(4));
}

base::Result<trials::Protocol> readProtocol(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failIn(path, 0, QStringLiteral("file.read"), file.errorString());
    return trials::parseProtocol(file.readAll(), path);
}

base::Result<void> putInForce(storage::Database &database, const trials::Protocol &protocol)
{
    BASE_TRY(trials::setStudyProtocol(database, protocol));
    return {};
}

} // namespace

ProtocolPage::ProtocolPage(QWidget *parent)
    : Page(parent)
    , m_state(new widgets::Label(QString(), widgets::TextRole::Small, widgets::Ink::Text3))
    , m_set(new widgets::Button(tr("Set from file…")))
    , m_lock(new widgets::Button(tr("Lock…")))
    , m_question(new widgets::Strip(widgets::Strip::Kind::Warning))
    , m_model(new widgets::CellModel(protocolColumns(), this))
    , m_table(new widgets::TableView)
{
    m_lock->setGlyph(widgets::Icon::Lock);
    m_table->setEdgePadding(widgets::metrics::pageMargin);
    m_table->setSource(m_model, false);
    m_table->setColumnWidth(0, widgets::scaled(nameWidth));
    m_table->setAccessibleName(tr("Protocol"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_question);
    layout->addWidget(m_table, 1);
    connect(m_set, &widgets::Button::clicked, this, &ProtocolPage::setFromFile);
    connect(m_lock, &widgets::Button::clicked, this, &ProtocolPage::askToLock);
    connect(m_question, &widgets::Strip::actionClicked, this, &ProtocolPage::lock);
}

void ProtocolPage::fillBar(widgets::BarRow *bar)
{
    bar->add(m_state);
    bar->addStretch();
    bar->add(m_set);
    bar->add(m_lock);
}

void ProtocolPage::setFacts(const StudyFacts &facts)
{
    m_protocol = facts.protocol;
    m_model->setRows(protocolRows(m_protocol.protocol));
    m_state->setText(
        (m_protocol.locked ? tr("locked, hash %1") : tr("draft, hash %1")).arg(shortHash(m_protocol.hash)));
    m_state->setToolTip(m_protocol.hash);
    m_lock->setEnabled(!m_protocol.locked);
    m_lock->setToolTip(m_protocol.locked ? tr("Locked already: it can be superseded, not edited") : QString());
    if (m_protocol.locked)
        m_question->hide();
    Q_EMIT statusTextChanged();
}

QString ProtocolPage::statusText() const
{
    return m_protocol.locked ? tr("Protocol locked") : tr("Protocol is a draft");
}

void ProtocolPage::setFromFile()
{
    const QStringList chosen = widgets::FileChooser::ask(
        this, {widgets::FileChooser::Kind::OpenFile, tr("Set the protocol"), tr("Protocols (*.json)"), {}, {}});
    if (chosen.isEmpty() || !study())
        return;
    const trials::Protocol before = m_protocol.protocol;
    study()->run(
        this,
        [path = chosen.first()](storage::Database &database) -> base::Result<void> {
            BASE_TRY_ASSIGN(protocol, readProtocol(path));
            return putInForce(database, protocol);
        },
        [this, before](const base::Result<void> &done) {
            if (!done)
                Q_EMIT failed(done.error().toLine());
            else
                Q_EMIT changeMade(tr("Protocol set"),
                                  [before](storage::Database &database) { return putInForce(database, before); });
        });
}

void ProtocolPage::askToLock()
{
    m_question->say(
        tr("Locking freezes every value below. Votes carry the hash %1; the protocol can then only be superseded by another one. "
           "A lock cannot be undone.")
            .arg(shortHash(m_protocol.hash)),
        tr("Lock protocol"));
}

void ProtocolPage::lock()
{
    m_question->hide();
    if (!study())
        return;
    study()->run(
        this, [](storage::Database &database) { return trials::lockStudyProtocol(database); },
        [this](const base::Result<trials::StudyProtocol> &locked) {
            if (!locked)
                Q_EMIT failed(locked.error().toLine());
            else
                Q_EMIT changeMade(tr("Protocol locked"), {});
        });
}

} // namespace studysetup
