#include "core/interchange/importwriter.h"

#include <QFile>
#include <QJsonObject>

#include "core/base/canonicaljson.h"
#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/base/numbers.h"
#include "core/interchange/scorernames.h"
#include "core/storage/database.h"

namespace interchange {

namespace {

using Item = storage::SourceRepository::Item;

base::Error rowError(const base::Error &error, const QString &file, int line)
{
    base::Error located = error;
    located.file = file;
    located.line = line;
    return located;
}

/// Finds a score that is the same statement; `owner` is asset_id or picture_id, which have an index each.
QString sameScore(const QString &owner)
{
    return QStringLiteral("SELECT id FROM score WHERE %1 = ? AND prompt_hash = ? AND fingerprint_id = ? AND value = ? "
                          "AND value_text = ? AND second IS ? AND (? = 0 OR computed_at = ?)")
        .arg(owner);
}

} // namespace

QString groupKeyOf(const QString &text)
{
    static constexpr int longest = 120;
    const QString plain = text.simplified();
    return plain.size() <= longest ? plain
                                   : plain.left(longest) + QLatin1Char('#') + base::sha256(plain.toUtf8()).left(12);
}

ImportWriter::ImportWriter(storage::Database &database, const ImportRequest &request, ImportReport &report)
    : m_database(database)
    , m_request(request)
    , m_report(report)
    , m_sources(database)
    , m_prompts(database)
    , m_pictures(database)
    , m_assets(database)
    , m_annotators(database)
    , m_scores(database)
{
}

base::Result<void> ImportWriter::begin(const QString &kind, const QString &content, const QString &path)
{
    // One transaction holds the whole import; with the usual cache its pages would be written out again and again.
    BASE_TRY(m_database.execute(QStringLiteral("PRAGMA cache_size = -131072")));
    BASE_TRY_ASSIGN(transaction, storage::Transaction::begin(m_database));
    m_transaction.emplace(std::move(transaction));
    BASE_TRY(m_added.begin(m_database));
    storage::Source import;
    import.kind = kind;
    import.name = m_request.name;
    import.content = content;
    import.path = path;
    BASE_TRY(m_sources.begin(import));
    m_report.sourceUid = m_sources.uid();
    return {};
}

/// After a row was rolled back, rows that it had made must not be found here.
void ImportWriter::forgetRows()
{
    m_sources.forget();
    m_promptByKey.clear();
    m_promptByUid.clear();
    m_generatorByName.clear();
    m_pictureByUid.clear();
    m_annotatorByCode.clear();
    m_sessionByUid.clear();
    m_fingerprints.clear();
    ++m_rollbacks;
}

base::Result<void> ImportWriter::failRow(const QString &file, int line, const base::Error &error)
{
    if (!m_request.keepGoing)
        return tl::make_unexpected(rowError(error, file, line));
    m_report.skipped.append({file, line, error.message});
    return {};
}

base::Result<void> ImportWriter::row(const QString &file, int line, const std::function<base::Result<void>()> &write)
{
    if (!m_request.keepGoing) {
        const base::Result<void> written = write();
        return written ? written : tl::make_unexpected(rowError(written.error(), file, line));
    }
    BASE_TRY(m_database.execute(QStringLiteral("SAVEPOINT import_row")));
    const qsizetype later = m_later.size();
    const qint64 unchanged = m_report.unchanged;
    const base::Result<void> written = write();
    if (!written) {
        BASE_TRY(m_database.execute(QStringLiteral("ROLLBACK TO import_row")));
        m_later.resize(later);
        m_report.unchanged = unchanged;
        forgetRows();
    }
    BASE_TRY(m_database.execute(QStringLiteral("RELEASE import_row")));
    return written ? written : failRow(file, line, written.error());
}

base::Result<study::Prompt> ImportWriter::prompt(const PromptRef &ref)
{
    QString key = ref.groupKey.isEmpty() && !ref.text.isEmpty() ? groupKeyOf(ref.text) : ref.groupKey;
    if (!key.isEmpty())
        key.prepend(m_request.groupPrefix);
    const PromptKey cacheKey{{key, ref.uid}, {ref.variant, ref.text}};
    study::Prompt found;
    if (const auto cached = m_promptByKey.constFind(cacheKey); cached != m_promptByKey.cend()) {
        found = *cached;
    } else {
        BASE_TRY_ASSIGN(stored, ref.text.isEmpty() ? findPrompt(ref, key) : storePrompt(ref, key));
        found = stored;
        m_promptByKey.insert(cacheKey, found);
        if (!ref.uid.isEmpty())
            m_promptByUid.insert(ref.uid, found);
    }
    BASE_TRY(note(Item::PromptGroup, found.group.value));
    BASE_TRY(note(Item::Prompt, found.id.value));
    return found;
}

base::Result<study::Prompt> ImportWriter::findPrompt(const PromptRef &ref, const QString &key)
{
    if (!ref.uid.isEmpty()) {
        BASE_TRY_ASSIGN(known, promptByUid(ref.uid));
        if (known)
            return *known;
    }
    BASE_TRY_ASSIGN(group, m_prompts.groupByKey(key));
    if (group) {
        BASE_TRY_ASSIGN(prompts, m_prompts.promptsOfGroup(group->id));
        for (const study::Prompt &prompt : std::as_const(prompts))
            if (prompt.variant == ref.variant)
                return prompt;
    }
    return base::fail(QStringLiteral("import.row"),
                      QStringLiteral("the prompt is empty, and the study has none for '%1'").arg(key),
                      QStringLiteral("Give the prompt's text"));
}

base::Result<study::Prompt> ImportWriter::storePrompt(const PromptRef &ref, const QString &key)
{
    if (key.size() > study::maxUidLength || ref.uid.size() > study::maxUidLength)
        return base::fail(QStringLiteral("import.row"),
                          QStringLiteral("a key has more than %1 characters").arg(study::maxUidLength));
    BASE_TRY_ASSIGN(group, m_prompts.addGroup(key, ref.topic));
    BASE_TRY_ASSIGN(
        other, m_database.prepare(QStringLiteral("SELECT text FROM live_prompt WHERE group_id = ? AND variant = ? AND "
                                                 "text <> ? AND substr(text, -length(?)) <> ? LIMIT 1")));
    // A text that was not known is no other text.
    BASE_TRY(other.run(group.id, ref.variant, ref.text, unknownPromptText, unknownPromptText));
    if (other.next())
        return base::fail(QStringLiteral("import.row"),
                          QStringLiteral("the prompt group '%1' has another %2 prompt already: '%3'")
                              .arg(key, ref.variant, other.text(0).left(80)),
                          QStringLiteral("Keep the sources apart with --group-prefix"));
    return m_prompts.addPrompt(group.id, ref.variant, ref.text, ref.uid);
}

base::Result<study::GeneratorId> ImportWriter::generator(const QString &name)
{
    if (name.isEmpty())
        return study::GeneratorId();
    if (!m_generatorByName.contains(name)) {
        BASE_TRY_ASSIGN(added, m_pictures.addGenerator(name));
        m_generatorByName.insert(name, added.id);
    }
    const study::GeneratorId id = m_generatorByName.value(name);
    BASE_TRY(note(Item::Generator, id.value));
    return id;
}

base::Result<study::AssetId> ImportWriter::asset(const PictureRow &row)
{
    if (!row.asset)
        return study::AssetId();
    BASE_TRY_ASSIGN(stored, m_assets.addAsset(*row.asset));
    if (row.path.isEmpty())
        return stored.id;
    if (m_request.embed) {
        QFile file(row.path);
        if (!file.open(QIODevice::ReadOnly))
            return base::fail(QStringLiteral("file.read"),
                              QStringLiteral("%1: %2").arg(row.path, file.errorString().toLower()));
        const QByteArray bytes = file.readAll();
        if (base::sha256(bytes) != stored.sha256)
            return base::fail(QStringLiteral("picture.changed"),
                              QStringLiteral("%1: the file changed during the import").arg(row.path));
        BASE_TRY(m_assets.embed(stored.id, bytes));
    }
    BASE_TRY(m_assets.addLocation(stored.id, row.path, row.asset->bytes, row.modified));
    return stored.id;
}

base::Result<study::PictureId> ImportWriter::picture(const PictureRow &row)
{
    if (row.uid.size() > study::maxUidLength)
        return base::fail(QStringLiteral("import.row"),
                          QStringLiteral("the picture's id has more than %1 characters").arg(study::maxUidLength));
    BASE_TRY(m_sources.use(row.sourceName));
    BASE_TRY_ASSIGN(prompt, this->prompt({row.groupKey, row.topic, row.promptUid, row.promptVariant, row.prompt}));
    study::Picture picture;
    BASE_TRY_ASSIGN(generatorId, generator(row.generator));
    picture.generator = generatorId;
    BASE_TRY_ASSIGN(assetId, asset(row));
    picture.asset = assetId;
    picture.uid = row.uid;
    picture.prompt = prompt.id;
    picture.variant = row.variant;
    picture.seed = row.seed;
    picture.kind = row.kind;
    picture.emotion = row.emotion;
    bool added = false;
    BASE_TRY_ASSIGN(id, m_pictures.addPicture(picture, &added));
    if (!added)
        unchanged();
    BASE_TRY(note(Item::Picture, id.value));
    if (row.taxonomy && (!row.taxonomy->isEmpty() || !added)) {
        BASE_TRY_ASSIGN(edit, m_pictures.setTaxonomy(id, *row.taxonomy));
        BASE_TRY(note(Item::Taxonomy, edit));
    }
    if (!row.uid.isEmpty())
        m_pictureByUid.insert(row.uid, id);
    if (!row.fileText.isEmpty())
        m_pictureByFile.insert(row.fileText, id);
    if (!row.counterpart.isEmpty() || !row.scores.isEmpty())
        m_later.append({id, prompt.group, row.counterpart, row.scores, row.file, row.line});
    m_sources.useMain();
    return id;
}

base::Result<std::optional<study::PictureId>> ImportWriter::pictureByUid(const QString &uid)
{
    if (const auto known = m_pictureByUid.constFind(uid); known != m_pictureByUid.cend())
        return *known;
    BASE_TRY_ASSIGN(select, m_database.prepare(QStringLiteral("SELECT id FROM picture WHERE uid = ?")));
    BASE_TRY(select.run(uid));
    if (!select.next())
        return std::nullopt;
    const auto id = select.id<study::PictureId>(0);
    m_pictureByUid.insert(uid, id);
    return id;
}

base::Result<std::optional<study::Prompt>> ImportWriter::promptByUid(const QString &uid)
{
    if (const auto known = m_promptByUid.constFind(uid); known != m_promptByUid.cend())
        return *known;
    BASE_TRY_ASSIGN(prompt, m_prompts.promptByUid(uid));
    if (prompt)
        m_promptByUid.insert(uid, *prompt);
    return prompt;
}

base::Result<study::AnnotatorId> ImportWriter::annotator(const QString &code, std::optional<study::AnnotatorKind> kind,
                                                         const QStringList &groups)
{
    const QString key =
        code + QChar(0x1f) + QString::number(kind ? static_cast<int>(*kind) : -1) + groups.join(QLatin1Char(';'));
    if (!m_annotatorByCode.contains(key)) {
        if (!kind) {
            BASE_TRY_ASSIGN(known, m_annotators.annotatorByCode(code));
            kind = known ? known->kind : study::AnnotatorKind::Human;
        }
        BASE_TRY_ASSIGN(added, m_annotators.addAnnotator(code, *kind, groups));
        m_annotatorByCode.insert(key, added.id);
    }
    const study::AnnotatorId id = m_annotatorByCode.value(key);
    BASE_TRY(note(Item::Annotator, id.value));
    return id;
}

base::Result<study::SessionId> ImportWriter::session(const QString &uid, study::AnnotatorId annotator, qint64 startedAt)
{
    if (uid.isEmpty())
        return study::SessionId();
    if (!m_sessionByUid.contains(uid)) {
        BASE_TRY_ASSIGN(select,
                        m_database.prepare(QStringLiteral("SELECT id, annotator_id FROM session WHERE uid = ?")));
        BASE_TRY(select.run(uid));
        if (!select.next()) {
            BASE_TRY_ASSIGN(added, m_annotators.addSession(annotator, startedAt, uid));
            m_sessionByUid.insert(uid, added);
        } else if (select.id<study::AnnotatorId>(1) != annotator) {
            return base::fail(QStringLiteral("import.row"),
                              QStringLiteral("the session '%1' belongs to another annotator").arg(uid));
        } else {
            m_sessionByUid.insert(uid, select.id<study::SessionId>(0));
        }
    }
    const study::SessionId id = m_sessionByUid.value(uid);
    BASE_TRY(note(Item::Session, id.value));
    return id;
}

base::Result<void> ImportWriter::importedScore(study::PictureId picture, const QString &promptHash,
                                               const ScoreCell &cell, const QString &second, const QString &file)
{
    const std::optional<double> value = base::toFiniteDouble(cell.value);
    const std::optional<double> secondValue = base::toFiniteDouble(second);
    if (!value || (!second.isEmpty() && !secondValue))
        return base::fail(QStringLiteral("import.row"),
                          QStringLiteral("'%1' is no finite number").arg(value ? second : cell.value));
    m_ranges.see(cell.scorer, *value);
    // What made the value is not known here; the scorer's name is all that sets it apart.
    const QByteArray description = base::toCanonicalJson(QJsonObject{{QStringLiteral("imported"), cell.scorer}});
    study::Score score;
    score.picture = picture;
    score.promptHash = cell.promptless ? QString() : promptHash;
    score.value = *value;
    score.second = secondValue;
    score.valueText = cell.value;
    score.origin = QStringLiteral("imported by %1 from %2")
                       .arg(qEnvironmentVariable("USER", QStringLiteral("unknown")),
                            m_request.name == file ? file : m_request.name + QLatin1Char('/') + file);
    score.computedAt = base::nowMs();
    return addScoreOnce(score, cell.scorer, base::sha256(description), QString::fromUtf8(description), false);
}

base::Result<void> ImportWriter::restoredScore(const study::Score &score, const QString &scorer,
                                               const QString &fingerprint)
{
    const QByteArray description = base::toCanonicalJson(QJsonObject{{QStringLiteral("restored"), scorer}});
    return addScoreOnce(score, scorer, fingerprint, QString::fromUtf8(description), true);
}

base::Result<void> ImportWriter::addScoreOnce(study::Score score, const QString &scorer, const QString &fingerprint,
                                              const QString &description, bool exactTime)
{
    const QString key = scorer + QChar(0x1f) + fingerprint;
    if (!m_fingerprints.contains(key)) {
        BASE_TRY_ASSIGN(added, m_scores.addFingerprint(scorer, fingerprint, description));
        m_fingerprints.insert(key, added.id);
    }
    score.fingerprint = m_fingerprints.value(key);
    const bool ofPicture = score.picture.isValid();
    BASE_TRY_ASSIGN(
        same, m_database.prepare(sameScore(ofPicture ? QStringLiteral("picture_id") : QStringLiteral("asset_id"))));
    BASE_TRY(same.run(ofPicture ? score.picture.value : score.asset.value, score.promptHash, score.fingerprint,
                      score.value, score.valueText, score.second, exactTime, score.computedAt));
    if (same.next()) {
        unchanged();
        return note(Item::Score, same.integer(0));
    }
    same.finish();
    BASE_TRY_ASSIGN(id, m_scores.addScore(score));
    return note(Item::Score, id);
}

base::Result<void> ImportWriter::settle(const Later &later)
{
    if (!later.counterpart.isEmpty()) {
        BASE_TRY_ASSIGN(other, pictureByUid(later.counterpart));
        if (!other && m_pictureByFile.contains(later.counterpart))
            other = m_pictureByFile.value(later.counterpart);
        if (!other)
            return base::fail(QStringLiteral("import.row"),
                              QStringLiteral("the counterpart '%1' is no picture of this import or the study")
                                  .arg(later.counterpart));
        BASE_TRY_ASSIGN(row, m_pictures.setCounterpart(later.picture, *other));
        BASE_TRY(note(Item::Counterpart, row));
    }
    if (later.scores.isEmpty())
        return {};
    BASE_TRY_ASSIGN(picture, m_pictures.picture(later.picture));
    BASE_TRY_ASSIGN(prompts, m_prompts.promptsOfGroup(later.group));
    for (const ScoreCell &cell : later.scores) {
        const auto prompt = std::find_if(prompts.cbegin(), prompts.cend(), [&](const study::Prompt &p) {
            return cell.promptVariant.isEmpty() ? picture && p.id == picture->prompt : p.variant == cell.promptVariant;
        });
        if (prompt == prompts.cend() && !cell.promptless)
            return base::fail(QStringLiteral("import.row"),
                              QStringLiteral("the prompt group has no %1 prompt for the score %2")
                                  .arg(cell.promptVariant, cell.scorer));
        BASE_TRY(importedScore(later.picture, cell.promptless ? QString() : base::promptHash(prompt->text), cell,
                               cell.second, QString(later.file).section(QLatin1Char('/'), -1)));
    }
    return {};
}

base::Result<void> ImportWriter::finish()
{
    const QList<Later> later = std::exchange(m_later, {});
    for (const Later &one : later)
        BASE_TRY(row(one.file, one.line, [&] { return settle(one); }));
    BASE_TRY(m_added.count(m_database, m_report));
    m_report.warnings += m_ranges.questions();
    if (m_request.dryRun) {
        if (m_request.previewRows > 0) {
            BASE_TRY_ASSIGN(preview, readImportPreview(m_database, m_sources.all(), m_added.newestGenerator(),
                                                       m_request.previewRows));
            m_report.preview = preview;
        }
        m_transaction.reset();
        return {};
    }
    return m_transaction->commit();
}

} // namespace interchange
