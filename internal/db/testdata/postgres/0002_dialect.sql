-- +goose Up
ALTER TABLE bodies ADD COLUMN dialect TEXT NOT NULL DEFAULT 'postgres';

-- +goose Down
ALTER TABLE bodies DROP COLUMN dialect;
