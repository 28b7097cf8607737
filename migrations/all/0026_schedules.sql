-- +goose Up
-- How often a duty is owed from a day on, and the periods that follow from it.
CREATE TABLE schedules (
    ref              TEXT      NOT NULL PRIMARY KEY,
    version          INTEGER   NOT NULL,
    state            TEXT      NOT NULL,
    side             TEXT      NOT NULL,
    sample           TEXT      NOT NULL,
    created_at       TIMESTAMP NOT NULL,
    created_by       TEXT      NOT NULL,
    updated_at       TIMESTAMP NOT NULL,
    updated_by       TEXT      NOT NULL,
    duty             TEXT      NOT NULL,
    every            TEXT      NOT NULL,
    since            TEXT      NOT NULL,
    due_rule         TEXT      NOT NULL,
    length           BIGINT    NULL,
    unit             TEXT      NOT NULL,
    day_of_month     BIGINT    NULL,
    next_working_day BOOLEAN   NOT NULL,
    expected_from    TEXT      NOT NULL,
    reason           TEXT      NOT NULL,
    authority        TEXT      NOT NULL,
    priorities       TEXT      NOT NULL,
    districts        TEXT      NOT NULL,
    owner            TEXT      NOT NULL,
    came_from        TEXT      NOT NULL,
    sources          TEXT      NOT NULL,
    same_as          TEXT      NOT NULL,
    remarks          TEXT      NOT NULL,
    marking          TEXT      NOT NULL
);
CREATE INDEX schedules_state ON schedules (state, ref);
CREATE INDEX schedules_owner ON schedules (owner) WHERE owner <> '';
CREATE INDEX schedules_duty ON schedules (duty, ref);
CREATE INDEX schedules_every ON schedules (every, ref);
CREATE INDEX schedules_since ON schedules (since, ref);

ALTER TABLE occurrences ADD COLUMN starts TEXT NOT NULL DEFAULT '';
ALTER TABLE occurrences ADD COLUMN ends TEXT NOT NULL DEFAULT '';
CREATE INDEX occurrences_starts ON occurrences (starts, ref);
-- A duty falls due once for a period, however many instances see to it.
CREATE UNIQUE INDEX occurrences_period ON occurrences (duty, starts, ends) WHERE starts <> '' AND state <> 'withdrawn';
-- Whom a body succeeded is asked whenever somebody who acts for it signs in.
CREATE INDEX bodies_succeeded_by ON bodies (succeeded_by) WHERE succeeded_by <> '';

-- +goose Down
DROP INDEX bodies_succeeded_by;
DROP INDEX occurrences_period;
DROP INDEX occurrences_starts;
ALTER TABLE occurrences DROP COLUMN ends;
ALTER TABLE occurrences DROP COLUMN starts;
DROP TABLE schedules;
