-- +goose Up
CREATE TABLE bodies (
    id       TEXT NOT NULL PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    founded  TIMESTAMP NULL,
    members  INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT bodies_members_check CHECK (members >= 0)
);

-- +goose Down
DROP TABLE bodies;
