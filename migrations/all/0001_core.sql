-- +goose Up

-- The register of every record of every kind: nothing leaves it, so that no
-- reference is ever used twice. It is also what search and links read: the
-- terms are the words of the reference and title, and of all other texts, split
-- and folded by the service so that both databases index the same ones.
CREATE TABLE records (
    ref        TEXT      NOT NULL PRIMARY KEY,
    kind       TEXT      NOT NULL,
    title      TEXT      NOT NULL,
    extract    TEXT      NOT NULL,
    head_terms TEXT      NOT NULL,
    body_terms TEXT      NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    marking    TEXT      NOT NULL,
    created_by TEXT      NOT NULL,
    answerable TEXT      NOT NULL DEFAULT '',
    parent     TEXT      NOT NULL DEFAULT '',
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX records_kind_state ON records (kind, state);
CREATE INDEX records_parent ON records (parent) WHERE parent <> '';

-- Every reference that a record holds, so that either end finds the other.
CREATE TABLE links (
    from_ref TEXT NOT NULL REFERENCES records (ref),
    field    TEXT NOT NULL,
    to_ref   TEXT NOT NULL REFERENCES records (ref),
    PRIMARY KEY (from_ref, field, to_ref)
);
CREATE INDEX links_to ON links (to_ref, field, from_ref);

-- The last number given out under each prefix of a reference.
CREATE TABLE numbers (
    prefix TEXT   NOT NULL PRIMARY KEY,
    last   BIGINT NOT NULL
);

-- What changed, by whom and why. Entries are chained by hash within a lane;
-- several lanes let several changes be kept at once.
CREATE TABLE trail (
    lane       INTEGER   NOT NULL,
    seq        BIGINT    NOT NULL,
    at         TIMESTAMP NOT NULL,
    person     TEXT      NOT NULL,
    action     TEXT      NOT NULL,
    kind       TEXT      NOT NULL,
    ref        TEXT      NOT NULL,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    seen_state TEXT      NOT NULL,
    marking    TEXT      NOT NULL,
    changes    TEXT      NOT NULL,
    reason     TEXT      NOT NULL,
    prev       TEXT      NOT NULL,
    hash       TEXT      NOT NULL,
    PRIMARY KEY (lane, seq)
);
CREATE INDEX trail_ref ON trail (ref, version);

CREATE TABLE trail_heads (
    lane INTEGER NOT NULL PRIMARY KEY,
    seq  BIGINT  NOT NULL,
    hash TEXT    NOT NULL
);
INSERT INTO trail_heads (lane, seq, hash)
VALUES (0, 0, ''), (1, 0, ''), (2, 0, ''), (3, 0, ''), (4, 0, ''), (5, 0, ''), (6, 0, ''), (7, 0, '');

-- How people prove who they are.
CREATE TABLE accounts (
    person       TEXT      NOT NULL PRIMARY KEY REFERENCES records (ref),
    password     TEXT      NOT NULL DEFAULT '',
    failures     INTEGER   NOT NULL DEFAULT 0,
    locked_until TIMESTAMP NULL
);

CREATE TABLE sessions (
    hash       TEXT      NOT NULL PRIMARY KEY,
    person     TEXT      NOT NULL REFERENCES records (ref),
    created_at TIMESTAMP NOT NULL,
    seen_at    TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX sessions_person ON sessions (person);
CREATE INDEX sessions_expires_at ON sessions (expires_at);

CREATE TABLE tokens (
    id         TEXT      NOT NULL PRIMARY KEY,
    person     TEXT      NOT NULL REFERENCES records (ref),
    name       TEXT      NOT NULL,
    hash       TEXT      NOT NULL UNIQUE,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP NULL,
    used_at    TIMESTAMP NULL
);
CREATE INDEX tokens_person ON tokens (person);

-- Sign-in attempts that failed, counted by the address they came from.
CREATE TABLE attempts (
    origin       TEXT      NOT NULL PRIMARY KEY,
    failures     INTEGER   NOT NULL,
    last_at      TIMESTAMP NOT NULL
);

-- +goose Down
DROP TABLE attempts;
DROP TABLE tokens;
DROP TABLE sessions;
DROP TABLE accounts;
DROP TABLE trail_heads;
DROP TABLE trail;
DROP TABLE numbers;
DROP TABLE links;
DROP TABLE records;
