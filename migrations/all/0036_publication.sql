-- +goose Up
ALTER TABLE awards ADD COLUMN no_conditions TEXT NOT NULL DEFAULT '';

CREATE TABLE withholdings (
    ref             TEXT      NOT NULL PRIMARY KEY,
    version         INTEGER   NOT NULL,
    state           TEXT      NOT NULL,
    side            TEXT      NOT NULL,
    sample          TEXT      NOT NULL,
    created_at      TIMESTAMP NOT NULL,
    created_by      TEXT      NOT NULL,
    updated_at      TIMESTAMP NOT NULL,
    updated_by      TEXT      NOT NULL,
    award           TEXT      NOT NULL,
    left_out_of     TEXT      NOT NULL,
    ground          TEXT      NOT NULL,
    why             TEXT      NOT NULL,
    priorities      TEXT      NOT NULL,
    districts       TEXT      NOT NULL,
    owner           TEXT      NOT NULL,
    came_from       TEXT      NOT NULL,
    sources         TEXT      NOT NULL,
    same_as         TEXT      NOT NULL,
    remarks         TEXT      NOT NULL,
    marking         TEXT      NOT NULL
);
CREATE INDEX withholdings_state ON withholdings (state, ref);
CREATE INDEX withholdings_award ON withholdings (award, ref);
CREATE INDEX withholdings_owner ON withholdings (owner) WHERE owner <> '';

CREATE TABLE grant_lists (
    ref             TEXT      NOT NULL PRIMARY KEY,
    version         INTEGER   NOT NULL,
    state           TEXT      NOT NULL,
    side            TEXT      NOT NULL,
    sample          TEXT      NOT NULL,
    created_at      TIMESTAMP NOT NULL,
    created_by      TEXT      NOT NULL,
    updated_at      TIMESTAMP NOT NULL,
    updated_by      TEXT      NOT NULL,
    month           TEXT      NOT NULL,
    covers          TEXT      NOT NULL,
    duty            TEXT      NOT NULL,
    note            TEXT      NOT NULL,
    published_on    TEXT      NOT NULL,
    grants          BIGINT,
    left_out        BIGINT,
    total           BIGINT,
    corrects        TEXT      NOT NULL,
    taken_down_on   TEXT      NOT NULL,
    taken_down_why  TEXT      NOT NULL,
    priorities      TEXT      NOT NULL,
    districts       TEXT      NOT NULL,
    owner           TEXT      NOT NULL,
    came_from       TEXT      NOT NULL,
    sources         TEXT      NOT NULL,
    same_as         TEXT      NOT NULL,
    remarks         TEXT      NOT NULL,
    marking         TEXT      NOT NULL
);
CREATE INDEX grant_lists_state ON grant_lists (state, ref);
CREATE INDEX grant_lists_month ON grant_lists (month, ref);
CREATE INDEX grant_lists_published_on ON grant_lists (published_on, ref);
CREATE INDEX grant_lists_owner ON grant_lists (owner) WHERE owner <> '';

CREATE TABLE published_files (
    list    TEXT NOT NULL,
    name    TEXT NOT NULL,
    media   TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (list, name)
);

-- +goose Down
DROP TABLE published_files;
DROP TABLE grant_lists;
DROP TABLE withholdings;
ALTER TABLE awards DROP COLUMN no_conditions;
