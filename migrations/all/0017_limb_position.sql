-- +goose Up
-- In which order a question asks its limbs: until now, that of their numbers.
ALTER TABLE limbs ADD COLUMN position BIGINT NULL;
UPDATE limbs SET position = (
    SELECT count(*) FROM limbs before
    WHERE before.question = limbs.question
      AND (length(before.ref) < length(limbs.ref) OR length(before.ref) = length(limbs.ref) AND before.ref <= limbs.ref)
);
CREATE INDEX limbs_position ON limbs (COALESCE(position, -1), ref);

-- +goose Down
DROP INDEX limbs_position;
ALTER TABLE limbs DROP COLUMN position;
