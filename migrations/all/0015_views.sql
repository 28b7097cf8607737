-- +goose Up
CREATE TABLE views (
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
    address    TEXT      NOT NULL,
    register   TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX views_state ON views (state, ref);
CREATE INDEX views_owner ON views (owner) WHERE owner <> '';
CREATE INDEX views_title ON views (title, ref);
CREATE INDEX views_register ON views (register, title, ref);

-- +goose Down
DROP TABLE views;
