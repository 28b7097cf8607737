-- +goose Up
CREATE TABLE reports (
    ref                    TEXT      NOT NULL PRIMARY KEY,
    version                INTEGER   NOT NULL,
    state                  TEXT      NOT NULL,
    side                   TEXT      NOT NULL,
    sample                 TEXT      NOT NULL,
    created_at             TIMESTAMP NOT NULL,
    created_by             TEXT      NOT NULL,
    updated_at             TIMESTAMP NOT NULL,
    updated_by             TEXT      NOT NULL,
    title                  TEXT      NOT NULL,
    type                   TEXT      NOT NULL,
    code                   TEXT      NOT NULL,
    publisher              TEXT      NOT NULL,
    published_on           TEXT      NOT NULL,
    period                 TEXT      NOT NULL,
    address                TEXT      NOT NULL,
    summary                TEXT      NOT NULL,
    stated_recommendations BIGINT    NULL,
    training_needs         TEXT      NOT NULL,
    responds_to            TEXT      NOT NULL,
    response_due           TEXT      NOT NULL,
    response_on            TEXT      NOT NULL,
    priorities             TEXT      NOT NULL,
    districts              TEXT      NOT NULL,
    owner                  TEXT      NOT NULL,
    came_from              TEXT      NOT NULL,
    sources                TEXT      NOT NULL,
    same_as                TEXT      NOT NULL,
    remarks                TEXT      NOT NULL,
    marking                TEXT      NOT NULL
);
CREATE INDEX reports_state ON reports (state, ref);
CREATE INDEX reports_owner ON reports (owner) WHERE owner <> '';
CREATE INDEX reports_type ON reports (type, ref);
CREATE INDEX reports_publisher ON reports (publisher, ref);
CREATE INDEX reports_published_on ON reports (published_on, ref);
CREATE INDEX reports_responds_to ON reports (responds_to, ref);
CREATE INDEX reports_response_due ON reports (response_due, ref);
CREATE INDEX reports_response_on ON reports (response_on, ref);

CREATE TABLE focus_areas (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    report     TEXT      NOT NULL,
    position   BIGINT    NULL,
    title      TEXT      NOT NULL,
    text       TEXT      NOT NULL,
    findings   TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX focus_areas_state ON focus_areas (state, ref);
CREATE INDEX focus_areas_owner ON focus_areas (owner) WHERE owner <> '';
CREATE INDEX focus_areas_report ON focus_areas (report, ref);
CREATE INDEX focus_areas_position ON focus_areas (position, ref);

CREATE TABLE recommendations (
    ref               TEXT      NOT NULL PRIMARY KEY,
    version           INTEGER   NOT NULL,
    state             TEXT      NOT NULL,
    side              TEXT      NOT NULL,
    sample            TEXT      NOT NULL,
    created_at        TIMESTAMP NOT NULL,
    created_by        TEXT      NOT NULL,
    updated_at        TIMESTAMP NOT NULL,
    updated_by        TEXT      NOT NULL,
    report            TEXT      NOT NULL,
    number            TEXT      NOT NULL,
    title             TEXT      NOT NULL,
    text              TEXT      NOT NULL,
    wording           TEXT      NOT NULL,
    addressed_to      TEXT      NOT NULL,
    addressed_to_text TEXT      NOT NULL,
    scope             TEXT      NOT NULL,
    owner_body        TEXT      NOT NULL,
    target_on         TEXT      NOT NULL,
    target_revisions  TEXT      NOT NULL,
    evidence          TEXT      NOT NULL,
    claimed_on        TEXT      NOT NULL,
    claimed_by        TEXT      NOT NULL,
    closed_on         TEXT      NOT NULL,
    closed_by         TEXT      NOT NULL,
    priorities        TEXT      NOT NULL,
    districts         TEXT      NOT NULL,
    owner             TEXT      NOT NULL,
    came_from         TEXT      NOT NULL,
    sources           TEXT      NOT NULL,
    same_as           TEXT      NOT NULL,
    remarks           TEXT      NOT NULL,
    marking           TEXT      NOT NULL
);
CREATE INDEX recommendations_state ON recommendations (state, ref);
CREATE INDEX recommendations_owner ON recommendations (owner) WHERE owner <> '';
CREATE INDEX recommendations_report ON recommendations (report, ref);
CREATE INDEX recommendations_scope ON recommendations (scope, ref);
CREATE INDEX recommendations_owner_body ON recommendations (owner_body, ref);
CREATE INDEX recommendations_target_on ON recommendations (target_on, ref);
CREATE INDEX recommendations_claimed_on ON recommendations (claimed_on, ref);
CREATE INDEX recommendations_closed_on ON recommendations (closed_on, ref);

CREATE TABLE positions (
    ref            TEXT      NOT NULL PRIMARY KEY,
    version        INTEGER   NOT NULL,
    state          TEXT      NOT NULL,
    side           TEXT      NOT NULL,
    sample         TEXT      NOT NULL,
    created_at     TIMESTAMP NOT NULL,
    created_by     TEXT      NOT NULL,
    updated_at     TIMESTAMP NOT NULL,
    updated_by     TEXT      NOT NULL,
    recommendation TEXT      NOT NULL,
    body           TEXT      NOT NULL,
    stance         TEXT      NOT NULL,
    reason         TEXT      NOT NULL,
    wording        TEXT      NOT NULL,
    stated_on      TEXT      NOT NULL,
    priorities     TEXT      NOT NULL,
    districts      TEXT      NOT NULL,
    owner          TEXT      NOT NULL,
    came_from      TEXT      NOT NULL,
    sources        TEXT      NOT NULL,
    same_as        TEXT      NOT NULL,
    remarks        TEXT      NOT NULL,
    marking        TEXT      NOT NULL
);
CREATE INDEX positions_state ON positions (state, ref);
CREATE INDEX positions_owner ON positions (owner) WHERE owner <> '';
CREATE INDEX positions_recommendation ON positions (recommendation, ref);
CREATE INDEX positions_body ON positions (body, ref);
CREATE INDEX positions_stance ON positions (stance, ref);
CREATE INDEX positions_stated_on ON positions (stated_on, ref);

CREATE TABLE duties (
    ref         TEXT      NOT NULL PRIMARY KEY,
    version     INTEGER   NOT NULL,
    state       TEXT      NOT NULL,
    side        TEXT      NOT NULL,
    sample      TEXT      NOT NULL,
    created_at  TIMESTAMP NOT NULL,
    created_by  TEXT      NOT NULL,
    updated_at  TIMESTAMP NOT NULL,
    updated_by  TEXT      NOT NULL,
    title       TEXT      NOT NULL,
    what        TEXT      NOT NULL,
    owed_by     TEXT      NOT NULL,
    owed_to     TEXT      NOT NULL,
    every       TEXT      NOT NULL,
    since       TEXT      NOT NULL,
    ended       TEXT      NOT NULL,
    arises_from TEXT      NOT NULL,
    priorities  TEXT      NOT NULL,
    districts   TEXT      NOT NULL,
    owner       TEXT      NOT NULL,
    came_from   TEXT      NOT NULL,
    sources     TEXT      NOT NULL,
    same_as     TEXT      NOT NULL,
    remarks     TEXT      NOT NULL,
    marking     TEXT      NOT NULL
);
CREATE INDEX duties_state ON duties (state, ref);
CREATE INDEX duties_owner ON duties (owner) WHERE owner <> '';
CREATE INDEX duties_title ON duties (title, ref);
CREATE INDEX duties_owed_by ON duties (owed_by, ref);
CREATE INDEX duties_owed_to ON duties (owed_to, ref);
CREATE INDEX duties_every ON duties (every, ref);
CREATE INDEX duties_since ON duties (since, ref);
CREATE INDEX duties_ended ON duties (ended, ref);
CREATE INDEX duties_arises_from ON duties (arises_from, ref);

CREATE TABLE occurrences (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    duty       TEXT      NOT NULL,
    period     TEXT      NOT NULL,
    due_on     TEXT      NOT NULL,
    met_by     TEXT      NOT NULL,
    met_on     TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX occurrences_state ON occurrences (state, ref);
CREATE INDEX occurrences_owner ON occurrences (owner) WHERE owner <> '';
CREATE INDEX occurrences_duty ON occurrences (duty, ref);
CREATE INDEX occurrences_due_on ON occurrences (due_on, ref);
CREATE INDEX occurrences_met_on ON occurrences (met_on, ref);

-- +goose Down
DROP TABLE occurrences;
DROP TABLE duties;
DROP TABLE positions;
DROP TABLE recommendations;
DROP TABLE focus_areas;
DROP TABLE reports;
