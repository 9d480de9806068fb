#include "ui/widgets/reveallog.h"

#include <QSettings>

#include "core/storage/annotatorrepository.h"
#include "core/storage/revealrepository.h"
#include "core/storage/transaction.h"

namespace widgets {

namespace {

QString sitterKey(const StudyHandle *study)
{
    return QStringLiteral("sitter/%1").arg(QString::number(qHash(study->path()), 16));
}

} // namespace

RevealLog &RevealLog::of(const StudyPtr &study)
{
    auto *log = study->findChild<RevealLog *>(QString(), Qt::FindDirectChildrenOnly);
    return log ? *log : *new RevealLog(study.get());
}

RevealLog::RevealLog(StudyHandle *study)
    : QObject(study)
    , m_study(study)
    , m_sitter(QSettings().value(sitterKey(study)).toString())
{
}

void RevealLog::setSitter(const QString &code)
{
    if (code.isEmpty())
        return;
    if (code != m_sitter) {
        // Another person: what was seen here in this run may have been seen by this one too.
        m_sitter = code;
        m_warned = false;
        m_unsaved = m_seen.values();
        m_allUnsaved = m_allSeen;
    }
    QSettings().setValue(sitterKey(m_study), code);
    store();
    refresh();
}

void RevealLog::reveal(study::PromptGroupId group)
{
    if (m_allSeen || m_seen.contains(group))
        return;
    m_seen.insert(group);
    m_unsaved.append(group);
    store();
}

void RevealLog::revealAll()
{
    if (m_allSeen)
        return;
    m_allSeen = m_allUnsaved = true;
    store();
}

void RevealLog::store()
{
    if (m_sitter.isEmpty() || (m_unsaved.isEmpty() && !m_allUnsaved))
        return;
    m_study->run(
        this,
        [code = m_sitter, groups = m_unsaved, all = m_allUnsaved](storage::Database &database) -> base::Result<void> {
            BASE_TRY_ASSIGN(transaction, storage::Transaction::begin(database));
            BASE_TRY_ASSIGN(annotator, storage::AnnotatorRepository(database).annotatorByCode(code));
            if (!annotator) // another copy of the study under the same name
                return {};
            storage::RevealRepository reveals(database);
            BASE_TRY(reveals.reveal(*annotator, groups));
            if (all)
                BASE_TRY(reveals.revealAll(*annotator));
            return transaction.commit();
        },
        [this](const base::Result<void> &stored) {
            if (!stored)
                Q_EMIT failed(stored.error());
        });
    m_unsaved.clear();
    m_allUnsaved = false;
}

void RevealLog::refresh()
{
    const int request = ++m_request;
    if (m_sitter.isEmpty()) {
        m_open = {};
        Q_EMIT openPairsRead();
        return;
    }
    m_study->run(
        this, [code = m_sitter](storage::Database &database) { return trials::openPairs(database, code); },
        [this, request](const base::Result<trials::OpenPairs> &open) {
            if (request != m_request)
                return;
            m_open = open ? *open : trials::OpenPairs();
            Q_EMIT openPairsRead();
        });
}

} // namespace widgets
