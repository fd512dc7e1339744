-- What a record on a PostgreSQL server has besides the tables of `schema.sql`: the functions that SQLite has and
-- PostgreSQL lacks, the form of the record, and the index of words. It stands in the record's own schema.

-- `writes` counts what was written, so that who shows the record knows whether it is still as it was.
CREATE TABLE record_form (version integer NOT NULL, writes bigint NOT NULL DEFAULT 0);

-- Functions ----------------------------------------------------------------------------------------------

-- Text without regard to case, as Python's `casefold`; characters that it makes several of come first.
CREATE FUNCTION fold_wide(given text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    folded text := given;
    several jsonb := '{several}';
    one text;
BEGIN
    IF given ~ '[{any}]' THEN
        FOR one IN SELECT jsonb_object_keys(several) LOOP
            folded := replace(folded, one, several ->> one);
        END LOOP;
    END IF;
    RETURN translate(folded, '{capital}', '{small}');
END $$;

CREATE FUNCTION fold(given text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN octet_length(given) = char_length(given) THEN lower(given COLLATE "C") ELSE fold_wide(given) END
$$;

CREATE FUNCTION instr(whole text, part text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT strpos(whole, part)
$$;

-- Not STRICT: PostgreSQL would not look into it, take a list for a thousand long, and read whole tables for it.
CREATE FUNCTION json_each(list text) RETURNS TABLE (value text) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT jsonb_array_elements_text(list::jsonb)
$$;

CREATE FUNCTION json_extract(document text, path text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT jsonb_path_query_first(document::jsonb, path::jsonpath) #>> '{}'
$$;

-- Values as SQLite writes them in JSON: to a letter, since findings keep a digest of them. (`json_value` and
-- `json_array` are words of the language itself from versions 17 and 16 on.)
CREATE FUNCTION as_json(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(to_json(given)::text, 'null')
$$;
CREATE FUNCTION as_json(given integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(given::text, 'null')
$$;
CREATE FUNCTION as_json(given boolean) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE given WHEN TRUE THEN '1' WHEN FALSE THEN '0' ELSE 'null' END
$$;
CREATE FUNCTION as_json(given double precision) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN given IS NULL THEN 'null'
        WHEN abs(given) >= 1e15 OR abs(given) < 1e-4 AND given <> 0 THEN regexp_replace(
            regexp_replace(ltrim(to_char(given, '9.99999999999999EEEE')), '\.?0*e', 'e'), '^(-?\d)e', '\1.0e')
        WHEN given = trunc(given) THEN given::numeric::text || '.0'
        ELSE given::numeric::text END
$$;
CREATE FUNCTION as_json(given json) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(given::text, 'null')
$$;
CREATE FUNCTION json_listed(given text[]) RETURNS json LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ('[' || coalesce(array_to_string(given, ','), '') || ']')::json
$$;
