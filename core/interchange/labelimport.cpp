#include "core/interchange/labelimport.h"

#include "core/base/clock.h"
#include "core/base/numbers.h"
#include "core/base/uuid.h"
#include "core/interchange/trialstore.h"
#include "core/storage/database.h"

namespace interchange {

namespace {

using Item = storage::SourceRepository::Item;

tl::unexpected<base::Error> rowError(const QString &what, const QString &hint = {})
{
    return base::fail(QStringLiteral("import.row"), what, hint);
}

/// One row: a label or a rating of one picture.
struct LabelRow
{
    int line = 0;
    QString uid;
    QString picture;
    QString label;
    bool isRating = false;
    double value = 0;
};

/// All rows of one submission.
struct LabelAnswer
{
    TrialRow trial;
    study::Answer answer; ///< without trial, session, supersedes and children
    QString labelSet;
    QString supersededBy;
    QString supersedes; ///< id of the answer that this one supersedes
    QList<LabelRow> rows;
    int line() const { return rows.isEmpty() ? 0 : rows.constFirst().line; }
};

class LabelTable
{
public:
    LabelTable(ImportWriter &writer, const QString &path)
        : m_writer(writer)
        , m_trials(writer)
        , m_path(path)
    {
    }

    base::Result<void> read(const TableRow &row);
    base::Result<void> storeAll(const base::Progress &progress);

private:
    base::Result<LabelRow> readLabel(const TableRow &row) const;
    base::Result<LabelAnswer> readAnswer(const TableRow &row) const;
    void link();
    base::Result<void> store(const LabelAnswer &answer);
    base::Result<void> storeUndo(const LabelAnswer &undone);
    base::Result<std::optional<study::AnswerId>> known(const QString &uid);
    base::Result<QString> promptOf(const QString &picture);

    ImportWriter &m_writer;
    TrialStore m_trials;
    QString m_path;
    QStringList m_order; ///< answers in the order of the file
    QHash<QString, LabelAnswer> m_answers;
    QHash<QString, QList<PictureRef>> m_picturesOfTrial;
};

base::Result<LabelRow> LabelTable::readLabel(const TableRow &row) const
{
    LabelRow label;
    label.line = row.line;
    label.uid = row.value(QStringLiteral("label_id"));
    if (label.uid.isEmpty())
        label.uid = base::uuidV5(QStringLiteral("label"), {m_writer.content(), QString::number(row.line)});
    label.picture = row.value(QStringLiteral("picture"));
    label.label = row.value(QStringLiteral("label"));
    if (label.picture.isEmpty() || label.label.isEmpty())
        return rowError(QStringLiteral("the %1 is empty")
                            .arg(label.picture.isEmpty() ? QStringLiteral("picture") : QStringLiteral("label")));
    label.isRating = row.value(QStringLiteral("type")) == QLatin1String("rating");
    const QString intensity = row.value(QStringLiteral("intensity"));
    const std::optional<double> value = intensity.isEmpty() ? 0 : base::toFiniteDouble(intensity);
    if (!value || (!label.isRating && (*value < 0 || *value != std::floor(*value) || *value > 1000)))
        return rowError(
            QStringLiteral("the intensity '%1' is no %2")
                .arg(intensity, label.isRating ? QStringLiteral("number") : QStringLiteral("whole number from 0")));
    label.value = *value;
    return label;
}

base::Result<LabelAnswer> LabelTable::readAnswer(const TableRow &row) const
{
    const auto text = [&row](const char *column) { return row.value(QLatin1String(column)); };
    LabelAnswer answer;
    answer.labelSet = text("label_set");
    answer.supersededBy = text("superseded_by");
    answer.trial.uid = text("trial_id");
    answer.trial.annotator = text("annotator");
    BASE_TRY_ASSIGN(kind, readAnnotatorKind(row));
    answer.trial.annotatorKind = kind;
    answer.trial.groups = readList(row, "groups");
    answer.trial.session = text("session_id");
    answer.trial.question = text("question").isEmpty() ? QStringLiteral("emotion") : text("question");
    answer.trial.prompt.uid = text("prompt_id");
    if (answer.trial.uid.isEmpty()) // one trial for each picture that somebody labelled
        answer.trial.uid =
            base::uuidV5(QStringLiteral("trial"), {m_writer.content(), answer.trial.annotator, text("picture")});
    study::Answer &given = answer.answer;
    given.uid = text("answer_id");
    if (given.uid.isEmpty())
        given.uid = base::uuidV5(QStringLiteral("answer"),
                                 {m_writer.content(), answer.trial.uid, answer.trial.question, text("answered_at")});
    given.question = answer.trial.question;
    BASE_TRY_ASSIGN(shownAt, readTime(row, "shown_at"));
    BASE_TRY_ASSIGN(answeredAt, readTime(row, "answered_at"));
    BASE_TRY_ASSIGN(responseMs, readInteger(row, "response_ms"));
    given.shownAt = shownAt;
    given.answeredAt = answeredAt == 0 ? base::nowMs() : answeredAt;
    given.responseMs = responseMs.value_or(-1);
    given.flags = readList(row, "flags");
    given.comment = text("comment");
    given.protocolHash = text("protocol_hash");
    given.appVersion = text("app_version");
    answer.trial.plannedAt = given.shownAt == 0 ? given.answeredAt : given.shownAt;
    return answer;
}

base::Result<void> LabelTable::read(const TableRow &row)
{
    BASE_TRY_ASSIGN(label, readLabel(row));
    BASE_TRY_ASSIGN(answer, readAnswer(row));
    QList<PictureRef> &pictures = m_picturesOfTrial[answer.trial.uid];
    if (std::none_of(pictures.cbegin(), pictures.cend(),
                     [&](const PictureRef &ref) { return ref.uid == label.picture; }))
        pictures.append({label.picture, row.value(QStringLiteral("generator")), {}});
    if (!m_answers.contains(answer.answer.uid)) {
        m_order.append(answer.answer.uid);
        m_answers.insert(answer.answer.uid, answer);
    }
    m_answers[answer.answer.uid].rows.append(label);
    return {};
}

void LabelTable::link()
{
    for (const QString &uid : std::as_const(m_order)) {
        const QString by = m_answers.value(uid).supersededBy;
        if (m_answers.contains(by))
            m_answers[by].supersedes = uid;
    }
}

base::Result<std::optional<study::AnswerId>> LabelTable::known(const QString &uid)
{
    BASE_TRY_ASSIGN(select, m_writer.database().prepare(QStringLiteral("SELECT id FROM answer WHERE uid = ?")));
    BASE_TRY(select.run(uid));
    return select.next() ? std::optional(select.id<study::AnswerId>(0)) : std::nullopt;
}

base::Result<QString> LabelTable::promptOf(const QString &picture)
{
    BASE_TRY_ASSIGN(select,
                    m_writer.database().prepare(QStringLiteral(
                        "SELECT r.uid FROM picture AS p JOIN prompt AS r ON r.id = p.prompt_id WHERE p.uid = ?")));
    BASE_TRY(select.run(picture));
    if (!select.next())
        return rowError(QStringLiteral("the study has no picture with the id '%1'").arg(picture),
                        QStringLiteral("Import the pictures first"));
    return select.text(0);
}

base::Result<void> LabelTable::store(const LabelAnswer &answer)
{
    TrialRow trialRow = answer.trial;
    trialRow.pictures = m_picturesOfTrial.value(trialRow.uid);
    if (trialRow.prompt.uid.isEmpty()) {
        BASE_TRY_ASSIGN(prompt, promptOf(answer.rows.constFirst().picture));
        trialRow.prompt.uid = prompt;
    }
    BASE_TRY_ASSIGN(trial, m_trials.trial(trialRow));
    BASE_TRY_ASSIGN(already, known(answer.answer.uid));
    if (already) {
        for (qsizetype i = 0; i < answer.rows.size(); ++i)
            m_writer.unchanged();
        BASE_TRY(m_writer.note(Item::Answer, already->value));
    } else {
        study::Answer given = answer.answer;
        given.trial = trial;
        BASE_TRY_ASSIGN(session, m_trials.session(trialRow, trialRow.plannedAt));
        given.session = session;
        if (!answer.supersedes.isEmpty()) {
            BASE_TRY_ASSIGN(earlier, known(answer.supersedes));
            if (!earlier)
                return rowError(
                    QStringLiteral("the answer that this one supersedes was left out, or stands behind it"));
            given.supersedes = *earlier;
        }
        for (const LabelRow &row : answer.rows) {
            BASE_TRY_ASSIGN(position, m_trials.positionOf(trial, row.picture));
            if (row.isRating)
                given.ratings.append({row.uid, position, row.label, row.value});
            else
                given.labels.append({row.uid, position, row.label, static_cast<int>(row.value)});
        }
        BASE_TRY_ASSIGN(stored, m_trials.repository().addAnswer(given, answer.labelSet));
        BASE_TRY(m_writer.note(Item::Answer, stored.id.value));
    }
    const bool undone = !answer.supersededBy.isEmpty() && !m_answers.contains(answer.supersededBy);
    return undone ? storeUndo(answer) : base::Result<void>();
}

/// What superseded the answer has no labels, so no row tells more of it than its id.
base::Result<void> LabelTable::storeUndo(const LabelAnswer &undone)
{
    BASE_TRY_ASSIGN(already, known(undone.supersededBy));
    if (already)
        return m_writer.note(Item::Answer, already->value);
    BASE_TRY_ASSIGN(superseded, known(undone.answer.uid));
    BASE_TRY_ASSIGN(trial, m_writer.database().prepare(QStringLiteral("SELECT trial_id FROM answer WHERE uid = ?")));
    BASE_TRY(trial.run(undone.answer.uid));
    study::Answer undo;
    undo.uid = undone.supersededBy;
    undo.trial = trial.next() ? trial.id<study::TrialId>(0) : study::TrialId();
    undo.question = undone.answer.question;
    undo.supersedes = superseded.value_or(study::AnswerId());
    undo.answeredAt = undone.answer.answeredAt;
    undo.protocolHash = undone.answer.protocolHash;
    undo.appVersion = undone.answer.appVersion;
    trial.finish();
    BASE_TRY_ASSIGN(stored, m_trials.repository().addAnswer(undo));
    return m_writer.note(Item::Answer, stored.id.value);
}

base::Result<void> LabelTable::storeAll(const base::Progress &progress)
{
    link();
    // Times order answers of one trial, whatever the order of the file.
    std::stable_sort(m_order.begin(), m_order.end(), [this](const QString &a, const QString &b) {
        return m_answers.constFind(a)->answer.answeredAt < m_answers.constFind(b)->answer.answeredAt;
    });
    qint64 done = 0;
    for (const QString &uid : std::as_const(m_order)) {
        if (progress.isCancelled())
            return base::fail(base::cancelledCode, QStringLiteral("the import was cancelled"));
        if (done++ % 1024 == 0)
            progress.report(QStringLiteral("Storing labels"), done, m_order.size());
        const LabelAnswer &answer = *m_answers.constFind(uid);
        BASE_TRY(m_writer.row(m_path, answer.line(), [&] { return store(answer); }));
    }
    return {};
}

} // namespace

base::Result<void> importLabels(ImportWriter &writer, const QString &path, const ColumnMap &map,
                                const base::Progress &progress)
{
    BASE_TRY_ASSIGN(table, Table::open(path, map));
    for (const char *needed : {"annotator", "picture", "label"})
        if (!table.columns().isEmpty() && !table.columns().contains(QLatin1String(needed)))
            return base::failIn(path, 1, QStringLiteral("import.header"),
                                QStringLiteral("there is no column '%1'").arg(QLatin1String(needed)),
                                QStringLiteral("Give annotator, picture and label, or map your columns with --map"));
    LabelTable labels(writer, path);
    TableRow row;
    while (true) {
        if (progress.isCancelled())
            return base::fail(base::cancelledCode, QStringLiteral("the import was cancelled"));
        const base::Result<bool> more = table.next(row);
        if (more && !*more)
            return labels.storeAll(progress);
        const base::Result<void> read = more ? labels.read(row) : tl::make_unexpected(more.error());
        if (!read)
            BASE_TRY(writer.failRow(path, row.line, read.error()));
    }
}

} // namespace interchange
