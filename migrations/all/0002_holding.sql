-- +goose Up
CREATE TABLE meetings (
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
    type       TEXT      NOT NULL,
    held_on    TEXT      NOT NULL,
    place      TEXT      NOT NULL,
    public     TEXT      NOT NULL,
    chair      TEXT      NOT NULL,
    attendance TEXT      NOT NULL,
    apologies  TEXT      NOT NULL,
    minutes    TEXT      NOT NULL,
    decisions  TEXT      NOT NULL,
    recording  TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX meetings_state ON meetings (state, ref);
CREATE INDEX meetings_owner ON meetings (owner) WHERE owner <> '';
CREATE INDEX meetings_type ON meetings (type, ref);
CREATE INDEX meetings_held_on ON meetings (held_on, ref);

CREATE TABLE agenda_items (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    meeting    TEXT      NOT NULL,
    position   BIGINT    NULL,
    title      TEXT      NOT NULL,
    paper      TEXT      NOT NULL,
    concerns   TEXT      NOT NULL,
    outcome    TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX agenda_items_state ON agenda_items (state, ref);
CREATE INDEX agenda_items_owner ON agenda_items (owner) WHERE owner <> '';
CREATE INDEX agenda_items_meeting ON agenda_items (meeting, ref);
CREATE INDEX agenda_items_position ON agenda_items (position, ref);

CREATE TABLE questions (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    meeting    TEXT      NOT NULL,
    title      TEXT      NOT NULL,
    text       TEXT      NOT NULL,
    wording    TEXT      NOT NULL,
    why        TEXT      NOT NULL,
    asked_of   TEXT      NOT NULL,
    follows_up TEXT      NOT NULL,
    put_on     TEXT      NOT NULL,
    due_on     TEXT      NOT NULL,
    due_revisions TEXT      NOT NULL,
    holding_reply TEXT      NOT NULL,
    transferred_to TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX questions_state ON questions (state, ref);
CREATE INDEX questions_owner ON questions (owner) WHERE owner <> '';
CREATE INDEX questions_meeting ON questions (meeting, ref);
CREATE INDEX questions_asked_of ON questions (asked_of, ref);
CREATE INDEX questions_put_on ON questions (put_on, ref);
CREATE INDEX questions_due_on ON questions (due_on, ref);

CREATE TABLE limbs (
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
    text       TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX limbs_state ON limbs (state, ref);
CREATE INDEX limbs_owner ON limbs (owner) WHERE owner <> '';
CREATE INDEX limbs_question ON limbs (question, ref);

CREATE TABLE answers (
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
    text       TEXT      NOT NULL,
    wording    TEXT      NOT NULL,
    given_by   TEXT      NOT NULL,
    given_on   TEXT      NOT NULL,
    drafters   TEXT      NOT NULL,
    cleared_by TEXT      NOT NULL,
    submitted_on TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX answers_state ON answers (state, ref);
CREATE INDEX answers_owner ON answers (owner) WHERE owner <> '';
CREATE INDEX answers_question ON answers (question, ref);
CREATE INDEX answers_given_on ON answers (given_on, ref);
CREATE INDEX answers_submitted_on ON answers (submitted_on, ref);

CREATE TABLE assurances (
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
    statement  TEXT      NOT NULL,
    wording    TEXT      NOT NULL,
    given_by   TEXT      NOT NULL,
    given_on   TEXT      NOT NULL,
    basis      TEXT      NOT NULL,
    relied_until TEXT      NOT NULL,
    taken_from TEXT      NOT NULL,
    verdict    TEXT      NOT NULL,
    reviewed_on TEXT      NOT NULL,
    superseded_by TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX assurances_state ON assurances (state, ref);
CREATE INDEX assurances_owner ON assurances (owner) WHERE owner <> '';
CREATE INDEX assurances_given_by ON assurances (given_by, ref);
CREATE INDEX assurances_given_on ON assurances (given_on, ref);
CREATE INDEX assurances_relied_until ON assurances (relied_until, ref);
CREATE INDEX assurances_taken_from ON assurances (taken_from, ref);
CREATE INDEX assurances_reviewed_on ON assurances (reviewed_on, ref);

CREATE TABLE reviews (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    assurance  TEXT      NOT NULL,
    verdict    TEXT      NOT NULL,
    rationale  TEXT      NOT NULL,
    evidence   TEXT      NOT NULL,
    reviewed_on TEXT      NOT NULL,
    relied_until TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX reviews_state ON reviews (state, ref);
CREATE INDEX reviews_owner ON reviews (owner) WHERE owner <> '';
CREATE INDEX reviews_assurance ON reviews (assurance, ref);
CREATE INDEX reviews_verdict ON reviews (verdict, ref);
CREATE INDEX reviews_reviewed_on ON reviews (reviewed_on, ref);

CREATE TABLE commitments (
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
    text       TEXT      NOT NULL,
    wording    TEXT      NOT NULL,
    body       TEXT      NOT NULL,
    holder     TEXT      NOT NULL,
    given_on   TEXT      NOT NULL,
    arises_from TEXT      NOT NULL,
    due_on     TEXT      NOT NULL,
    due_revisions TEXT      NOT NULL,
    evidence   TEXT      NOT NULL,
    done_on    TEXT      NOT NULL,
    done_by    TEXT      NOT NULL,
    verified_by TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX commitments_state ON commitments (state, ref);
CREATE INDEX commitments_owner ON commitments (owner) WHERE owner <> '';
CREATE INDEX commitments_body ON commitments (body, ref);
CREATE INDEX commitments_arises_from ON commitments (arises_from, ref);
CREATE INDEX commitments_due_on ON commitments (due_on, ref);

-- +goose Down
DROP TABLE commitments;
DROP TABLE reviews;
DROP TABLE assurances;
DROP TABLE answers;
DROP TABLE limbs;
DROP TABLE questions;
DROP TABLE agenda_items;
DROP TABLE meetings;
