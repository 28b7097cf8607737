-- +goose Up
CREATE TABLE posts (
    id         TEXT NOT NULL PRIMARY KEY,
    body_id    TEXT NOT NULL REFERENCES bodies (id),
    post_title TEXT NOT NULL,
    code       TEXT NULL,
    UNIQUE (body_id, post_title)
);
CREATE UNIQUE INDEX posts_folded_code ON posts (lower(code), body_id);

-- +goose Down
DROP TABLE posts;
