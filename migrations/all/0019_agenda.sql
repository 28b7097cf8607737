-- +goose Up
-- Which figures were revised is asked of every series of a pack.
CREATE INDEX figures_revises ON figures (revises) WHERE revises <> '';

-- +goose Down
DROP INDEX figures_revises;
