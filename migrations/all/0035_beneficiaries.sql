-- +goose Up
ALTER TABLE awards ADD COLUMN beneficiaries BIGINT NULL;
ALTER TABLE commissions ADD COLUMN beneficiaries BIGINT NULL;
CREATE INDEX posts_funded_by ON posts (funded_by, ref) WHERE funded_by <> '';

-- +goose Down
DROP INDEX posts_funded_by;
ALTER TABLE commissions DROP COLUMN beneficiaries;
ALTER TABLE awards DROP COLUMN beneficiaries;
