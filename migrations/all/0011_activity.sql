-- +goose Up
CREATE TABLE activities (
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
    type       TEXT      NOT NULL,
    text       TEXT      NOT NULL,
    lead_body  TEXT      NOT NULL,
    partners   TEXT      NOT NULL,
    started    TEXT      NOT NULL,
    ended      TEXT      NOT NULL,
    audience   TEXT      NOT NULL,
    outputs    TEXT      NOT NULL,
    learnt     TEXT      NOT NULL,
    address    TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX activities_state ON activities (state, ref);
CREATE INDEX activities_owner ON activities (owner) WHERE owner <> '';
CREATE INDEX activities_type ON activities (type, ref);
CREATE INDEX activities_lead_body ON activities (lead_body, ref);
CREATE INDEX activities_started ON activities (started, ref);

CREATE TABLE library (
    ref         TEXT      NOT NULL PRIMARY KEY,
    version     INTEGER   NOT NULL,
    state       TEXT      NOT NULL,
    side        TEXT      NOT NULL,
    sample      TEXT      NOT NULL,
    created_at  TIMESTAMP NOT NULL,
    created_by  TEXT      NOT NULL,
    updated_at  TIMESTAMP NOT NULL,
    updated_by  TEXT      NOT NULL,
    title       TEXT      NOT NULL,
    type        TEXT      NOT NULL,
    publisher   TEXT      NOT NULL,
    published   TEXT      NOT NULL,
    day_of_year TEXT      NOT NULL,
    address     TEXT      NOT NULL,
    summary     TEXT      NOT NULL,
    priorities  TEXT      NOT NULL,
    districts   TEXT      NOT NULL,
    owner       TEXT      NOT NULL,
    came_from   TEXT      NOT NULL,
    sources     TEXT      NOT NULL,
    same_as     TEXT      NOT NULL,
    remarks     TEXT      NOT NULL,
    marking     TEXT      NOT NULL
);
CREATE INDEX library_state ON library (state, ref);
CREATE INDEX library_owner ON library (owner) WHERE owner <> '';
CREATE INDEX library_type ON library (type, ref);
CREATE INDEX library_publisher ON library (publisher, ref);
CREATE INDEX library_published ON library (published, ref);

-- +goose Down
DROP TABLE library;
DROP TABLE activities;
