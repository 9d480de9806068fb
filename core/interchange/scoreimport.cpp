#include "core/interchange/scoreimport.h"

#include <QFileInfo>

#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/base/numbers.h"
#include "core/interchange/scorernames.h"
#include "core/storage/database.h"
#include "core/study/prompt.h"

namespace interchange {

namespace {

tl::unexpected<base::Error> rowError(const QString &what, const QString &hint = {})
{
    return base::fail(QStringLiteral("import.row"), what, hint);
}

/// Finds what the rows of a scores table are about.
class ScoreTable
{
public:
    ScoreTable(ImportWriter &writer, const QString &path, const QString &prefix)
        : m_writer(writer)
        , m_path(path)
        , m_prefix(prefix)
    {
    }

    base::Result<void> read(const TableRow &row);

private:
    base::Result<study::Picture> findPicture(const TableRow &row);
    base::Result<study::Picture> onlyOne(const QString &where, const QStringList &arguments, const QString &what);
    base::Result<QString> findPromptHash(const TableRow &row, const study::Picture &picture);
    base::Result<void> restore(const TableRow &row, const study::Picture &picture, const QString &promptHash);

    ImportWriter &m_writer;
    QString m_path;
    QString m_prefix;
};

base::Result<study::Picture> ScoreTable::onlyOne(const QString &where, const QStringList &arguments,
                                                 const QString &what)
{
    BASE_TRY_ASSIGN(select, m_writer.database().prepare(
                                QStringLiteral("SELECT p.id, p.asset_id, p.prompt_id FROM live_picture AS p ") + where
                                + QStringLiteral(" LIMIT 2")));
    base::Result<void> ran = arguments.size() == 1   ? select.run(arguments[0])
                             : arguments.size() == 2 ? select.run(arguments[0], arguments[1])
                                                     : select.run(arguments[0], arguments[1], arguments[2]);
    BASE_TRY(ran);
    if (!select.next())
        return rowError(QStringLiteral("the study has no picture with %1").arg(what),
                        QStringLiteral("Import the pictures first"));
    study::Picture picture;
    picture.id = select.id<study::PictureId>(0);
    picture.asset = select.id<study::AssetId>(1);
    picture.prompt = select.id<study::PromptId>(2);
    if (select.next())
        return rowError(QStringLiteral("several pictures have %1").arg(what),
                        QStringLiteral("Name the picture by its id in the column picture"));
    return picture;
}

base::Result<study::Picture> ScoreTable::findPicture(const TableRow &row)
{
    const QString uid = row.value(QStringLiteral("picture"));
    if (!uid.isEmpty())
        return onlyOne(QStringLiteral("WHERE p.uid = ?"), {uid}, QStringLiteral("the id '%1'").arg(uid));
    QString sha256 = row.value(QStringLiteral("sha256")).toLower();
    const QString file = row.value(QStringLiteral("file"));
    if (sha256.isEmpty() && !file.isEmpty()) {
        const QString beside = QFileInfo(m_path).absoluteDir().absoluteFilePath(file);
        const QString place = QFileInfo::exists(beside) ? beside : m_writer.database().folder().absoluteFilePath(file);
        const base::Result<QString> hash = base::sha256File(place);
        if (!hash)
            return rowError(QStringLiteral("the file '%1' is not there").arg(file));
        sha256 = *hash;
    }
    const QString generator = row.value(QStringLiteral("generator"));
    const QString group = row.value(QStringLiteral("prompt_group"));
    QString variant = row.value(QStringLiteral("variant"));
    if (variant.isEmpty())
        variant = row.value(QStringLiteral("picture_variant"));
    if (group.isEmpty() && sha256.isEmpty())
        return rowError(QStringLiteral("the row names no picture"),
                        QStringLiteral("Give picture, file, sha256, or generator with prompt_group and variant"));
    const QString cell = QStringLiteral(
        "JOIN prompt AS r ON r.id = p.prompt_id JOIN prompt_group AS g ON g.id = r.group_id LEFT JOIN generator AS n ON n.id = p.generator_id "
        "WHERE coalesce(n.name, '') = ? AND g.key = ?");
    const QString what = QStringLiteral("generator '%1' in prompt group '%2'").arg(generator, m_prefix + group);
    const auto inCell = [&] {
        return variant.isEmpty()
                   ? onlyOne(cell, {generator, m_prefix + group}, what)
                   : onlyOne(cell + QStringLiteral(" AND p.variant = ?"), {generator, m_prefix + group, variant},
                             what + QStringLiteral(" and variant '%1'").arg(variant));
    };
    if (sha256.isEmpty())
        return inCell();
    const auto ofFile = onlyOne(QStringLiteral("JOIN asset AS a ON a.id = p.asset_id WHERE a.sha256 = ?"), {sha256},
                                QStringLiteral("the file '%1'").arg(file.isEmpty() ? sha256 : file));
    if (!ofFile && !group.isEmpty()) {
        if (const auto other = inCell(); other && other->asset.isValid())
            return rowError(
                QStringLiteral("the score is stale: the picture of %1 has another file than the one that was "
                               "scored")
                    .arg(what),
                QStringLiteral("Score the picture again, or leave the row out"));
    }
    return ofFile;
}

/// Empty for scorers that need no prompt.
base::Result<QString> ScoreTable::findPromptHash(const TableRow &row, const study::Picture &picture)
{
    const QString uid = row.value(QStringLiteral("prompt_id"));
    const QString variant = row.value(QStringLiteral("prompt_variant"));
    storage::PromptRepository prompts(m_writer.database());
    if (!uid.isEmpty()) {
        BASE_TRY_ASSIGN(prompt, m_writer.promptByUid(uid));
        if (!prompt)
            return rowError(QStringLiteral("the study has no prompt with the id '%1'").arg(uid),
                            QStringLiteral("Import the pictures first"));
        return base::promptHash(prompt->text);
    }
    BASE_TRY_ASSIGN(own, prompts.prompt(picture.prompt));
    if (variant.isEmpty() || !own)
        return own ? base::promptHash(own->text) : QString();
    BASE_TRY_ASSIGN(group, prompts.promptsOfGroup(own->group));
    for (const study::Prompt &prompt : std::as_const(group))
        if (prompt.variant == variant)
            return base::promptHash(prompt.text);
    return rowError(QStringLiteral("the picture's prompt group has no %1 prompt").arg(variant));
}

base::Result<void> ScoreTable::restore(const TableRow &row, const study::Picture &picture, const QString &promptHash)
{
    const auto text = [&row](const char *column) { return row.value(QLatin1String(column)); };
    const std::optional<double> value = base::toFiniteDouble(text("value"));
    const std::optional<double> second = base::toFiniteDouble(text("second"));
    const qint64 computedAt = text("computed_at").isEmpty() ? base::nowMs() : base::fromIsoTime(text("computed_at"));
    if (!value || (!second && !text("second").isEmpty()))
        return rowError(QStringLiteral("'%1' is no finite number").arg(value ? text("second") : text("value")));
    if (computedAt < 0)
        return rowError(QStringLiteral("'%1' is no time such as 2026-01-31T12:00:00.000Z").arg(text("computed_at")));
    study::Score score;
    const bool imported = isImportedScorer(text("scorer"));
    if (imported)
        score.picture = picture.id;
    else
        score.asset = picture.asset;
    if (!imported && !picture.asset.isValid())
        return rowError(QStringLiteral("a computed score needs the picture's file, of which the study knows nothing"));
    score.promptHash = text("prompt_id").isEmpty() && text("prompt_variant").isEmpty() ? QString() : promptHash;
    score.value = *value;
    score.second = second;
    score.valueText = imported ? text("value") : QString();
    score.device = text("device");
    score.dtype = text("dtype");
    score.origin = text("origin");
    score.computedAt = computedAt;
    return m_writer.restoredScore(score, text("scorer"), text("fingerprint"));
}

base::Result<void> ScoreTable::read(const TableRow &row)
{
    const QString scorer = row.value(QStringLiteral("scorer"));
    if (scorer.isEmpty())
        return rowError(QStringLiteral("the scorer is empty"));
    BASE_TRY_ASSIGN(picture, findPicture(row));
    BASE_TRY_ASSIGN(promptHash, findPromptHash(row, picture));
    if (!row.value(QStringLiteral("fingerprint")).isEmpty() && !row.value(QStringLiteral("origin")).isEmpty())
        return restore(row, picture, promptHash);
    const QString name = importedScorerName(scorer);
    // Unless the row itself names a prompt.
    const bool promptless = isPromptless(name) && row.value(QStringLiteral("prompt_id")).isEmpty()
                            && row.value(QStringLiteral("prompt_variant")).isEmpty();
    return m_writer.importedScore(picture.id, promptHash, {name, row.value(QStringLiteral("value")), {}, promptless},
                                  row.value(QStringLiteral("second")), QFileInfo(m_path).fileName());
}

} // namespace

base::Result<void> importScores(ImportWriter &writer, const QString &path, const ColumnMap &map,
                                const base::Progress &progress)
{
    BASE_TRY_ASSIGN(table, Table::open(path, map));
    for (const char *needed : {"scorer", "value"})
        if (const QString column = QLatin1String(needed);
            !table.columns().isEmpty() && !table.columns().contains(column))
            return base::failIn(path, 1, QStringLiteral("import.header"),
                                QStringLiteral("there is no column '%1'").arg(column),
                                QStringLiteral("Give scorer and value, or map your columns with --map"));
    ScoreTable scores(writer, path, writer.groupPrefix());
    TableRow row;
    for (qint64 done = 0;; ++done) {
        if (progress.isCancelled())
            return base::fail(base::cancelledCode, QStringLiteral("the import was cancelled"));
        if (done % 1024 == 0)
            progress.report(QStringLiteral("Storing scores"), table.position(), table.size());
        const base::Result<bool> more = table.next(row);
        if (more && !*more)
            return {};
        if (!more)
            BASE_TRY(writer.failRow(path, row.line, more.error()));
        else
            BASE_TRY(writer.row(path, row.line, [&] { return scores.read(row); }));
    }
}

} // namespace interchange
