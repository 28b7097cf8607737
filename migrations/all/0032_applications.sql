-- +goose Up
CREATE TABLE criteria (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    round      TEXT      NOT NULL,
    number     BIGINT    NULL,
    title      TEXT      NOT NULL,
    checked_by TEXT      NOT NULL,
    most       BIGINT    NULL,
    weight     BIGINT    NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX criteria_state ON criteria (state, ref);
CREATE INDEX criteria_owner ON criteria (owner) WHERE owner <> '';
CREATE INDEX criteria_round ON criteria (round, ref);
CREATE INDEX criteria_checked_by ON criteria (checked_by, ref);
CREATE INDEX criteria_number ON criteria (number, ref);

CREATE TABLE eligibility_checks (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    award      TEXT      NOT NULL,
    criterion  TEXT      NOT NULL,
    finding    TEXT      NOT NULL,
    note       TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX eligibility_checks_state ON eligibility_checks (state, ref);
CREATE INDEX eligibility_checks_owner ON eligibility_checks (owner) WHERE owner <> '';
CREATE INDEX eligibility_checks_award ON eligibility_checks (award, ref);
CREATE INDEX eligibility_checks_criterion ON eligibility_checks (criterion, ref);
CREATE INDEX eligibility_checks_finding ON eligibility_checks (finding, ref);

CREATE TABLE interests (
    ref         TEXT      NOT NULL PRIMARY KEY,
    version     INTEGER   NOT NULL,
    state       TEXT      NOT NULL,
    side        TEXT      NOT NULL,
    sample      TEXT      NOT NULL,
    created_at  TIMESTAMP NOT NULL,
    created_by  TEXT      NOT NULL,
    updated_at  TIMESTAMP NOT NULL,
    updated_by  TEXT      NOT NULL,
    award       TEXT      NOT NULL,
    person      TEXT      NOT NULL,
    what        TEXT      NOT NULL,
    declared_on TEXT      NOT NULL,
    priorities  TEXT      NOT NULL,
    districts   TEXT      NOT NULL,
    owner       TEXT      NOT NULL,
    came_from   TEXT      NOT NULL,
    sources     TEXT      NOT NULL,
    same_as     TEXT      NOT NULL,
    remarks     TEXT      NOT NULL,
    marking     TEXT      NOT NULL
);
CREATE INDEX interests_state ON interests (state, ref);
CREATE INDEX interests_owner ON interests (owner) WHERE owner <> '';
CREATE INDEX interests_award ON interests (award, ref);
CREATE INDEX interests_person ON interests (person, ref);

CREATE TABLE assessments (
    ref         TEXT      NOT NULL PRIMARY KEY,
    version     INTEGER   NOT NULL,
    state       TEXT      NOT NULL,
    side        TEXT      NOT NULL,
    sample      TEXT      NOT NULL,
    created_at  TIMESTAMP NOT NULL,
    created_by  TEXT      NOT NULL,
    updated_at  TIMESTAMP NOT NULL,
    updated_by  TEXT      NOT NULL,
    award       TEXT      NOT NULL,
    no_interest BOOLEAN   NOT NULL,
    scores      TEXT      NOT NULL,
    comment     TEXT      NOT NULL,
    assessor    TEXT      NOT NULL,
    round       TEXT      NOT NULL,
    score       BIGINT    NULL,
    working     TEXT      NOT NULL,
    priorities  TEXT      NOT NULL,
    districts   TEXT      NOT NULL,
    owner       TEXT      NOT NULL,
    came_from   TEXT      NOT NULL,
    sources     TEXT      NOT NULL,
    same_as     TEXT      NOT NULL,
    remarks     TEXT      NOT NULL,
    marking     TEXT      NOT NULL
);
CREATE INDEX assessments_state ON assessments (state, ref);
CREATE INDEX assessments_owner ON assessments (owner) WHERE owner <> '';
CREATE INDEX assessments_award ON assessments (award, ref);
CREATE INDEX assessments_assessor ON assessments (assessor, ref);
CREATE INDEX assessments_round ON assessments (round, ref);
CREATE INDEX assessments_score ON assessments (score, ref);

ALTER TABLE rounds ADD COLUMN criteria_from TEXT NOT NULL DEFAULT '';
ALTER TABLE rounds ADD COLUMN board TEXT NOT NULL DEFAULT '';
ALTER TABLE awards ADD COLUMN board_advice TEXT NOT NULL DEFAULT '';
ALTER TABLE awards ADD COLUMN board_amount BIGINT NULL;
ALTER TABLE awards ADD COLUMN ineligible_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE awards ADD COLUMN score BIGINT NULL;
ALTER TABLE awards ADD COLUMN received_on TEXT NOT NULL DEFAULT '';
ALTER TABLE awards ADD COLUMN late_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE awards ADD COLUMN assessors TEXT NOT NULL DEFAULT '[]';
CREATE INDEX awards_score ON awards (score, ref);
CREATE INDEX awards_given ON awards (round, state, amount);

-- +goose Down
DROP INDEX awards_given;
DROP INDEX awards_score;
ALTER TABLE awards DROP COLUMN assessors;
ALTER TABLE awards DROP COLUMN late_reason;
ALTER TABLE awards DROP COLUMN received_on;
ALTER TABLE awards DROP COLUMN score;
ALTER TABLE awards DROP COLUMN ineligible_reason;
ALTER TABLE awards DROP COLUMN board_amount;
ALTER TABLE awards DROP COLUMN board_advice;
ALTER TABLE rounds DROP COLUMN board;
ALTER TABLE rounds DROP COLUMN criteria_from;
DROP TABLE assessments;
DROP TABLE interests;
DROP TABLE eligibility_checks;
DROP TABLE criteria;
