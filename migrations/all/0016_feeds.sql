-- +goose Up
-- The addresses of private calendar feeds. What stands in an address is a
-- secret, of which only the hash is kept.
CREATE TABLE feeds (
    id         TEXT      NOT NULL PRIMARY KEY,
    person     TEXT      NOT NULL REFERENCES records (ref),
    name       TEXT      NOT NULL,
    hash       TEXT      NOT NULL UNIQUE,
    created_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP NULL,
    used_at    TIMESTAMP NULL
);
CREATE INDEX feeds_person ON feeds (person);

-- +goose Down
DROP TABLE feeds;
