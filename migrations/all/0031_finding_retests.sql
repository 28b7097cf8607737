-- +goose Up
-- What an audit found of a finding of the one before it.
CREATE TABLE finding_retests (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    finding    TEXT      NOT NULL,
    audit      TEXT      NOT NULL,
    result     TEXT      NOT NULL,
    rationale  TEXT      NOT NULL,
    evidence   TEXT      NOT NULL,
    looked_on  TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX finding_retests_state ON finding_retests (state, ref);
CREATE INDEX finding_retests_owner ON finding_retests (owner) WHERE owner <> '';
CREATE INDEX finding_retests_finding ON finding_retests (finding, ref);
CREATE INDEX finding_retests_audit ON finding_retests (audit, ref);
CREATE INDEX finding_retests_result ON finding_retests (result, ref);
CREATE INDEX finding_retests_looked_on ON finding_retests (looked_on, ref);
-- An audit looks at a finding once.
CREATE UNIQUE INDEX finding_retests_once ON finding_retests (finding, audit) WHERE state <> 'withdrawn';

ALTER TABLE reports ADD COLUMN follows TEXT NOT NULL DEFAULT '';
CREATE INDEX reports_follows ON reports (follows, ref);
ALTER TABLE recommendations ADD COLUMN type TEXT NOT NULL DEFAULT '';
CREATE INDEX recommendations_type ON recommendations (type, ref);
ALTER TABLE recommendations ADD COLUMN focus_area TEXT NOT NULL DEFAULT '';
CREATE INDEX recommendations_focus_area ON recommendations (focus_area, ref);
ALTER TABLE recommendations ADD COLUMN found_again TEXT NOT NULL DEFAULT '[]';

-- +goose Down
DROP INDEX recommendations_focus_area;
DROP INDEX recommendations_type;
DROP INDEX reports_follows;
ALTER TABLE recommendations DROP COLUMN found_again;
ALTER TABLE recommendations DROP COLUMN focus_area;
ALTER TABLE recommendations DROP COLUMN type;
ALTER TABLE reports DROP COLUMN follows;
DROP TABLE finding_retests;
