-- +goose Up
CREATE TABLE notes (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    about      TEXT      NOT NULL,
    text       TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX notes_state ON notes (state, ref);
CREATE INDEX notes_owner ON notes (owner) WHERE owner <> '';
CREATE INDEX notes_about ON notes (about, ref);
CREATE INDEX notes_created_at ON notes (created_at, ref);

CREATE TABLE documents (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    about      TEXT      NOT NULL,
    title      TEXT      NOT NULL,
    dated      TEXT      NOT NULL,
    address    TEXT      NOT NULL,
    file_name  TEXT      NOT NULL,
    file_type  TEXT      NOT NULL,
    file_size  BIGINT    NULL,
    file_hash  TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX documents_state ON documents (state, ref);
CREATE INDEX documents_owner ON documents (owner) WHERE owner <> '';
CREATE INDEX documents_about ON documents (about, ref);
CREATE INDEX documents_dated ON documents (dated, ref);
CREATE INDEX documents_created_at ON documents (created_at, ref);

-- The content of files, under the hash of the content: one file to back up.
CREATE TABLE contents (
    hash    TEXT  NOT NULL PRIMARY KEY,
    size    BIGINT NOT NULL,
    content BYTEA NOT NULL
);

-- +goose Down
DROP TABLE contents;
DROP TABLE documents;
DROP TABLE notes;
