-- +goose Up
-- The applications of a round by their scores, those without one last.
CREATE INDEX awards_round_score ON awards (round, (COALESCE(score, -1)), ref);

-- +goose Down
DROP INDEX awards_round_score;
