-- Over the tables once they are filled: keys that hold their long values by digest, and the index of words.

CREATE UNIQUE INDEX actor_form_once ON actor_form (actor, md5(form));

-- `words` holds the words of a text as SQLite's tokenizer cuts and stems them, a space on either side of each and
-- a line for each column; `terms` the same once each, to look them up. Texts whose words are still to be cut are noted
-- by triggers, and cut where their write ends.
CREATE TABLE report_search (
    id text COLLATE "C" PRIMARY KEY REFERENCES report (id) ON DELETE CASCADE DEFERRABLE,
    words text COLLATE "C" NOT NULL,
    terms tsvector NOT NULL
);
CREATE TABLE entry_search (
    id text COLLATE "C" PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE DEFERRABLE,
    words text COLLATE "C" NOT NULL,
    terms tsvector NOT NULL
);
CREATE TABLE to_index (what text NOT NULL, id text COLLATE "C" NOT NULL);
CREATE FUNCTION note_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO to_index VALUES (TG_TABLE_NAME, NEW.id);
    RETURN NULL;
END $$;
