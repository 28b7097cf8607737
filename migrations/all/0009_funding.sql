-- +goose Up
CREATE TABLE funds (
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
    code       TEXT      NOT NULL,
    money_from TEXT      NOT NULL,
    body       TEXT      NOT NULL,
    purpose    TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX funds_state ON funds (state, ref);
CREATE INDEX funds_owner ON funds (owner) WHERE owner <> '';
CREATE INDEX funds_body ON funds (body, ref);

CREATE TABLE rounds (
    ref                   TEXT      NOT NULL PRIMARY KEY,
    version               INTEGER   NOT NULL,
    state                 TEXT      NOT NULL,
    side                  TEXT      NOT NULL,
    sample                TEXT      NOT NULL,
    created_at            TIMESTAMP NOT NULL,
    created_by            TEXT      NOT NULL,
    updated_at            TIMESTAMP NOT NULL,
    updated_by            TEXT      NOT NULL,
    fund                  TEXT      NOT NULL,
    number                TEXT      NOT NULL,
    theme                 TEXT      NOT NULL,
    opened                TEXT      NOT NULL,
    closed                TEXT      NOT NULL,
    closed_time           TEXT      NOT NULL,
    pot                   BIGINT    NULL,
    maximum               BIGINT    NULL,
    applications_received BIGINT    NULL,
    selected              BIGINT    NULL,
    address               TEXT      NOT NULL,
    note                  TEXT      NOT NULL,
    priorities            TEXT      NOT NULL,
    districts             TEXT      NOT NULL,
    owner                 TEXT      NOT NULL,
    came_from             TEXT      NOT NULL,
    sources               TEXT      NOT NULL,
    same_as               TEXT      NOT NULL,
    remarks               TEXT      NOT NULL,
    marking               TEXT      NOT NULL
);
CREATE INDEX rounds_state ON rounds (state, ref);
CREATE INDEX rounds_owner ON rounds (owner) WHERE owner <> '';
CREATE INDEX rounds_fund ON rounds (fund, ref);
CREATE INDEX rounds_opened ON rounds (opened, ref);
CREATE INDEX rounds_closed ON rounds (closed, ref);

CREATE TABLE awards (
    ref                  TEXT      NOT NULL PRIMARY KEY,
    version              INTEGER   NOT NULL,
    state                TEXT      NOT NULL,
    side                 TEXT      NOT NULL,
    sample               TEXT      NOT NULL,
    created_at           TIMESTAMP NOT NULL,
    created_by           TEXT      NOT NULL,
    updated_at           TIMESTAMP NOT NULL,
    updated_by           TEXT      NOT NULL,
    title                TEXT      NOT NULL,
    round                TEXT      NOT NULL,
    fund                 TEXT      NOT NULL,
    organisation         TEXT      NOT NULL,
    asked                BIGINT    NULL,
    amount               BIGINT    NULL,
    purpose              TEXT      NOT NULL,
    conditions           TEXT      NOT NULL,
    reasons              TEXT      NOT NULL,
    started              TEXT      NOT NULL,
    ended                TEXT      NOT NULL,
    board_recommendation TEXT      NOT NULL,
    decided_on           TEXT      NOT NULL,
    override_reason      TEXT      NOT NULL,
    override_up_to       BIGINT    NULL,
    agreement            TEXT      NOT NULL,
    agreed_on            TEXT      NOT NULL,
    priorities           TEXT      NOT NULL,
    districts            TEXT      NOT NULL,
    owner                TEXT      NOT NULL,
    came_from            TEXT      NOT NULL,
    sources              TEXT      NOT NULL,
    same_as              TEXT      NOT NULL,
    remarks              TEXT      NOT NULL,
    marking              TEXT      NOT NULL
);
CREATE INDEX awards_state ON awards (state, ref);
CREATE INDEX awards_owner ON awards (owner) WHERE owner <> '';
CREATE INDEX awards_round ON awards (round, ref);
CREATE INDEX awards_fund ON awards (fund, ref);
CREATE INDEX awards_organisation ON awards (organisation, ref);
CREATE INDEX awards_started ON awards (started, ref);
CREATE INDEX awards_decided_on ON awards (decided_on, ref);

CREATE TABLE award_outcomes (
    ref            TEXT      NOT NULL PRIMARY KEY,
    version        INTEGER   NOT NULL,
    state          TEXT      NOT NULL,
    side           TEXT      NOT NULL,
    sample         TEXT      NOT NULL,
    created_at     TIMESTAMP NOT NULL,
    created_by     TEXT      NOT NULL,
    updated_at     TIMESTAMP NOT NULL,
    updated_by     TEXT      NOT NULL,
    award          TEXT      NOT NULL,
    title          TEXT      NOT NULL,
    type           TEXT      NOT NULL,
    unit           TEXT      NOT NULL,
    baseline       TEXT      NOT NULL,
    promised       TEXT      NOT NULL,
    delivered      TEXT      NOT NULL,
    delivered_text TEXT      NOT NULL,
    as_at          TEXT      NOT NULL,
    priorities     TEXT      NOT NULL,
    districts      TEXT      NOT NULL,
    owner          TEXT      NOT NULL,
    came_from      TEXT      NOT NULL,
    sources        TEXT      NOT NULL,
    same_as        TEXT      NOT NULL,
    remarks        TEXT      NOT NULL,
    marking        TEXT      NOT NULL
);
CREATE INDEX award_outcomes_state ON award_outcomes (state, ref);
CREATE INDEX award_outcomes_owner ON award_outcomes (owner) WHERE owner <> '';
CREATE INDEX award_outcomes_award ON award_outcomes (award, ref);
CREATE INDEX award_outcomes_type ON award_outcomes (type, ref);
CREATE INDEX award_outcomes_as_at ON award_outcomes (as_at, ref);

CREATE TABLE payments (
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
    amount      BIGINT    NULL,
    planned_on  TEXT      NOT NULL,
    purpose     TEXT      NOT NULL,
    paid_on     TEXT      NOT NULL,
    returned_on TEXT      NOT NULL,
    priorities  TEXT      NOT NULL,
    districts   TEXT      NOT NULL,
    owner       TEXT      NOT NULL,
    came_from   TEXT      NOT NULL,
    sources     TEXT      NOT NULL,
    same_as     TEXT      NOT NULL,
    remarks     TEXT      NOT NULL,
    marking     TEXT      NOT NULL
);
CREATE INDEX payments_state ON payments (state, ref);
CREATE INDEX payments_owner ON payments (owner) WHERE owner <> '';
CREATE INDEX payments_award ON payments (award, ref);
CREATE INDEX payments_planned_on ON payments (planned_on, ref);
CREATE INDEX payments_paid_on ON payments (paid_on, ref);

CREATE TABLE commissions (
    ref          TEXT      NOT NULL PRIMARY KEY,
    version      INTEGER   NOT NULL,
    state        TEXT      NOT NULL,
    side         TEXT      NOT NULL,
    sample       TEXT      NOT NULL,
    created_at   TIMESTAMP NOT NULL,
    created_by   TEXT      NOT NULL,
    updated_at   TIMESTAMP NOT NULL,
    updated_by   TEXT      NOT NULL,
    title        TEXT      NOT NULL,
    type         TEXT      NOT NULL,
    provider     TEXT      NOT NULL,
    fund         TEXT      NOT NULL,
    amount       BIGINT    NULL,
    purpose      TEXT      NOT NULL,
    deliverables TEXT      NOT NULL,
    started      TEXT      NOT NULL,
    ended        TEXT      NOT NULL,
    agreed_on    TEXT      NOT NULL,
    priorities   TEXT      NOT NULL,
    districts    TEXT      NOT NULL,
    owner        TEXT      NOT NULL,
    came_from    TEXT      NOT NULL,
    sources      TEXT      NOT NULL,
    same_as      TEXT      NOT NULL,
    remarks      TEXT      NOT NULL,
    marking      TEXT      NOT NULL
);
CREATE INDEX commissions_state ON commissions (state, ref);
CREATE INDEX commissions_owner ON commissions (owner) WHERE owner <> '';
CREATE INDEX commissions_type ON commissions (type, ref);
CREATE INDEX commissions_provider ON commissions (provider, ref);
CREATE INDEX commissions_fund ON commissions (fund, ref);
CREATE INDEX commissions_started ON commissions (started, ref);
CREATE INDEX commissions_agreed_on ON commissions (agreed_on, ref);

-- +goose Down
DROP TABLE commissions;
DROP TABLE payments;
DROP TABLE award_outcomes;
DROP TABLE awards;
DROP TABLE rounds;
DROP TABLE funds;
