-- +goose Up
ALTER TABLE rounds ADD COLUMN opened_time TEXT NOT NULL DEFAULT '';
ALTER TABLE awards ADD COLUMN received_time TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE awards DROP COLUMN received_time;
ALTER TABLE rounds DROP COLUMN opened_time;
