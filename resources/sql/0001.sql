-- Schema step 1. Everything is append-only except `withdrawn`, which is derived from `source_event`:
-- a correction, an undo or a changed setting is a new row; the newest row (highest id) is current
-- unless a table says otherwise. Times are integer milliseconds since the epoch, UTC.
-- `uid` is what travels between files; `id` is the row number inside this one.

CREATE TABLE schema_step (        -- never changes its form: an older program reads here which version opens the file
    id         INTEGER PRIMARY KEY,   -- the schema number (also PRAGMA user_version)
    since      TEXT NOT NULL,         -- the oldest Dissensus that knows this schema
    applied_at INTEGER NOT NULL
);

CREATE TABLE study (              -- exactly one row
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    uid         TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    app_version TEXT NOT NULL
);

CREATE TABLE setting (            -- key "title", "simulated", …: newest row of a key is current
    id     INTEGER PRIMARY KEY,
    key    TEXT NOT NULL,
    value  TEXT NOT NULL,
    set_at INTEGER NOT NULL
);
CREATE INDEX setting_by_key ON setting (key, id);

CREATE TABLE protocol (           -- a protocol is its canonical JSON (RFC 8785) and the hash of that
    id       INTEGER PRIMARY KEY,
    hash     TEXT NOT NULL UNIQUE,
    body     TEXT NOT NULL,
    added_at INTEGER NOT NULL
);
CREATE TABLE protocol_event (     -- 'current': this protocol is in force from now on; 'locked': it can only be superseded
    id          INTEGER PRIMARY KEY,
    protocol_id INTEGER NOT NULL REFERENCES protocol (id),
    event       TEXT NOT NULL CHECK (event IN ('current', 'locked')),
    at          INTEGER NOT NULL
);

-- Where rows came from.

CREATE TABLE source (             -- one import
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL UNIQUE,
    kind        TEXT NOT NULL,    -- contract: KIND
    name        TEXT NOT NULL,
    path        TEXT NOT NULL,
    content     TEXT NOT NULL,    -- identity of what was imported and how: the same import again is the same source
    imported_at INTEGER NOT NULL,
    app_version TEXT NOT NULL
);
CREATE INDEX source_by_content ON source (content);
CREATE TABLE source_event (       -- undo withdraws a source, the same import again revives it
    id        INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source (id),
    event     TEXT NOT NULL CHECK (event IN ('withdrawn', 'revived')),
    at        INTEGER NOT NULL
);
CREATE TABLE source_item (        -- which rows a source brought, also those that were there already
    kind      TEXT NOT NULL CHECK (kind IN ('prompt_group', 'prompt', 'generator', 'picture', 'taxonomy', 'counterpart', 'annotator', 'session', 'trial', 'answer', 'score')),
    item_id   INTEGER NOT NULL,
    source_id INTEGER NOT NULL REFERENCES source (id),
    PRIMARY KEY (kind, item_id, source_id)
) WITHOUT ROWID;
CREATE INDEX source_item_by_source ON source_item (source_id, kind);
CREATE TABLE withdrawn (          -- derived: items all of whose sources are withdrawn and that nothing in the program made
    kind    TEXT NOT NULL,
    item_id INTEGER NOT NULL,
    PRIMARY KEY (kind, item_id)
) WITHOUT ROWID;

-- What is judged.

CREATE TABLE prompt_group (
    id    INTEGER PRIMARY KEY,
    uid   TEXT NOT NULL UNIQUE,
    key   TEXT NOT NULL UNIQUE,
    topic TEXT NOT NULL DEFAULT ''
);
CREATE TABLE prompt (
    id       INTEGER PRIMARY KEY,
    uid      TEXT NOT NULL UNIQUE,
    group_id INTEGER NOT NULL REFERENCES prompt_group (id),
    variant  TEXT NOT NULL,
    text     TEXT NOT NULL,
    hash     TEXT NOT NULL,       -- SHA-256 of the text: key of scores and text embeddings
    UNIQUE (group_id, variant, text)
);
CREATE INDEX prompt_by_hash ON prompt (hash);

CREATE TABLE generator (
    id   INTEGER PRIMARY KEY,
    uid  TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE
);
CREATE TABLE generator_fact (     -- key 'family' or 'aligned_version_of' (name of the base generator); newest row is current
    id           INTEGER PRIMARY KEY,
    generator_id INTEGER NOT NULL REFERENCES generator (id),
    key          TEXT NOT NULL CHECK (key IN ('family', 'aligned_version_of')),
    value        TEXT NOT NULL,
    set_at       INTEGER NOT NULL
);
CREATE INDEX generator_fact_by_key ON generator_fact (generator_id, key, id);

CREATE TABLE asset (              -- bytes
    id     INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    bytes  INTEGER NOT NULL,
    width  INTEGER NOT NULL,      -- upright
    height INTEGER NOT NULL,
    format TEXT NOT NULL
);
CREATE TABLE asset_location (     -- newest row of an asset is where to look first; paths are relative to the study's folder when below or beside it
    id       INTEGER PRIMARY KEY,
    asset_id INTEGER NOT NULL REFERENCES asset (id),
    path     TEXT NOT NULL,
    bytes    INTEGER NOT NULL,
    modified INTEGER NOT NULL,    -- file time when its hash was last verified
    seen_at  INTEGER NOT NULL
);
CREATE INDEX asset_location_by_asset ON asset_location (asset_id, id);
CREATE INDEX asset_location_by_path ON asset_location (path, id);
CREATE TABLE asset_blob (         -- embedded pictures
    asset_id INTEGER PRIMARY KEY REFERENCES asset (id),
    data     BLOB NOT NULL
);

CREATE TABLE picture (
    id           INTEGER PRIMARY KEY,
    uid          TEXT NOT NULL UNIQUE,
    asset_id     INTEGER REFERENCES asset (id),
    generator_id INTEGER REFERENCES generator (id),
    prompt_id    INTEGER NOT NULL REFERENCES prompt (id),
    variant      TEXT NOT NULL,
    seed         TEXT NOT NULL DEFAULT '',
    kind         TEXT NOT NULL CHECK (kind IN ('generated', 'photograph', 'painting')),
    emotion      TEXT NOT NULL DEFAULT ''
);
-- The same use is the same row, and records without a file are told apart by ids of their own; the index also serves pictures by prompt.
CREATE UNIQUE INDEX picture_by_use ON picture (prompt_id, coalesce(asset_id, 0), coalesce(generator_id, 0), variant, seed, kind, CASE WHEN asset_id IS NULL THEN uid ELSE '' END);
CREATE INDEX picture_by_asset ON picture (asset_id);
CREATE INDEX picture_by_generator ON picture (generator_id);
CREATE TABLE counterpart (        -- the picture that a picture is compared with, when given; newest row is current
    id             INTEGER PRIMARY KEY,
    picture_id     INTEGER NOT NULL REFERENCES picture (id),
    counterpart_id INTEGER NOT NULL REFERENCES picture (id),
    set_at         INTEGER NOT NULL
);
CREATE INDEX counterpart_by_picture ON counterpart (picture_id, id);
CREATE TABLE taxonomy_edit (      -- a whole set of labels of one picture, possibly empty; newest row is current
    id         INTEGER PRIMARY KEY,
    uid        TEXT NOT NULL UNIQUE,
    picture_id INTEGER NOT NULL REFERENCES picture (id),
    edited_at  INTEGER NOT NULL
);
CREATE INDEX taxonomy_edit_by_picture ON taxonomy_edit (picture_id, id);
CREATE TABLE taxonomy_label (
    edit_id  INTEGER NOT NULL REFERENCES taxonomy_edit (id),
    position INTEGER NOT NULL,
    label    TEXT NOT NULL,       -- "class.sub_class"
    PRIMARY KEY (edit_id, position)
) WITHOUT ROWID;

-- Who judges.

CREATE TABLE annotator (
    id         INTEGER PRIMARY KEY,
    uid        TEXT NOT NULL UNIQUE,
    code       TEXT NOT NULL UNIQUE,
    kind       TEXT NOT NULL CHECK (kind IN ('human', 'machine')),
    created_at INTEGER NOT NULL
);
CREATE TABLE annotator_group (
    id           INTEGER PRIMARY KEY,
    annotator_id INTEGER NOT NULL REFERENCES annotator (id),
    name         TEXT NOT NULL,
    UNIQUE (annotator_id, name)
);
CREATE TABLE background_answer (  -- optional questions about the person; newest row of a question is current
    id           INTEGER PRIMARY KEY,
    annotator_id INTEGER NOT NULL REFERENCES annotator (id),
    question     TEXT NOT NULL,
    answer       TEXT NOT NULL,
    answered_at  INTEGER NOT NULL
);
CREATE TABLE consent (
    id           INTEGER PRIMARY KEY,
    annotator_id INTEGER NOT NULL REFERENCES annotator (id),
    text_hash    TEXT NOT NULL,   -- SHA-256 of the text agreed to
    given_at     INTEGER NOT NULL
);
CREATE TABLE session (
    id           INTEGER PRIMARY KEY,
    uid          TEXT NOT NULL UNIQUE,
    annotator_id INTEGER NOT NULL REFERENCES annotator (id),
    started_at   INTEGER NOT NULL,
    app_version  TEXT NOT NULL,
    device       TEXT NOT NULL DEFAULT ''   -- JSON: window size, scale, colour profile
);

-- What was asked and answered.

CREATE TABLE trial (
    id           INTEGER PRIMARY KEY,
    uid          TEXT NOT NULL UNIQUE,
    annotator_id INTEGER NOT NULL REFERENCES annotator (id),
    session_id   INTEGER REFERENCES session (id),   -- of imported trials; trials planned here get it from their answers
    protocol_id  INTEGER REFERENCES protocol (id),  -- none for imported trials
    prompt_id    INTEGER NOT NULL REFERENCES prompt (id),
    question     TEXT NOT NULL,
    position     INTEGER NOT NULL,
    is_practice  INTEGER NOT NULL DEFAULT 0 CHECK (is_practice IN (0, 1)),
    is_gold      INTEGER NOT NULL DEFAULT 0 CHECK (is_gold IN (0, 1)),
    is_repeat    INTEGER NOT NULL DEFAULT 0 CHECK (is_repeat IN (0, 1)),
    repeat_of    INTEGER REFERENCES trial (id),
    gold_better  INTEGER REFERENCES picture (id),   -- of gold trials: the picture that passes
    planned_at   INTEGER NOT NULL
);
CREATE INDEX trial_by_annotator ON trial (annotator_id, position);
CREATE INDEX trial_by_prompt ON trial (prompt_id);
CREATE TABLE trial_picture (
    trial_id   INTEGER NOT NULL REFERENCES trial (id),
    position   INTEGER NOT NULL,  -- as displayed: 0 left, 1 right
    picture_id INTEGER NOT NULL REFERENCES picture (id),
    PRIMARY KEY (trial_id, position)
) WITHOUT ROWID;
CREATE INDEX trial_picture_by_picture ON trial_picture (picture_id);

CREATE TABLE answer (             -- one submission to one question of one trial
    id            INTEGER PRIMARY KEY,
    uid           TEXT NOT NULL UNIQUE,
    trial_id      INTEGER NOT NULL REFERENCES trial (id),
    session_id    INTEGER REFERENCES session (id),
    question      TEXT NOT NULL,
    supersedes    INTEGER REFERENCES answer (id),
    reason        TEXT NOT NULL DEFAULT '',
    comment       TEXT NOT NULL DEFAULT '',
    shown_at      INTEGER,
    answered_at   INTEGER NOT NULL,
    response_ms   INTEGER,
    flags         TEXT NOT NULL DEFAULT '',          -- joined by ';'
    protocol_hash TEXT NOT NULL DEFAULT '',
    app_version   TEXT NOT NULL
);
CREATE INDEX answer_by_trial ON answer (trial_id, question, answered_at, uid);
CREATE INDEX answer_by_superseded ON answer (supersedes);
CREATE INDEX answer_by_session ON answer (session_id);
CREATE TRIGGER answer_supersedes_its_own_question BEFORE INSERT ON answer
WHEN NEW.supersedes IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM answer AS a WHERE a.id = NEW.supersedes AND a.trial_id = NEW.trial_id AND a.question = NEW.question)
BEGIN SELECT RAISE(ABORT, 'an answer can only supersede one to the same question of the same trial'); END;
CREATE TABLE vote (
    answer_id INTEGER PRIMARY KEY REFERENCES answer (id),
    choice    TEXT NOT NULL CHECK (choice IN ('picture', 'tie', 'both_good', 'both_bad', 'skip', 'undone')),
    position  INTEGER CHECK ((choice = 'picture') = (position IS NOT NULL)),
    strength  INTEGER NOT NULL CHECK (strength >= 0)
);
CREATE TABLE label (
    id         INTEGER PRIMARY KEY,
    uid        TEXT NOT NULL UNIQUE,
    answer_id  INTEGER NOT NULL REFERENCES answer (id),
    position   INTEGER NOT NULL,
    label_set  TEXT NOT NULL,
    label      TEXT NOT NULL,
    intensity  INTEGER NOT NULL CHECK (intensity >= 0)
);
CREATE INDEX label_by_answer ON label (answer_id);
CREATE TABLE rating (
    id        INTEGER PRIMARY KEY,
    uid       TEXT NOT NULL UNIQUE,
    answer_id INTEGER NOT NULL REFERENCES answer (id),
    position  INTEGER NOT NULL,
    label_set TEXT NOT NULL,
    dimension TEXT NOT NULL,
    value     REAL NOT NULL
);
CREATE INDEX rating_by_answer ON rating (answer_id);

-- What scorers said.

CREATE TABLE scorer (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE     -- contract: scorer ids
);
CREATE TABLE fingerprint (
    id          INTEGER PRIMARY KEY,
    scorer_id   INTEGER NOT NULL REFERENCES scorer (id),
    hash        TEXT NOT NULL,
    description TEXT NOT NULL,    -- JSON: what the hash covers
    UNIQUE (scorer_id, hash)
);
CREATE TABLE score (              -- computed scores belong to assets, imported ones to pictures; newest row of a key is current
    id             INTEGER PRIMARY KEY,
    asset_id       INTEGER REFERENCES asset (id),
    picture_id     INTEGER REFERENCES picture (id),
    prompt_hash    TEXT NOT NULL, -- empty: the scorer needs no prompt
    fingerprint_id INTEGER NOT NULL REFERENCES fingerprint (id),
    value          REAL NOT NULL,
    second         REAL,
    value_text     TEXT NOT NULL DEFAULT '',         -- imported values as printed
    device         TEXT NOT NULL DEFAULT '',
    dtype          TEXT NOT NULL DEFAULT '',
    origin         TEXT NOT NULL,
    libtorch       TEXT NOT NULL DEFAULT '',
    app_version    TEXT NOT NULL,
    computed_at    INTEGER NOT NULL,
    CHECK ((asset_id IS NULL) <> (picture_id IS NULL))
);
CREATE INDEX score_by_asset ON score (asset_id, prompt_hash, fingerprint_id, id) WHERE asset_id IS NOT NULL;
CREATE INDEX score_by_picture ON score (picture_id, prompt_hash, fingerprint_id, id) WHERE picture_id IS NOT NULL;
CREATE INDEX score_by_fingerprint ON score (fingerprint_id);

CREATE TABLE embedding (          -- what a tower made of an asset or a text, kept so that a new prompt costs one text encoding
    id         INTEGER PRIMARY KEY,
    tower      TEXT NOT NULL,     -- fingerprint of the tower
    kind       TEXT NOT NULL CHECK (kind IN ('asset', 'text')),
    item_hash  TEXT NOT NULL,     -- SHA-256 of the bytes or of the text
    dtype      TEXT NOT NULL,
    shape      TEXT NOT NULL,     -- "768" or "577x1024"
    data       BLOB NOT NULL,
    made_at    INTEGER NOT NULL,
    UNIQUE (tower, kind, item_hash)
);

CREATE TABLE erasure (            -- the single purge that exists leaves a count, not a name
    id       INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,
    answers  INTEGER NOT NULL,
    reason   TEXT NOT NULL DEFAULT ''
);

-- Views: what is counted. `live_…` leaves out what only withdrawn sources brought.
CREATE VIEW live_prompt_group AS SELECT * FROM prompt_group AS x WHERE NOT EXISTS (SELECT 1 FROM withdrawn AS w WHERE w.kind = 'prompt_group' AND w.item_id = x.id);
CREATE VIEW live_prompt AS SELECT * FROM prompt AS x WHERE NOT EXISTS (SELECT 1 FROM withdrawn AS w WHERE w.kind = 'prompt' AND w.item_id = x.id);
CREATE VIEW live_generator AS SELECT * FROM generator AS x WHERE NOT EXISTS (SELECT 1 FROM withdrawn AS w WHERE w.kind = 'generator' AND w.item_id = x.id);
CREATE VIEW live_picture AS SELECT * FROM picture AS x WHERE NOT EXISTS (SELECT 1 FROM withdrawn AS w WHERE w.kind = 'picture' AND w.item_id = x.id);
CREATE VIEW live_annotator AS SELECT * FROM annotator AS x WHERE NOT EXISTS (SELECT 1 FROM withdrawn AS w WHERE w.kind = 'annotator' AND w.item_id = x.id);
CREATE VIEW live_session AS SELECT * FROM session AS x WHERE NOT EXISTS (SELECT 1 FROM withdrawn AS w WHERE w.kind = 'session' AND w.item_id = x.id);
CREATE VIEW live_trial AS SELECT * FROM trial AS x WHERE NOT EXISTS (SELECT 1 FROM withdrawn AS w WHERE w.kind = 'trial' AND w.item_id = x.id);
CREATE VIEW live_answer AS SELECT * FROM answer AS x WHERE NOT EXISTS (SELECT 1 FROM withdrawn AS w WHERE w.kind = 'answer' AND w.item_id = x.id);
CREATE VIEW live_score AS SELECT * FROM score AS x WHERE NOT EXISTS (SELECT 1 FROM withdrawn AS w WHERE w.kind = 'score' AND w.item_id = x.id);

-- The current answer of each (trial, question): not superseded; if a merge left two, the later one, then the higher uid.
CREATE VIEW current_answer AS
SELECT * FROM live_answer AS a
WHERE NOT EXISTS (SELECT 1 FROM live_answer AS s WHERE s.supersedes = a.id)
  AND NOT EXISTS (SELECT 1 FROM live_answer AS b
                  WHERE b.trial_id = a.trial_id AND b.question = a.question AND b.id <> a.id
                    AND (b.answered_at, b.uid) > (a.answered_at, a.uid)
                    AND NOT EXISTS (SELECT 1 FROM live_answer AS s WHERE s.supersedes = b.id));

-- The newest score of each key.
CREATE VIEW current_score AS
SELECT * FROM live_score AS s
WHERE NOT EXISTS (SELECT 1 FROM live_score AS n
                  WHERE n.asset_id = s.asset_id AND n.prompt_hash = s.prompt_hash
                    AND n.fingerprint_id = s.fingerprint_id AND n.id > s.id)
  AND NOT EXISTS (SELECT 1 FROM live_score AS n
                  WHERE n.picture_id = s.picture_id AND n.prompt_hash = s.prompt_hash
                    AND n.fingerprint_id = s.fingerprint_id AND n.id > s.id);

-- Append-only: held by the file itself, whoever opens it (REPLACE counts as a delete: recursive_triggers is on).
CREATE TRIGGER schema_step_no_update BEFORE UPDATE ON schema_step BEGIN SELECT RAISE(ABORT, 'schema_step is append-only'); END;
CREATE TRIGGER schema_step_no_delete BEFORE DELETE ON schema_step BEGIN SELECT RAISE(ABORT, 'schema_step is append-only'); END;
CREATE TRIGGER study_no_update BEFORE UPDATE ON study BEGIN SELECT RAISE(ABORT, 'study is append-only'); END;
CREATE TRIGGER study_no_delete BEFORE DELETE ON study BEGIN SELECT RAISE(ABORT, 'study is append-only'); END;
CREATE TRIGGER setting_no_update BEFORE UPDATE ON setting BEGIN SELECT RAISE(ABORT, 'setting is append-only'); END;
CREATE TRIGGER setting_no_delete BEFORE DELETE ON setting BEGIN SELECT RAISE(ABORT, 'setting is append-only'); END;
CREATE TRIGGER protocol_no_update BEFORE UPDATE ON protocol BEGIN SELECT RAISE(ABORT, 'protocol is append-only'); END;
CREATE TRIGGER protocol_no_delete BEFORE DELETE ON protocol BEGIN SELECT RAISE(ABORT, 'protocol is append-only'); END;
CREATE TRIGGER protocol_event_no_update BEFORE UPDATE ON protocol_event BEGIN SELECT RAISE(ABORT, 'protocol_event is append-only'); END;
CREATE TRIGGER protocol_event_no_delete BEFORE DELETE ON protocol_event BEGIN SELECT RAISE(ABORT, 'protocol_event is append-only'); END;
CREATE TRIGGER source_no_update BEFORE UPDATE ON source BEGIN SELECT RAISE(ABORT, 'source is append-only'); END;
CREATE TRIGGER source_no_delete BEFORE DELETE ON source BEGIN SELECT RAISE(ABORT, 'source is append-only'); END;
CREATE TRIGGER source_event_no_update BEFORE UPDATE ON source_event BEGIN SELECT RAISE(ABORT, 'source_event is append-only'); END;
CREATE TRIGGER source_event_no_delete BEFORE DELETE ON source_event BEGIN SELECT RAISE(ABORT, 'source_event is append-only'); END;
CREATE TRIGGER source_item_no_update BEFORE UPDATE ON source_item BEGIN SELECT RAISE(ABORT, 'source_item is append-only'); END;
CREATE TRIGGER source_item_no_delete BEFORE DELETE ON source_item BEGIN SELECT RAISE(ABORT, 'source_item is append-only'); END;
CREATE TRIGGER prompt_group_no_update BEFORE UPDATE ON prompt_group BEGIN SELECT RAISE(ABORT, 'prompt_group is append-only'); END;
CREATE TRIGGER prompt_group_no_delete BEFORE DELETE ON prompt_group BEGIN SELECT RAISE(ABORT, 'prompt_group is append-only'); END;
CREATE TRIGGER prompt_no_update BEFORE UPDATE ON prompt BEGIN SELECT RAISE(ABORT, 'prompt is append-only'); END;
CREATE TRIGGER prompt_no_delete BEFORE DELETE ON prompt BEGIN SELECT RAISE(ABORT, 'prompt is append-only'); END;
CREATE TRIGGER generator_no_update BEFORE UPDATE ON generator BEGIN SELECT RAISE(ABORT, 'generator is append-only'); END;
CREATE TRIGGER generator_no_delete BEFORE DELETE ON generator BEGIN SELECT RAISE(ABORT, 'generator is append-only'); END;
CREATE TRIGGER generator_fact_no_update BEFORE UPDATE ON generator_fact BEGIN SELECT RAISE(ABORT, 'generator_fact is append-only'); END;
CREATE TRIGGER generator_fact_no_delete BEFORE DELETE ON generator_fact BEGIN SELECT RAISE(ABORT, 'generator_fact is append-only'); END;
CREATE TRIGGER asset_no_update BEFORE UPDATE ON asset BEGIN SELECT RAISE(ABORT, 'asset is append-only'); END;
CREATE TRIGGER asset_no_delete BEFORE DELETE ON asset BEGIN SELECT RAISE(ABORT, 'asset is append-only'); END;
CREATE TRIGGER asset_location_no_update BEFORE UPDATE ON asset_location BEGIN SELECT RAISE(ABORT, 'asset_location is append-only'); END;
CREATE TRIGGER asset_location_no_delete BEFORE DELETE ON asset_location BEGIN SELECT RAISE(ABORT, 'asset_location is append-only'); END;
CREATE TRIGGER asset_blob_no_update BEFORE UPDATE ON asset_blob BEGIN SELECT RAISE(ABORT, 'asset_blob is append-only'); END;
CREATE TRIGGER asset_blob_no_delete BEFORE DELETE ON asset_blob BEGIN SELECT RAISE(ABORT, 'asset_blob is append-only'); END;
CREATE TRIGGER picture_no_update BEFORE UPDATE ON picture BEGIN SELECT RAISE(ABORT, 'picture is append-only'); END;
CREATE TRIGGER picture_no_delete BEFORE DELETE ON picture BEGIN SELECT RAISE(ABORT, 'picture is append-only'); END;
CREATE TRIGGER counterpart_no_update BEFORE UPDATE ON counterpart BEGIN SELECT RAISE(ABORT, 'counterpart is append-only'); END;
CREATE TRIGGER counterpart_no_delete BEFORE DELETE ON counterpart BEGIN SELECT RAISE(ABORT, 'counterpart is append-only'); END;
CREATE TRIGGER taxonomy_edit_no_update BEFORE UPDATE ON taxonomy_edit BEGIN SELECT RAISE(ABORT, 'taxonomy_edit is append-only'); END;
CREATE TRIGGER taxonomy_edit_no_delete BEFORE DELETE ON taxonomy_edit BEGIN SELECT RAISE(ABORT, 'taxonomy_edit is append-only'); END;
CREATE TRIGGER taxonomy_label_no_update BEFORE UPDATE ON taxonomy_label BEGIN SELECT RAISE(ABORT, 'taxonomy_label is append-only'); END;
CREATE TRIGGER taxonomy_label_no_delete BEFORE DELETE ON taxonomy_label BEGIN SELECT RAISE(ABORT, 'taxonomy_label is append-only'); END;
CREATE TRIGGER annotator_no_update BEFORE UPDATE ON annotator BEGIN SELECT RAISE(ABORT, 'annotator is append-only'); END;
CREATE TRIGGER annotator_no_delete BEFORE DELETE ON annotator BEGIN SELECT RAISE(ABORT, 'annotator is append-only'); END;
CREATE TRIGGER annotator_group_no_update BEFORE UPDATE ON annotator_group BEGIN SELECT RAISE(ABORT, 'annotator_group is append-only'); END;
CREATE TRIGGER annotator_group_no_delete BEFORE DELETE ON annotator_group BEGIN SELECT RAISE(ABORT, 'annotator_group is append-only'); END;
CREATE TRIGGER background_answer_no_update BEFORE UPDATE ON background_answer BEGIN SELECT RAISE(ABORT, 'background_answer is append-only'); END;
CREATE TRIGGER background_answer_no_delete BEFORE DELETE ON background_answer BEGIN SELECT RAISE(ABORT, 'background_answer is append-only'); END;
CREATE TRIGGER consent_no_update BEFORE UPDATE ON consent BEGIN SELECT RAISE(ABORT, 'consent is append-only'); END;
CREATE TRIGGER consent_no_delete BEFORE DELETE ON consent BEGIN SELECT RAISE(ABORT, 'consent is append-only'); END;
CREATE TRIGGER session_no_update BEFORE UPDATE ON session BEGIN SELECT RAISE(ABORT, 'session is append-only'); END;
CREATE TRIGGER session_no_delete BEFORE DELETE ON session BEGIN SELECT RAISE(ABORT, 'session is append-only'); END;
CREATE TRIGGER trial_no_update BEFORE UPDATE ON trial BEGIN SELECT RAISE(ABORT, 'trial is append-only'); END;
CREATE TRIGGER trial_no_delete BEFORE DELETE ON trial BEGIN SELECT RAISE(ABORT, 'trial is append-only'); END;
CREATE TRIGGER trial_picture_no_update BEFORE UPDATE ON trial_picture BEGIN SELECT RAISE(ABORT, 'trial_picture is append-only'); END;
CREATE TRIGGER trial_picture_no_delete BEFORE DELETE ON trial_picture BEGIN SELECT RAISE(ABORT, 'trial_picture is append-only'); END;
CREATE TRIGGER answer_no_update BEFORE UPDATE ON answer BEGIN SELECT RAISE(ABORT, 'answer is append-only'); END;
CREATE TRIGGER answer_no_delete BEFORE DELETE ON answer BEGIN SELECT RAISE(ABORT, 'answer is append-only'); END;
CREATE TRIGGER vote_no_update BEFORE UPDATE ON vote BEGIN SELECT RAISE(ABORT, 'vote is append-only'); END;
CREATE TRIGGER vote_no_delete BEFORE DELETE ON vote BEGIN SELECT RAISE(ABORT, 'vote is append-only'); END;
CREATE TRIGGER label_no_update BEFORE UPDATE ON label BEGIN SELECT RAISE(ABORT, 'label is append-only'); END;
CREATE TRIGGER label_no_delete BEFORE DELETE ON label BEGIN SELECT RAISE(ABORT, 'label is append-only'); END;
CREATE TRIGGER rating_no_update BEFORE UPDATE ON rating BEGIN SELECT RAISE(ABORT, 'rating is append-only'); END;
CREATE TRIGGER rating_no_delete BEFORE DELETE ON rating BEGIN SELECT RAISE(ABORT, 'rating is append-only'); END;
CREATE TRIGGER scorer_no_update BEFORE UPDATE ON scorer BEGIN SELECT RAISE(ABORT, 'scorer is append-only'); END;
CREATE TRIGGER scorer_no_delete BEFORE DELETE ON scorer BEGIN SELECT RAISE(ABORT, 'scorer is append-only'); END;
CREATE TRIGGER fingerprint_no_update BEFORE UPDATE ON fingerprint BEGIN SELECT RAISE(ABORT, 'fingerprint is append-only'); END;
CREATE TRIGGER fingerprint_no_delete BEFORE DELETE ON fingerprint BEGIN SELECT RAISE(ABORT, 'fingerprint is append-only'); END;
CREATE TRIGGER score_no_update BEFORE UPDATE ON score BEGIN SELECT RAISE(ABORT, 'score is append-only'); END;
CREATE TRIGGER score_no_delete BEFORE DELETE ON score BEGIN SELECT RAISE(ABORT, 'score is append-only'); END;
CREATE TRIGGER embedding_no_update BEFORE UPDATE ON embedding BEGIN SELECT RAISE(ABORT, 'embedding is append-only'); END;
CREATE TRIGGER embedding_no_delete BEFORE DELETE ON embedding BEGIN SELECT RAISE(ABORT, 'embedding is append-only'); END;
CREATE TRIGGER erasure_no_update BEFORE UPDATE ON erasure BEGIN SELECT RAISE(ABORT, 'erasure is append-only'); END;
CREATE TRIGGER erasure_no_delete BEFORE DELETE ON erasure BEGIN SELECT RAISE(ABORT, 'erasure is append-only'); END;
