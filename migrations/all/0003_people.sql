-- +goose Up
CREATE TABLE people (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    name       TEXT      NOT NULL,
    email      TEXT      NOT NULL,
    body       TEXT      NOT NULL,
    roles      TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX people_state ON people (state, ref);
CREATE INDEX people_owner ON people (owner) WHERE owner <> '';
CREATE INDEX people_name ON people (name, ref);
CREATE INDEX people_body ON people (body, ref);
CREATE UNIQUE INDEX people_email_key ON people (email) WHERE email <> '';

-- +goose Down
DROP TABLE people;
