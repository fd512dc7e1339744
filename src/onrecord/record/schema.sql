-- The record: one SQLite file. Tables hold what was taken from reports; views answer the common questions.
-- A row shows what holds now: where a person corrected an entry, the row is the corrected one, `correction` says who
-- and why, and the extracted form stands beside it under the id with `.extracted` at its end.

-- What made it -------------------------------------------------------------------------------------------

CREATE TABLE made_by (
    id TEXT PRIMARY KEY,
    version TEXT NOT NULL,          -- of onrecord
    extractors TEXT NOT NULL,       -- JSON list: name and version of each, in order
    pipeline TEXT NOT NULL,         -- the language pipeline
    ingredients TEXT NOT NULL,      -- JSON: each part that shapes an entry, with its digest or version
    dispute TEXT NOT NULL           -- text of the dispute file
);

CREATE TABLE build (
    number INTEGER PRIMARY KEY,
    made_by TEXT NOT NULL REFERENCES made_by (id),
    started TEXT NOT NULL,
    finished TEXT                   -- NULL: cut off, or still running
);

CREATE TABLE pending (              -- reports that a build expects and that are not in yet
    path TEXT PRIMARY KEY,
    build INTEGER NOT NULL REFERENCES build (number)
) WITHOUT ROWID;

-- Reports ------------------------------------------------------------------------------------------------

CREATE TABLE report (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL,             -- where it lies; the first by name where it lies in several places
    title TEXT,
    outlet TEXT,
    published TEXT,                 -- EDTF
    published_earliest TEXT,
    published_latest TEXT,
    published_precision TEXT,
    published_basis TEXT,
    published_approximate INTEGER,
    language TEXT,
    url TEXT,
    format TEXT NOT NULL,
    text TEXT NOT NULL,             -- offsets count its Unicode code points
    made_by TEXT NOT NULL REFERENCES made_by (id),
    retired INTEGER NOT NULL DEFAULT 0,
    replaced_by TEXT REFERENCES report (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX report_by_path ON report (path, id, retired);
CREATE INDEX report_by_day ON report (published_earliest, published_latest, id);

CREATE TABLE report_path (          -- every place a report was found in; a place holds one report at a time
    path TEXT NOT NULL,
    report TEXT NOT NULL REFERENCES report (id),
    replaced_by TEXT REFERENCES report (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (path, report)
) WITHOUT ROWID;
CREATE INDEX report_path_by_report ON report_path (report);

CREATE TABLE passage (
    report TEXT NOT NULL REFERENCES report (id),
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind TEXT NOT NULL,             -- title, heading, paragraph, furniture
    why TEXT NOT NULL,              -- for furniture: what it is
    PRIMARY KEY (report, number)
) WITHOUT ROWID;

CREATE TABLE time_expression (
    report TEXT NOT NULL REFERENCES report (id),
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    words TEXT NOT NULL,
    kind TEXT NOT NULL,             -- TIMEX3 type
    value TEXT NOT NULL,            -- TIMEX3 value
    dated TEXT,                     -- EDTF
    earliest TEXT,
    latest TEXT,
    "precision" TEXT,
    basis TEXT,
    approximate INTEGER,
    PRIMARY KEY (report, number)
) WITHOUT ROWID;

CREATE TABLE problem (              -- faults in the material
    path TEXT NOT NULL,
    of_report TEXT NOT NULL,        -- the report on whose reading it arose; empty where none came of it
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    report TEXT REFERENCES report (id),
    start INTEGER,
    "end" INTEGER,
    PRIMARY KEY (path, of_report, number)
) WITHOUT ROWID;
CREATE INDEX problem_by_report ON problem (of_report);

-- Who and about what -------------------------------------------------------------------------------------

CREATE TABLE actor (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    party TEXT REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
    code TEXT,                      -- ISO 3166 alpha-3 of a state, CAMEO code of a body
    cameo TEXT,                     -- CAMEO code, where it differs
    wikidata TEXT,
    pronoun TEXT,                   -- he or she
    merged_into TEXT REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE actor_alias (
    actor TEXT NOT NULL REFERENCES actor (id),
    number INTEGER NOT NULL,
    alias TEXT NOT NULL,
    PRIMARY KEY (actor, number)
) WITHOUT ROWID;

CREATE TABLE office (
    actor TEXT NOT NULL REFERENCES actor (id),
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    party TEXT NOT NULL,
    since TEXT,
    until TEXT,
    PRIMARY KEY (actor, number)
) WITHOUT ROWID;

CREATE TABLE membership (            -- the members of a body, by date
    actor TEXT NOT NULL REFERENCES actor (id),
    number INTEGER NOT NULL,
    member TEXT NOT NULL,
    since TEXT,
    until TEXT,
    PRIMARY KEY (actor, number)
) WITHOUT ROWID;

CREATE TABLE actor_form (           -- each way in which reports described an actor; `actor` unites them
    actor TEXT NOT NULL REFERENCES actor (id),
    form TEXT NOT NULL,             -- JSON
    PRIMARY KEY (actor, form)
) WITHOUT ROWID;

CREATE TABLE report_actor (
    report TEXT NOT NULL REFERENCES report (id),
    number INTEGER NOT NULL,
    actor TEXT NOT NULL REFERENCES actor (id),
    PRIMARY KEY (report, number)
) WITHOUT ROWID;

CREATE TABLE issue (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    words TEXT NOT NULL             -- JSON list: the words that tell that an entry is about it
);

-- Entries ------------------------------------------------------------------------------------------------

CREATE TABLE entry (
    id TEXT PRIMARY KEY,
    report TEXT NOT NULL REFERENCES report (id),
    number INTEGER NOT NULL,        -- place in the order of its report's entries
    kind TEXT NOT NULL,             -- statement, stance, event
    start INTEGER NOT NULL,         -- from the first to the last of its words (content; an event's words)
    "end" INTEGER NOT NULL,
    words TEXT NOT NULL,
    told_in TEXT REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED, -- the statement or stance that tells it
    dated TEXT,                     -- EDTF
    earliest TEXT,
    latest TEXT,
    "precision" TEXT,
    basis TEXT,
    approximate INTEGER,
    extractor TEXT NOT NULL,
    standing TEXT NOT NULL DEFAULT 'extracted', -- by hand: accepted, rejected, edited, added; extracted form:
                                                -- what an edited entry was before
    retired INTEGER NOT NULL DEFAULT 0          -- 1: later extractors no longer find it
);
CREATE INDEX entry_by_report ON entry (report, number);
CREATE INDEX entry_told_in ON entry (told_in) WHERE told_in IS NOT NULL;
CREATE INDEX entry_by_day ON entry (earliest);
CREATE INDEX entry_of_days ON entry (earliest, latest) WHERE earliest IS NOT latest;
CREATE INDEX entry_undated ON entry (report) WHERE earliest IS NULL AND latest IS NULL;

CREATE TABLE statement (
    entry TEXT PRIMARY KEY REFERENCES entry (id),
    act TEXT NOT NULL,
    plover TEXT,
    manner TEXT NOT NULL,
    negated INTEGER NOT NULL,
    also TEXT,                      -- a second act that is done with the same words
    confidence REAL,                -- probability that it is told, by this speaker and in about these words
    act_confidence REAL,            -- probability that the act is right, given that it is told
    stated TEXT,                    -- of denials and refusals: positive where the words state the thing denied,
                                    -- negative where they hold the no
    reads TEXT                      -- of denials and refusals: what is denied or refused, in plain words
) WITHOUT ROWID;

CREATE TABLE stance (
    entry TEXT PRIMARY KEY REFERENCES entry (id),
    attitude TEXT NOT NULL,
    manner TEXT NOT NULL,
    negated INTEGER NOT NULL,
    confidence REAL
) WITHOUT ROWID;

CREATE TABLE event (
    entry TEXT PRIMARY KEY REFERENCES entry (id),
    plover TEXT NOT NULL,
    mode TEXT,
    status TEXT NOT NULL,
    confidence REAL,                -- probability that it is told, and of this root
    source_confidence REAL,         -- probability that the sources are those who did it, all and no others
    target_confidence REAL          -- the same of the targets
) WITHOUT ROWID;

CREATE TABLE citation (             -- the words an entry rests on, those that name someone apart (`mention`)
    entry TEXT NOT NULL REFERENCES entry (id),
    role TEXT NOT NULL,             -- content, cue, condition, words, trigger, dating
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (entry, role, number)
) WITHOUT ROWID;

CREATE TABLE mention (              -- the words that name someone, and whom they stand for
    entry TEXT NOT NULL REFERENCES entry (id),
    role TEXT NOT NULL,             -- speaker, addressee, source, target, place
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    words TEXT NOT NULL,
    actor TEXT REFERENCES actor (id),
    party TEXT REFERENCES actor (id),
    name TEXT,
    candidates TEXT,                -- JSON list of actors, best first, where unsure
    sector TEXT,                    -- the part of a society that is named: GOV, MIL, OPP, REB, MED ...
    together INTEGER NOT NULL,      -- 1: all of the candidates are meant ("Egypt and Sudan"), there is no doubt
    extracted TEXT,                 -- JSON: actor, party, candidates before a merge or split by hand
    PRIMARY KEY (entry, role, number)
) WITHOUT ROWID;
CREATE INDEX mention_by_actor ON mention (actor) WHERE actor IS NOT NULL;
CREATE INDEX mention_by_party ON mention (party) WHERE party IS NOT NULL;
CREATE INDEX mention_together ON mention (entry) WHERE together;

CREATE TABLE quantity (              -- the numbers that a report gives for an event
    entry TEXT NOT NULL REFERENCES entry (id),
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    words TEXT NOT NULL,
    unit TEXT NOT NULL,             -- what is counted, in the singular; for money the currency
    lower REAL,                     -- NULL: the words leave that side open
    upper REAL,
    approximate INTEGER NOT NULL,
    PRIMARY KEY (entry, number)
) WITHOUT ROWID;

CREATE TABLE entry_issue (
    entry TEXT NOT NULL REFERENCES entry (id),
    number INTEGER NOT NULL,
    issue TEXT NOT NULL REFERENCES issue (id),
    PRIMARY KEY (entry, number)
) WITHOUT ROWID;

CREATE TABLE proposition (           -- what an entry is about and on which side of it
    entry TEXT NOT NULL REFERENCES entry (id),
    number INTEGER NOT NULL,        -- 0: the main thing
    matter TEXT NOT NULL,           -- of the catalogue of matters; 'deed': what was said shall be done or left
    body TEXT,                      -- id of the international body that the matter is of
    object TEXT,                    -- JSON list: ids of those whom it concerns; NULL: left open
    doer TEXT,                      -- id of whoever does or owns it
    sign TEXT,                      -- + for it or so, - against it or not so; NULL: not told
    sense TEXT NOT NULL,            -- will: what shall be; fact: what is so; field: of the matter's field alone
    conditional INTEGER NOT NULL,
    open INTEGER NOT NULL,          -- 1: nothing is decided
    background INTEGER NOT NULL,    -- 1: only mentioned
    start INTEGER NOT NULL,         -- the words that name the matter
    "end" INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (entry, number)
) WITHOUT ROWID;

-- What comparing found -----------------------------------------------------------------------------------

CREATE TABLE finding (              -- what no single report says
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,             -- copy, issue, account, key-date, contradiction, position
    method TEXT NOT NULL,           -- name and version of what found it
    says TEXT NOT NULL,             -- JSON: what it says, by its kind
    sureness REAL,
    why TEXT NOT NULL,              -- JSON list: words that explain it
    confirmed_by TEXT,              -- who confirmed it by hand; such a one stays when it is no longer found
    confirmed TEXT,                 -- when
    confirmed_why TEXT,
    found INTEGER NOT NULL          -- 0: confirmed once, and no longer found
) WITHOUT ROWID;

CREATE TABLE finding_report (       -- the reports that a finding rests on, the oldest first
    finding TEXT NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    report TEXT NOT NULL REFERENCES report (id),
    PRIMARY KEY (finding, number)
) WITHOUT ROWID;
CREATE INDEX finding_by_report ON finding_report (report);

CREATE TABLE telling (              -- the words that a finding rests on
    finding TEXT NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    role TEXT NOT NULL,             -- what they are to it, where it has sides
    report TEXT NOT NULL REFERENCES report (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    words TEXT NOT NULL,
    entry TEXT,                     -- whose words they are; it may be gone, so no foreign key
    state TEXT,                     -- digest of that entry as it was when the finding was made
    PRIMARY KEY (finding, number)
) WITHOUT ROWID;
CREATE INDEX telling_by_entry ON telling (entry) WHERE entry IS NOT NULL;

CREATE TABLE former_finding (       -- ids under which findings were cited before
    former TEXT PRIMARY KEY,
    finding TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE arrival (              -- since when what is in the record is in it; no part of its content
    what TEXT NOT NULL,             -- report, entry, finding
    id TEXT NOT NULL,               -- a finding may be gone, so no foreign key
    came TEXT NOT NULL,             -- when it first came in, ISO 8601 (UTC)
    changed TEXT,                   -- a finding: when it last came to say or rest on something else, or to be gone
    state TEXT,                     -- a finding: digest of what it says and rests on; NULL where it is gone
    PRIMARY KEY (what, id)
) WITHOUT ROWID;

-- Corrections by hand ------------------------------------------------------------------------------------

CREATE TABLE correction (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,             -- accept, reject, edit, add, merge, split; tag, note, star, preset: change nothing
    who TEXT NOT NULL,
    made TEXT NOT NULL,             -- when, ISO 8601
    why TEXT NOT NULL,
    entry TEXT,                     -- the entry as it was when corrected; it may be gone, so no foreign key
    anchor TEXT,                    -- JSON: report, path, kind, start, end, words of that entry
    changes TEXT NOT NULL,          -- JSON list: field, value, words
    actor TEXT,
    "into" TEXT,
    names TEXT NOT NULL,            -- JSON list
    undone_who TEXT,
    undone TEXT,                    -- when it was taken back; NULL while it holds
    undone_why TEXT,
    applies_to TEXT,                -- the entry it corrects now; NULL for actors, and where its entry is gone
    problem TEXT,                   -- why it cannot be applied now; NULL where it is
    anchor_report TEXT,
    anchor_path TEXT
);
CREATE INDEX correction_by_entry ON correction (applies_to);
CREATE INDEX correction_by_report ON correction (anchor_report);
CREATE INDEX correction_by_path ON correction (anchor_path);

-- Search -------------------------------------------------------------------------------------------------

CREATE VIRTUAL TABLE report_search USING fts5 (
    title, text, content="report", tokenize="porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER report_search_insert AFTER INSERT ON report BEGIN
    INSERT INTO report_search (rowid, title, text) VALUES (new.rowid, new.title, new.text);
END;
CREATE TRIGGER report_search_update AFTER UPDATE OF title, text ON report BEGIN
    INSERT INTO report_search (report_search, rowid, title, text)
        VALUES ('delete', old.rowid, old.title, old.text);
    INSERT INTO report_search (rowid, title, text) VALUES (new.rowid, new.title, new.text);
END;

CREATE VIRTUAL TABLE entry_search USING fts5 (
    words, content="entry", tokenize="porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER entry_search_insert AFTER INSERT ON entry BEGIN
    INSERT INTO entry_search (rowid, words) VALUES (new.rowid, new.words);
END;
CREATE TRIGGER entry_search_delete AFTER DELETE ON entry BEGIN
    INSERT INTO entry_search (entry_search, rowid, words) VALUES ('delete', old.rowid, old.words);
END;
CREATE TRIGGER entry_search_update AFTER UPDATE OF words ON entry BEGIN
    INSERT INTO entry_search (entry_search, rowid, words) VALUES ('delete', old.rowid, old.words);
    INSERT INTO entry_search (rowid, words) VALUES (new.rowid, new.words);
END;

-- Views: the common questions ----------------------------------------------------------------------------

CREATE VIEW current_entry AS            -- what holds: no old versions, nothing rejected
SELECT entry.* FROM entry JOIN report ON report.id = entry.report
WHERE NOT entry.retired AND NOT report.retired AND entry.standing NOT IN ('rejected', 'extracted form');

CREATE VIEW named_actor AS              -- each actor that an entry names, those named together one by one
SELECT entry, role, actor, party FROM mention WHERE actor IS NOT NULL
UNION ALL
SELECT mention.entry, mention.role, actor.id, actor.party
FROM mention, json_each(mention.candidates) JOIN actor ON actor.id = json_each.value
WHERE mention.together;

CREATE VIEW named_together AS           -- the names of those who are named together, in one line
SELECT mention.entry, mention.role, mention.number, group_concat(actor.name, ' and ') AS name
FROM mention, json_each(mention.candidates) JOIN actor ON actor.id = json_each.value
WHERE mention.together
GROUP BY mention.entry, mention.role, mention.number;

CREATE VIEW statements AS               -- who said what to whom, when, by whose account
SELECT entry.id, statement.act, statement.negated, speaker.words AS speaker,
       coalesce(speaker_actor.name, speakers.name) AS speaker_actor, speaker_party.name AS party,
       addressee.words AS addressee, coalesce(addressee_actor.name, addressees.name) AS addressee_actor,
       entry.words, condition.words AS condition, entry.dated AS said, entry.earliest, entry.latest,
       statement.plover, statement.manner, report.outlet, report.published, report.title,
       report.id AS report, report.path, entry.start, entry."end", entry.told_in, entry.standing,
       statement.confidence, statement.act_confidence, statement.stated, statement.reads
FROM current_entry AS entry
JOIN statement ON statement.entry = entry.id
JOIN report ON report.id = entry.report
LEFT JOIN mention AS speaker ON speaker.entry = entry.id AND speaker.role = 'speaker'
LEFT JOIN actor AS speaker_actor ON speaker_actor.id = speaker.actor
LEFT JOIN actor AS speaker_party ON speaker_party.id = speaker.party
LEFT JOIN mention AS addressee ON addressee.entry = entry.id AND addressee.role = 'addressee'
LEFT JOIN actor AS addressee_actor ON addressee_actor.id = addressee.actor
LEFT JOIN named_together AS speakers ON speakers.entry = entry.id AND speakers.role = 'speaker'
LEFT JOIN named_together AS addressees ON addressees.entry = entry.id AND addressees.role = 'addressee'
LEFT JOIN citation AS condition ON condition.entry = entry.id AND condition.role = 'condition';

CREATE VIEW stances AS                  -- who is said to think, fear or want what
SELECT entry.id, stance.attitude, stance.negated, speaker.words AS holder,
       coalesce(speaker_actor.name, speakers.name) AS holder_actor, speaker_party.name AS party, entry.words,
       entry.dated,
       report.outlet, report.published, report.title, report.id AS report, report.path,
       entry.start, entry."end", entry.told_in, entry.standing, stance.confidence
FROM current_entry AS entry
JOIN stance ON stance.entry = entry.id
JOIN report ON report.id = entry.report
LEFT JOIN mention AS speaker ON speaker.entry = entry.id AND speaker.role = 'speaker'
LEFT JOIN actor AS speaker_actor ON speaker_actor.id = speaker.actor
LEFT JOIN actor AS speaker_party ON speaker_party.id = speaker.party
LEFT JOIN named_together AS speakers ON speakers.entry = entry.id AND speakers.role = 'speaker';

CREATE VIEW events AS                   -- who did what to whom, and whether it took place
SELECT entry.id, event.plover, event.mode, event.status,
       (SELECT group_concat(coalesce(actor.name, mention.words), ', ') FROM mention
        LEFT JOIN actor ON actor.id = mention.actor
        WHERE mention.entry = entry.id AND mention.role = 'source') AS source,
       (SELECT group_concat(coalesce(actor.name, mention.words), ', ') FROM mention
        LEFT JOIN actor ON actor.id = mention.actor
        WHERE mention.entry = entry.id AND mention.role = 'target') AS target,
       place.words AS place, entry.words, entry.dated AS happened, entry.earliest, entry.latest,
       report.outlet, report.published, report.title, report.id AS report, report.path,
       entry.start, entry."end", entry.told_in AS claimed_in, entry.standing, event.confidence, event.source_confidence, event.target_confidence
FROM current_entry AS entry
JOIN event ON event.entry = entry.id
JOIN report ON report.id = entry.report
LEFT JOIN mention AS place ON place.entry = entry.id AND place.role = 'place';

CREATE VIEW timeline AS                 -- what was said and done, in order of time; the undated last
SELECT entry.dated, entry.kind, coalesce(statement.act, stance.attitude, event.plover) AS what, event.status,
       (SELECT group_concat(coalesce(actor.name, mention.words), ', ') FROM mention
        LEFT JOIN actor ON actor.id = mention.actor
        WHERE mention.entry = entry.id AND mention.role IN ('speaker', 'source')) AS who,
       (SELECT group_concat(coalesce(actor.name, mention.words), ', ') FROM mention
        LEFT JOIN actor ON actor.id = mention.actor
        WHERE mention.entry = entry.id AND mention.role IN ('addressee', 'target')) AS whom,
       entry.words, report.outlet, report.published, report.title, entry.id, report.id AS report, report.path,
       entry.earliest, entry.latest, entry."precision", entry.basis, entry.standing
FROM current_entry AS entry
JOIN report ON report.id = entry.report
LEFT JOIN statement ON statement.entry = entry.id
LEFT JOIN stance ON stance.entry = entry.id
LEFT JOIN event ON event.entry = entry.id
WHERE entry.kind <> 'stance'
ORDER BY coalesce(entry.earliest, entry.latest, '9999-12-31'), coalesce(entry.latest, '9999-12-31'),
         report.path, entry.number;

CREATE VIEW who_spoke_and_acted AS      -- actors, with how often each speaks and acts
SELECT actor.id, actor.name, actor.kind, party.name AS party,
       count(CASE WHEN entry.kind = 'statement' AND named.role = 'speaker' THEN 1 END) AS statements,
       count(CASE WHEN entry.kind = 'stance' AND named.role = 'speaker' THEN 1 END) AS stances,
       count(CASE WHEN named.role = 'source' THEN 1 END) AS events,
       count(CASE WHEN named.role = 'addressee' THEN 1 END) AS addressed,
       count(CASE WHEN named.role = 'target' THEN 1 END) AS targeted
FROM named_actor AS named
JOIN current_entry AS entry ON entry.id = named.entry
JOIN actor ON actor.id = named.actor
LEFT JOIN actor AS party ON party.id = actor.party
GROUP BY actor.id
ORDER BY statements + events DESC, actor.name;
