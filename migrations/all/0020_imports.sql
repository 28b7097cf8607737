-- +goose Up
CREATE TABLE imports (
    ref          TEXT      NOT NULL PRIMARY KEY,
    version      INTEGER   NOT NULL,
    state        TEXT      NOT NULL,
    side         TEXT      NOT NULL,
    sample       TEXT      NOT NULL,
    created_at   TIMESTAMP NOT NULL,
    created_by   TEXT      NOT NULL,
    updated_at   TIMESTAMP NOT NULL,
    updated_by   TEXT      NOT NULL,
    title        TEXT      NOT NULL,
    register     TEXT      NOT NULL,
    file_name    TEXT      NOT NULL,
    file_hash    TEXT      NOT NULL,
    file_size    BIGINT    NULL,
    sheet        TEXT      NOT NULL,
    columns      TEXT      NOT NULL,
    because      TEXT      NOT NULL,
    rows_read    BIGINT    NULL,
    rows_new     BIGINT    NULL,
    rows_changed BIGINT    NULL,
    rows_same    BIGINT    NULL,
    rows_refused BIGINT    NULL,
    priorities   TEXT      NOT NULL,
    districts    TEXT      NOT NULL,
    owner        TEXT      NOT NULL,
    came_from    TEXT      NOT NULL,
    sources      TEXT      NOT NULL,
    same_as      TEXT      NOT NULL,
    remarks      TEXT      NOT NULL,
    marking      TEXT      NOT NULL
);
CREATE INDEX imports_state ON imports (state, ref);
CREATE INDEX imports_owner ON imports (owner) WHERE owner <> '';
CREATE INDEX imports_register ON imports (register, ref);
CREATE INDEX imports_created_at ON imports (created_at, ref);

CREATE TABLE mappings (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    title      TEXT      NOT NULL,
    register   TEXT      NOT NULL,
    columns    TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX mappings_state ON mappings (state, ref);
CREATE INDEX mappings_owner ON mappings (owner) WHERE owner <> '';
CREATE INDEX mappings_title ON mappings (title, ref);
CREATE INDEX mappings_register ON mappings (register, title, ref);

-- What the check found of every row, as whoever brought the file may see it.
CREATE TABLE import_rows (
    import   TEXT   NOT NULL REFERENCES records (ref),
    position BIGINT NOT NULL,
    number   BIGINT NOT NULL,
    outcome  TEXT   NOT NULL,
    ref      TEXT   NOT NULL,
    version  BIGINT NOT NULL,
    title    TEXT   NOT NULL,
    changes  TEXT   NOT NULL,
    problems TEXT   NOT NULL,
    PRIMARY KEY (import, position)
);
CREATE INDEX import_rows_outcome ON import_rows (import, outcome, position);

-- What is done in the background for an import, by which instance and until
-- when that holds it: what is left by one that stopped is picked up.
CREATE TABLE import_runs (
    import     TEXT      NOT NULL PRIMARY KEY REFERENCES records (ref),
    phase      TEXT      NOT NULL,
    person     TEXT      NOT NULL,
    version    BIGINT    NOT NULL,
    reason     TEXT      NOT NULL,
    done       BIGINT    NOT NULL,
    total      BIGINT    NOT NULL,
    failure    TEXT      NOT NULL,
    finished   BOOLEAN   NOT NULL,
    holder     TEXT      NOT NULL,
    until      TIMESTAMP NOT NULL,
    started_at TIMESTAMP NOT NULL
);
CREATE INDEX import_runs_open ON import_runs (finished, started_at);

-- What an import did to each record: enough to undo it. What was there before
-- is empty where the import made the record.
CREATE TABLE import_touched (
    import   TEXT   NOT NULL REFERENCES records (ref),
    ref      TEXT   NOT NULL REFERENCES records (ref),
    kind     TEXT   NOT NULL,
    position BIGINT NOT NULL,
    version  BIGINT NOT NULL,
    before   TEXT   NOT NULL,
    PRIMARY KEY (import, ref)
);
CREATE INDEX import_touched_ref ON import_touched (ref);

-- The numbers that an office's own lists give to records.
CREATE TABLE own_numbers (
    side   TEXT NOT NULL,
    kind   TEXT NOT NULL,
    number TEXT NOT NULL,
    ref    TEXT NOT NULL REFERENCES records (ref),
    PRIMARY KEY (side, kind, number)
);

-- What an office's headings were last said to be.
CREATE TABLE known_headings (
    side     TEXT NOT NULL,
    register TEXT NOT NULL,
    heading  TEXT NOT NULL,
    field    TEXT NOT NULL,
    PRIMARY KEY (side, register, heading)
);

-- +goose Down
DROP TABLE known_headings;
DROP TABLE own_numbers;
DROP TABLE import_touched;
DROP TABLE import_runs;
DROP TABLE import_rows;
DROP TABLE mappings;
DROP TABLE imports;
