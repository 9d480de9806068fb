#include "core/storage/mergetables.h"

namespace storage {

namespace {

QString q(const char *sql)
{
    return QString::fromLatin1(sql);
}

} // namespace

QList<MergeTable> mergeTables()
{
    return {
        {q("protocol"), q("SELECT b.hash AS uid, b.body FROM %1.protocol AS b WHERE %2"), q("hash"),
         q("INSERT INTO main.protocol (hash, body, added_at) SELECT uid, body, :now FROM temp.new_protocol "
           "ORDER BY uid"),
         false},
        {q("source"),
         q("SELECT b.uid, b.kind, b.name, b.path, b.content, b.imported_at, b.app_version FROM %1.source AS b WHERE %2"),
         q("uid"),
         q("INSERT INTO main.source (uid, kind, name, path, content, imported_at, app_version) "
           "SELECT * FROM temp.new_source ORDER BY imported_at, uid"),
         false},
        {q("prompt_group"), q("SELECT b.uid, b.key, b.topic FROM %1.prompt_group AS b WHERE %2"), q("uid"),
         q("INSERT INTO main.prompt_group (uid, key, topic) SELECT * FROM temp.new_prompt_group WHERE true ORDER BY uid "
           "ON CONFLICT DO NOTHING"),
         false},
        {q("prompt"),
         q("SELECT b.uid, g.key AS group_key, b.variant, b.text, b.hash FROM %1.prompt AS b "
           "JOIN %1.prompt_group AS g ON g.id = b.group_id WHERE %2"),
         q("uid"),
         q("INSERT INTO main.prompt (uid, group_id, variant, text, hash) SELECT n.uid, g.id, n.variant, n.text, n.hash "
           "FROM temp.new_prompt AS n JOIN main.prompt_group AS g ON g.key = n.group_key WHERE true ORDER BY n.uid ON "
           "CONFLICT DO NOTHING"),
         false},
        {q("generator"), q("SELECT b.uid, b.name FROM %1.generator AS b WHERE %2"), q("uid"),
         q("INSERT INTO main.generator (uid, name) SELECT * FROM temp.new_generator WHERE true ORDER BY uid "
           "ON CONFLICT DO NOTHING"),
         false},
        {q("asset"), q("SELECT b.sha256 AS uid, b.bytes, b.width, b.height, b.format FROM %1.asset AS b WHERE %2"),
         q("sha256"),
         q("INSERT INTO main.asset (sha256, bytes, width, height, format) SELECT * FROM temp.new_asset ORDER BY uid"),
         false},
        {q("picture"),
         q("SELECT b.uid, a.sha256, g.name, k.key AS group_key, r.variant AS prompt_variant, r.text, b.variant, b.seed, "
           "b.kind, b.emotion FROM %1.picture AS b JOIN %1.prompt AS r ON r.id = b.prompt_id "
           "JOIN %1.prompt_group AS k ON k.id = r.group_id LEFT JOIN %1.asset AS a ON a.id = b.asset_id "
           "LEFT JOIN %1.generator AS g ON g.id = b.generator_id WHERE %2"),
         q("uid"),
         q("INSERT INTO main.picture (uid, asset_id, generator_id, prompt_id, variant, seed, kind, emotion) "
           "SELECT n.uid, a.id, g.id, r.id, n.variant, n.seed, n.kind, n.emotion FROM temp.new_picture AS n "
           "JOIN main.prompt_group AS k ON k.key = n.group_key "
           "JOIN main.prompt AS r ON r.group_id = k.id AND r.variant = n.prompt_variant AND r.text = n.text "
           "LEFT JOIN main.asset AS a ON a.sha256 = n.sha256 LEFT JOIN main.generator AS g ON g.name = n.name "
           "WHERE true ORDER BY n.uid ON CONFLICT DO NOTHING"),
         false},
        // The same code may have begun on two machines: when it did is no part of who it is.
        {q("annotator"), q("SELECT b.uid, b.code, b.kind FROM %1.annotator AS b WHERE %2"), q("uid"),
         q("INSERT INTO main.annotator (uid, code, kind, created_at) SELECT uid, code, kind, :now FROM "
           "temp.new_annotator ORDER BY uid"),
         false},
        {q("session"),
         q("SELECT b.uid, n.code, b.started_at, b.app_version, b.device FROM %1.session AS b "
           "JOIN %1.annotator AS n ON n.id = b.annotator_id WHERE %2"),
         q("uid"),
         q("INSERT INTO main.session (uid, annotator_id, started_at, app_version, device) "
           "SELECT s.uid, n.id, s.started_at, s.app_version, s.device FROM temp.new_session AS s "
           "JOIN main.annotator AS n ON n.code = s.code ORDER BY s.started_at, s.uid"),
         false},
        {q("trial"),
         q("SELECT b.uid, n.code, s.uid AS session_uid, o.hash, k.key AS group_key, r.variant, r.text, b.question, "
           "b.position, b.is_practice, b.is_gold, b.is_repeat, x.uid AS repeat_uid, p.uid AS better_uid, b.planned_at, "
           "(SELECT group_concat(shown) FROM (SELECT coalesce(h.sha256, i.uid) AS shown FROM %1.trial_picture AS c "
           " JOIN %1.picture AS i ON i.id = c.picture_id LEFT JOIN %1.asset AS h ON h.id = i.asset_id "
           " WHERE c.trial_id = b.id ORDER BY c.position)) AS pictures FROM %1.trial AS b "
           "JOIN %1.annotator AS n ON n.id = b.annotator_id LEFT JOIN %1.session AS s ON s.id = b.session_id "
           "LEFT JOIN %1.protocol AS o ON o.id = b.protocol_id JOIN %1.prompt AS r ON r.id = b.prompt_id "
           "JOIN %1.prompt_group AS k ON k.id = r.group_id LEFT JOIN %1.trial AS x ON x.id = b.repeat_of "
           "LEFT JOIN %1.picture AS p ON p.id = b.gold_better WHERE %2"),
         q("uid"),
         q("INSERT INTO main.trial (uid, annotator_id, session_id, protocol_id, prompt_id, question, position, "
           "is_practice, is_gold, is_repeat, repeat_of, gold_better, planned_at) "
           "SELECT t.uid, n.id, s.id, o.id, r.id, t.question, t.position, t.is_practice, t.is_gold, t.is_repeat, x.id, "
           "(SELECT m.ours FROM temp.picture_of AS m WHERE m.uid = t.better_uid), t.planned_at FROM temp.new_trial AS t "
           "JOIN main.annotator AS n ON n.code = t.code LEFT JOIN main.session AS s ON s.uid = t.session_uid "
           "LEFT JOIN main.protocol AS o ON o.hash = t.hash JOIN main.prompt_group AS k ON k.key = t.group_key "
           "JOIN main.prompt AS r ON r.group_id = k.id AND r.variant = t.variant AND r.text = t.text "
           "LEFT JOIN main.trial AS x ON x.uid = t.repeat_uid WHERE (t.repeat_uid IS NULL OR x.id IS NOT NULL) "
           "AND NOT EXISTS (SELECT 1 FROM main.trial AS d WHERE d.uid = t.uid) ORDER BY t.planned_at, t.uid"),
         true},
        {q("answer"),
         q("SELECT b.uid, t.uid AS trial_uid, s.uid AS session_uid, b.question, x.uid AS superseded_uid, b.reason, "
           "b.comment, b.shown_at, b.answered_at, b.response_ms, b.flags, b.protocol_hash, b.app_version, "
           "(SELECT v.choice || '/' || coalesce(v.position, '') || '/' || v.strength FROM %1.vote AS v "
           " WHERE v.answer_id = b.id) AS vote, "
           "(SELECT group_concat(line) FROM (SELECT l.uid || '/' || l.position || '/' || l.label_set || '/' || l.label "
           " || '/' || l.intensity AS line FROM %1.label AS l WHERE l.answer_id = b.id ORDER BY l.uid)) AS labels, "
           "(SELECT group_concat(line) FROM (SELECT l.uid || '/' || l.position || '/' || l.label_set || '/' || "
           " l.dimension || '/' || l.value AS line FROM %1.rating AS l WHERE l.answer_id = b.id ORDER BY l.uid)) AS ratings "
           "FROM %1.answer AS b JOIN %1.trial AS t ON t.id = b.trial_id LEFT JOIN %1.session AS s ON s.id = b.session_id "
           "LEFT JOIN %1.answer AS x ON x.id = b.supersedes WHERE %2"),
         q("uid"),
         q("INSERT INTO main.answer (uid, trial_id, session_id, question, supersedes, reason, comment, shown_at, "
           "answered_at, response_ms, flags, protocol_hash, app_version) "
           "SELECT a.uid, t.id, s.id, a.question, x.id, a.reason, a.comment, a.shown_at, a.answered_at, a.response_ms, "
           "a.flags, a.protocol_hash, a.app_version FROM temp.new_answer AS a JOIN main.trial AS t ON t.uid = a.trial_uid "
           "LEFT JOIN main.session AS s ON s.uid = a.session_uid LEFT JOIN main.answer AS x ON x.uid = a.superseded_uid "
           "WHERE (a.superseded_uid IS NULL OR x.id IS NOT NULL) "
           "AND NOT EXISTS (SELECT 1 FROM main.answer AS d WHERE d.uid = a.uid) ORDER BY a.answered_at, a.uid"),
         true},
    };
}

QList<MergeExtra> mergeExtras()
{
    return {
        {q("pictures of trials"), q("CREATE TEMP TABLE more_trial_picture (trial_uid, position, picture_uid)"),
         q("INSERT INTO temp.more_trial_picture SELECT t.uid, c.position, p.uid FROM other.trial_picture AS c "
           "JOIN other.trial AS t ON t.id = c.trial_id JOIN other.picture AS p ON p.id = c.picture_id "
           "WHERE NOT EXISTS (SELECT 1 FROM main.trial AS m WHERE m.uid = t.uid)"),
         q("INSERT OR IGNORE INTO main.trial_picture (trial_id, position, picture_id) "
           "SELECT t.id, c.position, m.ours FROM temp.more_trial_picture AS c JOIN main.trial AS t ON t.uid = c.trial_uid "
           "JOIN temp.picture_of AS m ON m.uid = c.picture_uid")},
        {q("votes"), q("CREATE TEMP TABLE more_vote (answer_uid, choice, position, strength)"),
         q("INSERT INTO temp.more_vote SELECT a.uid, v.choice, v.position, v.strength FROM other.vote AS v "
           "JOIN other.answer AS a ON a.id = v.answer_id WHERE NOT EXISTS (SELECT 1 FROM main.answer AS m WHERE m.uid = a.uid)"),
         q("INSERT OR IGNORE INTO main.vote (answer_id, choice, position, strength) SELECT a.id, v.choice, v.position, "
           "v.strength FROM temp.more_vote AS v JOIN main.answer AS a ON a.uid = v.answer_uid")},
        {q("labels"), q("CREATE TEMP TABLE more_label (uid, answer_uid, position, label_set, label, intensity)"),
         q("INSERT INTO temp.more_label SELECT l.uid, a.uid, l.position, l.label_set, l.label, l.intensity "
           "FROM other.label AS l JOIN other.answer AS a ON a.id = l.answer_id "
           "WHERE NOT EXISTS (SELECT 1 FROM main.answer AS m WHERE m.uid = a.uid)"),
         q("INSERT OR IGNORE INTO main.label (uid, answer_id, position, label_set, label, intensity) "
           "SELECT l.uid, a.id, l.position, l.label_set, l.label, l.intensity FROM temp.more_label AS l "
           "JOIN main.answer AS a ON a.uid = l.answer_uid ORDER BY l.uid")},
        {q("ratings"), q("CREATE TEMP TABLE more_rating (uid, answer_uid, position, label_set, dimension, value)"),
         q("INSERT INTO temp.more_rating SELECT l.uid, a.uid, l.position, l.label_set, l.dimension, l.value "
           "FROM other.rating AS l JOIN other.answer AS a ON a.id = l.answer_id "
           "WHERE NOT EXISTS (SELECT 1 FROM main.answer AS m WHERE m.uid = a.uid)"),
         q("INSERT OR IGNORE INTO main.rating (uid, answer_id, position, label_set, dimension, value) "
           "SELECT l.uid, a.id, l.position, l.label_set, l.dimension, l.value FROM temp.more_rating AS l "
           "JOIN main.answer AS a ON a.uid = l.answer_uid ORDER BY l.uid")},
        {q("groups"), q("CREATE TEMP TABLE more_group (code, name)"),
         q("INSERT INTO temp.more_group SELECT n.code, g.name FROM other.annotator_group AS g "
           "JOIN other.annotator AS n ON n.id = g.annotator_id"),
         q("INSERT INTO main.annotator_group (annotator_id, name) SELECT DISTINCT n.id, g.name FROM temp.more_group AS g "
           "JOIN main.annotator AS n ON n.code = g.code WHERE true ORDER BY n.code, g.name ON CONFLICT DO NOTHING")},
        {q("consents"), q("CREATE TEMP TABLE more_consent (code, text_hash, given_at)"),
         q("INSERT INTO temp.more_consent SELECT n.code, c.text_hash, c.given_at FROM other.consent AS c "
           "JOIN other.annotator AS n ON n.id = c.annotator_id"),
         q("INSERT INTO main.consent (annotator_id, text_hash, given_at) SELECT DISTINCT n.id, c.text_hash, c.given_at "
           "FROM temp.more_consent AS c JOIN main.annotator AS n ON n.code = c.code WHERE NOT EXISTS (SELECT 1 FROM "
           "main.consent AS m WHERE m.annotator_id = n.id AND m.text_hash = c.text_hash AND m.given_at = c.given_at)")},
        {q("background answers"), q("CREATE TEMP TABLE more_background (code, question, answer, answered_at)"),
         q("INSERT INTO temp.more_background SELECT n.code, c.question, c.answer, c.answered_at "
           "FROM other.background_answer AS c JOIN other.annotator AS n ON n.id = c.annotator_id"),
         q("INSERT INTO main.background_answer (annotator_id, question, answer, answered_at) "
           "SELECT DISTINCT n.id, c.question, c.answer, c.answered_at FROM temp.more_background AS c "
           "JOIN main.annotator AS n ON n.code = c.code WHERE NOT EXISTS (SELECT 1 FROM main.background_answer AS m "
           "WHERE m.annotator_id = n.id AND m.question = c.question AND m.answered_at >= c.answered_at) "
           "ORDER BY c.answered_at, c.answer")},
        // Of these the newest row counts, by its number: an older one from elsewhere must not come behind ours.
        {q("facts about generators"), q("CREATE TEMP TABLE more_fact (name, key, value, set_at)"),
         q("INSERT INTO temp.more_fact SELECT g.name, f.key, f.value, f.set_at FROM other.generator_fact AS f "
           "JOIN other.generator AS g ON g.id = f.generator_id"),
         q("INSERT INTO main.generator_fact (generator_id, key, value, set_at) SELECT DISTINCT g.id, f.key, f.value, f.set_at "
           "FROM temp.more_fact AS f JOIN main.generator AS g ON g.name = f.name WHERE NOT EXISTS (SELECT 1 FROM "
           "main.generator_fact AS m WHERE m.generator_id = g.id AND m.key = f.key AND (m.set_at, m.value) >= (f.set_at, "
           "f.value)) ORDER BY f.set_at, f.value")},
        {q("counterparts"), q("CREATE TEMP TABLE more_counterpart (uid, counterpart_uid, set_at)"),
         q("INSERT INTO temp.more_counterpart SELECT p.uid, o.uid, c.set_at FROM other.counterpart AS c "
           "JOIN other.picture AS p ON p.id = c.picture_id JOIN other.picture AS o ON o.id = c.counterpart_id"),
         q("INSERT INTO main.counterpart (picture_id, counterpart_id, set_at) SELECT DISTINCT p.ours, o.ours, c.set_at "
           "FROM temp.more_counterpart AS c JOIN temp.picture_of AS p ON p.uid = c.uid JOIN temp.picture_of AS o "
           "ON o.uid = c.counterpart_uid WHERE NOT EXISTS (SELECT 1 FROM main.counterpart AS m WHERE m.picture_id = p.ours "
           "AND m.set_at >= c.set_at) ORDER BY c.set_at, c.counterpart_uid")},
        {q("taxonomy"), q("CREATE TEMP TABLE more_taxonomy (uid, picture_uid, edited_at)"),
         q("INSERT INTO temp.more_taxonomy SELECT e.uid, p.uid, e.edited_at FROM other.taxonomy_edit AS e "
           "JOIN other.picture AS p ON p.id = e.picture_id "
           "WHERE NOT EXISTS (SELECT 1 FROM main.taxonomy_edit AS m WHERE m.uid = e.uid)"),
         q("INSERT INTO main.taxonomy_edit (uid, picture_id, edited_at) SELECT DISTINCT e.uid, p.ours, e.edited_at "
           "FROM temp.more_taxonomy AS e JOIN temp.picture_of AS p ON p.uid = e.picture_uid WHERE NOT EXISTS (SELECT 1 FROM "
           "main.taxonomy_edit AS m WHERE m.picture_id = p.ours AND (m.edited_at, m.uid) >= (e.edited_at, e.uid)) "
           "ORDER BY e.edited_at, e.uid")},
        {q("taxonomy labels"), q("CREATE TEMP TABLE more_taxonomy_label (edit_uid, position, label)"),
         q("INSERT INTO temp.more_taxonomy_label SELECT e.uid, l.position, l.label FROM other.taxonomy_label AS l "
           "JOIN other.taxonomy_edit AS e ON e.id = l.edit_id "
           "WHERE NOT EXISTS (SELECT 1 FROM main.taxonomy_edit AS m WHERE m.uid = e.uid)"),
         q("INSERT OR IGNORE INTO main.taxonomy_label (edit_id, position, label) SELECT e.id, l.position, l.label "
           "FROM temp.more_taxonomy_label AS l JOIN main.taxonomy_edit AS e ON e.uid = l.edit_uid")},
        {q("scores"),
         q("CREATE TEMP TABLE more_score (sha256, picture_uid, prompt_hash, scorer, hash, description, value, second, "
           "value_text, device, dtype, origin, libtorch, app_version, computed_at)"),
         q("INSERT INTO temp.more_score SELECT a.sha256, p.uid, s.prompt_hash, c.name, f.hash, f.description, s.value, "
           "s.second, s.value_text, s.device, s.dtype, s.origin, s.libtorch, s.app_version, s.computed_at "
           "FROM other.score AS s JOIN other.fingerprint AS f ON f.id = s.fingerprint_id JOIN other.scorer AS c "
           "ON c.id = f.scorer_id LEFT JOIN other.asset AS a ON a.id = s.asset_id LEFT JOIN other.picture AS p "
           "ON p.id = s.picture_id WHERE (SELECT count(*), max(id), total(computed_at) FROM main.score) <> "
           "(SELECT count(*), max(id), total(computed_at) FROM other.score)"),
         q("INSERT OR IGNORE INTO main.scorer (name) SELECT DISTINCT scorer FROM temp.more_score ORDER BY scorer;"
           "INSERT OR IGNORE INTO main.fingerprint (scorer_id, hash, description) SELECT DISTINCT c.id, s.hash, s.description "
           "FROM temp.more_score AS s JOIN main.scorer AS c ON c.name = s.scorer ORDER BY s.hash, s.description;"
           "INSERT INTO main.score (asset_id, picture_id, prompt_hash, fingerprint_id, value, second, value_text, device, "
           "dtype, origin, libtorch, app_version, computed_at) SELECT DISTINCT a.id, p.ours, s.prompt_hash, f.id, s.value, "
           "s.second, s.value_text, s.device, s.dtype, s.origin, s.libtorch, s.app_version, s.computed_at "
           "FROM temp.more_score AS s JOIN main.scorer AS c ON c.name = s.scorer JOIN main.fingerprint AS f "
           "ON f.scorer_id = c.id AND f.hash = s.hash LEFT JOIN main.asset AS a ON a.sha256 = s.sha256 "
           "LEFT JOIN temp.picture_of AS p ON p.uid = s.picture_uid WHERE NOT EXISTS (SELECT 1 FROM main.score AS m "
           "WHERE m.asset_id = a.id AND m.prompt_hash = s.prompt_hash AND m.fingerprint_id = f.id AND "
           "(m.computed_at, m.value) >= (s.computed_at, s.value)) AND NOT EXISTS (SELECT 1 FROM main.score AS m "
           "WHERE m.picture_id = p.ours AND m.prompt_hash = s.prompt_hash AND m.fingerprint_id = f.id AND "
           "(m.computed_at, m.value) >= (s.computed_at, s.value)) ORDER BY s.computed_at, s.value, s.device")},
        // Made again when absent, and the same wherever it is made: which file's copy is kept does not matter.
        {q("embeddings"),
         q("CREATE TEMP TABLE more_embedding (tower, kind, item_hash, dtype, shape, data, made_at, "
           "PRIMARY KEY (tower, kind, item_hash))"),
         q("INSERT OR IGNORE INTO temp.more_embedding SELECT e.tower, e.kind, e.item_hash, e.dtype, e.shape, e.data, "
           "e.made_at FROM other.embedding AS e WHERE NOT EXISTS (SELECT 1 FROM main.embedding AS m "
           "WHERE m.tower = e.tower AND m.kind = e.kind AND m.item_hash = e.item_hash)"),
         q("INSERT OR IGNORE INTO main.embedding (tower, kind, item_hash, dtype, shape, data, made_at) "
           "SELECT * FROM temp.more_embedding ORDER BY tower, kind, item_hash")},
        {q("undone imports"), q("CREATE TEMP TABLE more_source_event (source_uid, event, at)"),
         q("INSERT INTO temp.more_source_event SELECT s.uid, e.event, e.at FROM other.source_event AS e "
           "JOIN other.source AS s ON s.id = e.source_id"),
         q("INSERT INTO main.source_event (source_id, event, at) SELECT DISTINCT s.id, e.event, e.at "
           "FROM temp.more_source_event AS e JOIN main.source AS s ON s.uid = e.source_uid WHERE NOT EXISTS (SELECT 1 FROM "
           "main.source_event AS m WHERE m.source_id = s.id AND m.at >= e.at) ORDER BY e.at, e.event")},
    };
}

} // namespace storage
