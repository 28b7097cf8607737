-- +goose Up
CREATE TABLE clusters (
    ref             TEXT      NOT NULL PRIMARY KEY,
    version         INTEGER   NOT NULL,
    state           TEXT      NOT NULL,
    side            TEXT      NOT NULL,
    sample          TEXT      NOT NULL,
    created_at      TIMESTAMP NOT NULL,
    created_by      TEXT      NOT NULL,
    updated_at      TIMESTAMP NOT NULL,
    updated_by      TEXT      NOT NULL,
    title           TEXT      NOT NULL,
    text            TEXT      NOT NULL,
    recommendations TEXT      NOT NULL,
    priorities      TEXT      NOT NULL,
    districts       TEXT      NOT NULL,
    owner           TEXT      NOT NULL,
    came_from       TEXT      NOT NULL,
    sources         TEXT      NOT NULL,
    same_as         TEXT      NOT NULL,
    remarks         TEXT      NOT NULL,
    marking         TEXT      NOT NULL
);
CREATE INDEX clusters_state ON clusters (state, ref);
CREATE INDEX clusters_owner ON clusters (owner) WHERE owner <> '';
CREATE INDEX clusters_title ON clusters (title, ref);

-- +goose Down
DROP TABLE clusters;
