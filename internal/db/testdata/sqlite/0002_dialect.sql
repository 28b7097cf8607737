-- +goose Up
ALTER TABLE bodies ADD COLUMN dialect TEXT NOT NULL DEFAULT 'sqlite';

-- +goose Down
ALTER TABLE bodies DROP COLUMN dialect;
