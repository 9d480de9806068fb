#include "core/interchange/aasscores.h"

#include <QFileInfo>

#include "core/base/hash.h"
#include "core/interchange/papertraps.h"
#include "core/interchange/scorernames.h"
#include "core/storage/database.h"

namespace interchange {

namespace {

using Item = storage::SourceRepository::Item;

const QString original = study::originalVariant;
const QString distorted = study::distortedVariant;
const QString happyVariant = study::originalVariant;

/// Writes the rows of all tables.
class AasScores
{
public:
    AasScores(ImportWriter &writer, const base::Progress &progress)
        : m_writer(writer)
        , m_progress(progress)
    {
    }

    base::Result<void> writeBlocks(const PaperBlocks &blocks, const PaperBlocks &before);
    base::Result<void> writeFaces(const PaperTable &table);
    base::Result<void> writeVerdicts(const PaperTable &table);

private:
    base::Result<void> writePair(const QString &generator, const QString &number, const PaperCellValues &cell,
                                 const PaperCellValues *before);
    /// The prompt that the study has for group and variant, or a new one with a text that says where it comes from.
    base::Result<study::Prompt> prompt(const QString &group, const QString &variant, const QString &placeholder);
    /// The one picture in this place, or a new record without a file.
    base::Result<study::PictureId> picture(const PictureRow &row);
    base::Result<void> step();

    ImportWriter &m_writer;
    const base::Progress &m_progress;
    qint64 m_done = 0;
};

const QString beforeSuffix = QStringLiteral("-before-regeneration");

/// The old scores alone: there is no block to put them into.
PaperBlocks renamed(const PaperBlocks &before)
{
    PaperBlocks blocks;
    for (const auto &[generator, cells] : before)
        for (const auto &[number, cell] : cells) {
            PaperCellValues &target = blocks[generator][number];
            target = cell;
            target.values.clear();
            for (const auto &[key, value] : cell.values)
                target.values.insert({{key.scorer + beforeSuffix, key.distortedPicture, key.distortedPrompt}, value});
        }
    return blocks;
}

base::Result<void> AasScores::step()
{
    if (m_progress.isCancelled())
        return base::fail(base::cancelledCode, QStringLiteral("the import was cancelled"));
    if (++m_done % 128 == 0)
        m_progress.report(QStringLiteral("Storing scores"), m_done, 0);
    return {};
}

base::Result<study::Prompt> AasScores::prompt(const QString &group, const QString &variant, const QString &placeholder)
{
    BASE_TRY_ASSIGN(known,
                    m_writer.database().prepare(QStringLiteral(
                        "SELECT p.text FROM live_prompt AS p JOIN prompt_group AS g ON g.id = p.group_id WHERE g.key = "
                        "? AND p.variant = ? LIMIT 1")));
    BASE_TRY(known.run(m_writer.groupPrefix() + group, variant));
    const QString text = known.next() ? known.text(0) : placeholder;
    known.finish();
    return m_writer.prompt({group, {}, {}, variant, text});
}

base::Result<study::PictureId> AasScores::picture(const PictureRow &row)
{
    BASE_TRY_ASSIGN(
        known, m_writer.database().prepare(QStringLiteral(
                   "SELECT p.id, p.asset_id FROM live_picture AS p JOIN prompt AS r ON r.id = p.prompt_id JOIN "
                   "prompt_group AS g ON g.id = r.group_id LEFT JOIN generator AS n ON n.id = p.generator_id "
                   "WHERE g.key = ? AND coalesce(n.name, '') = ? AND p.variant = ? LIMIT 2")));
    BASE_TRY(known.run(m_writer.groupPrefix() + row.groupKey, row.generator, row.variant));
    if (known.next() && !known.isNull(1)) {
        const auto id = known.id<study::PictureId>(0);
        if (!known.next()) {
            m_writer.unchanged();
            BASE_TRY(m_writer.note(Item::Picture, id.value));
            return id;
        }
    }
    known.finish();
    return m_writer.picture(row); // finds its own record of an earlier import
}

base::Result<void> AasScores::writePair(const QString &generator, const QString &number, const PaperCellValues &cell,
                                        const PaperCellValues *before)
{
    const QString group = QStringLiteral("coco-") + number;
    const QString unknown = QStringLiteral("COCO prompt %1, %2: the score tables do not tell its text").arg(number);
    study::PictureId pictures[2];
    QString hashes[2];
    for (const bool isDistorted : {false, true}) {
        const QString variant = isDistorted ? distorted : original;
        BASE_TRY_ASSIGN(found, prompt(group, variant, unknown.arg(variant)));
        hashes[isDistorted] = base::promptHash(found.text);
        PictureRow row;
        row.groupKey = group;
        row.generator = generator;
        row.variant = row.promptVariant = variant;
        row.prompt = found.text;
        BASE_TRY_ASSIGN(id, picture(row));
        pictures[isDistorted] = id;
    }
    const auto store = [&](const PaperCellKey &key, const PaperValue &value, const QString &scorer) {
        return m_writer.importedScore(pictures[key.distortedPicture], hashes[key.distortedPrompt],
                                      {scorer, value.value, {}, false}, value.second, QFileInfo(cell.file).fileName());
    };
    for (const auto &[key, value] : cell.values)
        BASE_TRY(store(key, value, key.scorer));
    if (!before)
        return {};
    for (const auto &[key, value] : before->values)
        BASE_TRY(store(key, value, key.scorer + beforeSuffix));
    return {};
}

/// The values of a generator from before its pictures were made anew: those of the old file, and for all other prompts
/// those that never changed.
PaperCellValues asBefore(const PaperCellValues &cell, const PaperCellValues *old, const QStringList &scorers)
{
    PaperCellValues result;
    for (const auto &[key, value] : cell.values) {
        if (!scorers.contains(key.scorer))
            continue;
        const auto first = old ? old->values.find(key) : cell.values.end();
        result.values.insert({key, old && first != old->values.end() ? first->second : value});
    }
    return result;
}

base::Result<void> AasScores::writeBlocks(const PaperBlocks &blocks, const PaperBlocks &before)
{
    for (const auto &[generator, cells] : blocks) {
        const auto old = before.find(generator);
        QStringList scorers; // of the old file
        if (old != before.end())
            for (const auto &[number, cell] : old->second)
                for (const auto &[key, value] : cell.values)
                    if (!scorers.contains(key.scorer))
                        scorers.append(key.scorer);
        for (const auto &[number, cell] : cells) {
            BASE_TRY(step());
            PaperCellValues first;
            if (old != before.end()) {
                const auto found = old->second.find(number);
                first = asBefore(cell, found == old->second.end() ? nullptr : &found->second, scorers);
            }
            const QString &name = generator; // structured bindings cannot be captured
            const QString &prompt = number;
            const PaperCellValues &current = cell;
            BASE_TRY(m_writer.row(cell.file, cell.line, [&] {
                return writePair(name, prompt, current, first.values.empty() ? nullptr : &first);
            }));
        }
    }
    return {};
}

base::Result<void> AasScores::writeFaces(const PaperTable &table)
{
    const QString file = QFileInfo(table.file).fileName();
    for (const PaperFaces &faces : table.faces) {
        BASE_TRY(step());
        const QString group = QStringLiteral("emotion-%1").arg(faces.entry - 1);
        BASE_TRY(m_writer.row(table.file, 0, [&]() -> base::Result<void> {
            const auto placeholder = [&](const QString &what) {
                return QStringLiteral("emotion prompt %1, %2: the score table does not tell its text")
                    .arg(QString::number(faces.entry - 1), what);
            };
            BASE_TRY_ASSIGN(happyPrompt, prompt(group, happyVariant, placeholder(QStringLiteral("happy"))));
            PictureRow row;
            row.groupKey = group;
            row.variant = row.promptVariant = happyVariant;
            row.prompt = happyPrompt.text;
            row.emotion = QStringLiteral("happy");
            BASE_TRY_ASSIGN(happy, picture(row));
            for (const PaperFaces::Face &face : faces.faces) {
                BASE_TRY_ASSIGN(shown, prompt(group, face.emotion, placeholder(face.emotion)));
                row.variant = row.promptVariant = row.emotion = face.emotion;
                row.prompt = shown.text;
                BASE_TRY_ASSIGN(edited, picture(row));
                BASE_TRY_ASSIGN(pairing, storage::PictureRepository(m_writer.database()).setCounterpart(edited, happy));
                BASE_TRY(m_writer.note(Item::Counterpart, pairing));
                const QString hash = base::promptHash(shown.text);
                BASE_TRY(m_writer.importedScore(edited, hash, {face.scorer, face.edited, {}, false}, {}, file));
                BASE_TRY(m_writer.importedScore(happy, hash, {face.scorer, face.happy, {}, false}, {}, file));
            }
            return {};
        }));
    }
    return {};
}

base::Result<void> AasScores::writeVerdicts(const PaperTable &table)
{
    const QString file = QFileInfo(table.file).fileName();
    for (const PaperVerdict &verdict : table.verdicts) {
        BASE_TRY(step());
        BASE_TRY(m_writer.row(table.file, 0, [&]() -> base::Result<void> {
            const QString number = QString::number(verdict.entry - 1);
            const QString group = QStringLiteral("judged-") + number;
            BASE_TRY_ASSIGN(
                shown,
                prompt(group, original, QStringLiteral("judged picture %1: the file does not tell its prompt").arg(number)));
            PictureRow row;
            row.groupKey = group;
            row.variant = row.promptVariant = original;
            row.prompt = shown.text;
            BASE_TRY_ASSIGN(id, picture(row));
            for (const PaperVerdict::Dimension &dimension : verdict.dimensions) {
                const ScoreCell judged{QStringLiteral("judge:") + dimension.name, dimension.score, {}, true};
                const ScoreCell rated{QStringLiteral("rating:") + dimension.name, dimension.label, {}, true};
                BASE_TRY(m_writer.importedScore(id, {}, judged, dimension.predicted, file));
                BASE_TRY(m_writer.importedScore(id, {}, rated, {}, file));
            }
            return {};
        }));
    }
    return {};
}

void warnAboutFiles(const QList<PaperTable> &tables, ImportReport &report)
{
    QStringList others;
    for (const PaperTable &table : tables) {
        const QString name = QFileInfo(table.file).fileName();
        if (table.pairs.isEmpty() && table.faces.isEmpty() && table.verdicts.isEmpty()
            && name != QLatin1String("models.csv"))
            others.append(name);
        if (table.isBeforeRegeneration && !table.pairs.isEmpty())
            report.warnings.append(
                QStringLiteral("%1: %2 rows are scores of pictures that were regenerated since: they are stale, and kept "
                               "apart as SCORER-before-regeneration")
                    .arg(name)
                    .arg(table.pairs.size()));
    }
    if (!others.isEmpty())
        report.warnings.append(QStringLiteral("left out, no scores of single pictures: %1").arg(others.join(QStringLiteral(", "))));
}

} // namespace

base::Result<void> importAasScores(ImportWriter &writer, const QStringList &files, bool keepGoing,
                                   const base::Progress &progress)
{
    ImportReport &report = writer.report();
    const PaperRowFailed failed = [&](const base::Error &error) {
        if (keepGoing)
            report.skipped.append({error.file, error.line, error.message});
        return keepGoing;
    };
    QList<PaperTable> tables;
    PaperBlocks blocks;
    PaperBlocks before;
    qint64 repeated = 0;
    qint64 found = 0;
    for (const QString &file : files) {
        BASE_TRY_ASSIGN(table, readPaperTable(file, failed));
        BASE_TRY(gatherPairs(table, table.isBeforeRegeneration ? before : blocks, repeated, failed));
        found += table.pairs.size() + table.faces.size() + table.verdicts.size();
        tables.append(std::move(table));
    }
    if (found == 0 && report.skipped.isEmpty())
        return base::failIn(files.value(0), 0, QStringLiteral("import.aas"),
                            QStringLiteral("there is no score table of the paper here"),
                            QStringLiteral("Name one of the folders below scores/, or scores/ itself"));
    if (blocks.empty())
        blocks = renamed(std::exchange(before, {}));
    AasScores scores(writer, progress);
    BASE_TRY(scores.writeBlocks(blocks, before));
    for (const PaperTable &table : std::as_const(tables)) {
        BASE_TRY(scores.writeFaces(table));
        BASE_TRY(scores.writeVerdicts(table));
    }
    if (repeated > 0)
        report.warnings.append(QStringLiteral("duplicated rows: %1 rows repeat the scores of an earlier row of the same "
                                              "generator and prompt; they were counted once")
                                   .arg(repeated));
    report.warnings += duplicateWarnings(blocks);
    report.warnings += regenerationWarnings(blocks, before);
    report.warnings += tieWarnings(blocks);
    warnAboutFiles(tables, report);
    return {};
}

} // namespace interchange
