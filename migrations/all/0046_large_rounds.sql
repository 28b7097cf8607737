-- +goose Up
-- The applications of a round by their scores, those without one last.
CREATE INDEX awards_round_score ON awards (round, (COALESCE(score, -1)), ref);

-- The payments under an award with what they are added up by.
DROP INDEX payments_award;
CREATE INDEX payments_award ON payments (award, ref, state, amount);

-- +goose Down
DROP INDEX payments_award;
CREATE INDEX payments_award ON payments (award, ref);
DROP INDEX awards_round_score;
