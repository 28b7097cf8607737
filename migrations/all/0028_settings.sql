-- +goose Up
CREATE TABLE settings (
    ref             TEXT      NOT NULL PRIMARY KEY,
    version         INTEGER   NOT NULL,
    state           TEXT      NOT NULL,
    side            TEXT      NOT NULL,
    sample          TEXT      NOT NULL,
    created_at      TIMESTAMP NOT NULL,
    created_by      TEXT      NOT NULL,
    updated_at      TIMESTAMP NOT NULL,
    updated_by      TEXT      NOT NULL,
    red_means       TEXT      NOT NULL,
    publisher       TEXT      NOT NULL,
    giving_prefix   TEXT      NOT NULL,
    licence         TEXT      NOT NULL,
    priorities      TEXT      NOT NULL,
    districts       TEXT      NOT NULL,
    owner           TEXT      NOT NULL,
    came_from       TEXT      NOT NULL,
    sources         TEXT      NOT NULL,
    same_as         TEXT      NOT NULL,
    remarks         TEXT      NOT NULL,
    marking         TEXT      NOT NULL
);
CREATE INDEX settings_state ON settings (state, ref);
CREATE INDEX settings_owner ON settings (owner) WHERE owner <> '';

-- +goose Down
DROP TABLE settings;
