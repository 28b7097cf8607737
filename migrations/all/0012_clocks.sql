-- +goose Up
-- How long somebody has, who is told about it, and which days do not count.
CREATE TABLE clocks (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    title      TEXT      NOT NULL,
    use        TEXT      NOT NULL,
    length     BIGINT    NULL,
    unit       TEXT      NOT NULL,
    counting   TEXT      NOT NULL,
    next_working_day BOOLEAN NOT NULL,
    authority  TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX clocks_state ON clocks (state, ref);
CREATE INDEX clocks_owner ON clocks (owner) WHERE owner <> '';
CREATE INDEX clocks_use ON clocks (use, ref);

CREATE TABLE escalations (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    clock      TEXT      NOT NULL,
    days       BIGINT    NULL,
    tell       TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX escalations_state ON escalations (state, ref);
CREATE INDEX escalations_owner ON escalations (owner) WHERE owner <> '';
CREATE INDEX escalations_clock ON escalations (clock, ref);
CREATE INDEX escalations_days ON escalations (days, ref);
CREATE INDEX escalations_tell ON escalations (tell, ref);

CREATE TABLE bank_holidays (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    title      TEXT      NOT NULL,
    day        TEXT      NOT NULL,
    change     TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX bank_holidays_state ON bank_holidays (state, ref);
CREATE INDEX bank_holidays_owner ON bank_holidays (owner) WHERE owner <> '';
CREATE INDEX bank_holidays_day ON bank_holidays (day, ref);

-- Who in the force drafts the answer to a question.
CREATE TABLE allocations (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    question   TEXT      NOT NULL,
    drafter    TEXT      NOT NULL,
    wanted_on  TEXT      NOT NULL,
    brief      TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX allocations_state ON allocations (state, ref);
CREATE INDEX allocations_owner ON allocations (owner) WHERE owner <> '';
CREATE INDEX allocations_question ON allocations (question, ref);
CREATE INDEX allocations_drafter ON allocations (drafter, ref);
CREATE INDEX allocations_wanted_on ON allocations (wanted_on, ref);

-- The clock of a question.
ALTER TABLE questions ADD COLUMN clock TEXT NOT NULL DEFAULT '';
ALTER TABLE questions ADD COLUMN started_on TEXT NOT NULL DEFAULT '';
ALTER TABLE questions ADD COLUMN due_how TEXT NOT NULL DEFAULT '';
ALTER TABLE questions ADD COLUMN stopped_on TEXT NOT NULL DEFAULT '';
ALTER TABLE questions ADD COLUMN asked_until TEXT NOT NULL DEFAULT '';
ALTER TABLE questions ADD COLUMN asked_why TEXT NOT NULL DEFAULT '';
ALTER TABLE questions ADD COLUMN stops TEXT NOT NULL DEFAULT '[]';
CREATE INDEX questions_clock ON questions (clock) WHERE clock <> '';
CREATE INDEX questions_asked_until ON questions (asked_until) WHERE asked_until <> '';
UPDATE questions SET started_on = put_on;

ALTER TABLE limbs ADD COLUMN belongs_to TEXT NOT NULL DEFAULT '';
ALTER TABLE limbs ADD COLUMN why_theirs TEXT NOT NULL DEFAULT '';
CREATE INDEX limbs_belongs_to ON limbs (belongs_to) WHERE belongs_to <> '';

-- What waits is found by state and day.
CREATE INDEX questions_state_due ON questions (state, due_on, ref);
CREATE INDEX commitments_state_due ON commitments (state, due_on, ref);
CREATE INDEX assurances_state_relied ON assurances (state, relied_until, ref);
CREATE INDEX assurances_untested ON assurances (state, relied_until, ref) WHERE verdict = '';

-- Where in an answer a text was taken from.
ALTER TABLE assurances ADD COLUMN passage TEXT NOT NULL DEFAULT '';
ALTER TABLE commitments ADD COLUMN passage TEXT NOT NULL DEFAULT '';

-- +goose Down
DROP INDEX assurances_untested;
DROP INDEX assurances_state_relied;
DROP INDEX commitments_state_due;
DROP INDEX questions_state_due;
DROP INDEX limbs_belongs_to;
DROP INDEX questions_asked_until;
ALTER TABLE commitments DROP COLUMN passage;
ALTER TABLE assurances DROP COLUMN passage;
ALTER TABLE limbs DROP COLUMN why_theirs;
ALTER TABLE limbs DROP COLUMN belongs_to;
DROP INDEX questions_clock;
ALTER TABLE questions DROP COLUMN stops;
ALTER TABLE questions DROP COLUMN asked_why;
ALTER TABLE questions DROP COLUMN asked_until;
ALTER TABLE questions DROP COLUMN stopped_on;
ALTER TABLE questions DROP COLUMN due_how;
ALTER TABLE questions DROP COLUMN started_on;
ALTER TABLE questions DROP COLUMN clock;
DROP TABLE allocations;
DROP TABLE bank_holidays;
DROP TABLE escalations;
DROP TABLE clocks;
